import Glibc
import VarianceShares
let clock = ContinuousClock()
let p = Int(CommandLine.arguments[1]) ?? 100, tol = Double(CommandLine.arguments[2]) ?? 1e-3
let n = Int(CommandLine.arguments[3]) ?? 3
let d = CorrelatedDesign(regressors: p, seed: 3)
let tr = try d.sample(rows: 100_000, seed: 1), te = try d.sample(rows: 100_000, seed: 2)
for test in [nil, te] {
    var ref: VarianceSharesResult?
    if p < 26 { ref = try ExactShares.compute(tr, test: test) } else if p <= 100 { ref = try SampledShares.compute(tr, test: test, options: .init(tolerance: tol / 20, seed: 7777)) }
    var errors: [Double] = [], stated: [Double] = [], inside = 0
    var best = Duration.seconds(10000)
    for seed in 1...n {
        var r: VarianceSharesResult?
        let t = try clock.measure { r = try SampledShares.compute(tr, test: test, options: .init(tolerance: tol, seed: UInt64(seed))) }
        best = min(best, t)
        if let r, let ref {
            var dist = 0.0
            for (a, b) in zip(r.shares, ref.shares) { dist += (a.lmg - b.lmg) * (a.lmg - b.lmg) }
            errors.append(dist.squareRoot()); stated.append(r.error?.distance ?? 0)
            if dist.squareRoot() <= r.error?.distance ?? 0 { inside += 1 }
        } else if let r { stated.append(r.error?.distance ?? 0) }
    }
    errors.sort(); stated.sort()
    print(p, test == nil ? "in" : "out", "best", best, "coverage", inside, "of", n, "q95 true", errors.isEmpty ? -1 : errors[Int(0.95 * Double(n - 1))], "stated", stated[0], stated[n - 1])
    fflush(nil)
}
