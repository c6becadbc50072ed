import Glibc
import VarianceShares

let clock = ContinuousClock()
for (p, tol, ref) in [(24, 1e-3, 1e-4), (100, 2e-3, 1e-4)] {
    defer { fflush(nil) }
    let d = CorrelatedDesign(regressors: p, seed: 3)
    let tr = try d.sample(rows: 100_000, seed: 1), te = try d.sample(rows: 100_000, seed: 2)
    for test in [nil, te] {
        var reference: VarianceSharesResult?
        if p == 24 { reference = try ExactShares.compute(tr, test: test) } else if p == 100 { reference = try SampledShares.compute(tr, test: test, options: .init(tolerance: ref, seed: 999)) }
        for seed in 1...3 {
            var r: VarianceSharesResult?
            let t = try clock.measure { r = try SampledShares.compute(tr, test: test, options: .init(tolerance: tol, seed: UInt64(seed))) }
            if let r {
                var dist = 0.0
                if let reference { for (a, b) in zip(r.shares, reference.shares) { dist += (a.lmg - b.lmg) * (a.lmg - b.lmg) } }
                print(p, test == nil ? "in" : "out", t, "stated", r.error?.distance ?? -1, "true", dist.squareRoot(), "subsets", r.subsets, "R2", r.rSquared)
            }
        }
    }
}
