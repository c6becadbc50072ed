import TopsliceVarianceShares

/// Seconds of exact shares, in and out of sample.
func measureExact(upTo most: Int) throws {
    for count in [10, 15, 20, 22, 25, 28, 30, 32, 34, 36, 38, 40] where count <= most {
        let design = CorrelatedDesign(regressors: count, seed: 1)
        let products = try design.sample(rows: 100_000, seed: 1)
        let runs = count <= 25 ? 20 : count <= 32 ? 3 : 1
        var control = WalkControl()
        if count >= 36 {
            control.progress = { @Sendable done in
                complain("\(count) regressors: \(Int(done * 100))%\r")
            }
        }
        report(
            "exact",
            count,
            "seconds",
            try fastest(of: runs) { [control] in
                let result = try ExactShares.compute(products, control: control)
                let sum = result.shares.reduce(0) { $0 + $1.lmg }
                precondition((sum - result.rSquared).magnitude < 1e-10, "shares do not sum to R²")
            }
        )
        guard count <= 25 else { continue }
        let test = try design.sample(rows: 100_000, seed: 2)
        report(
            "exact out of sample",
            count,
            "seconds",
            try fastest(of: runs) { _ = try ExactShares.compute(products, test: test) }
        )
    }
}
