import TopsliceVarianceShares

/// Seconds, true and stated error of sampled shares, over seeds.
///
/// The true error is the distance to the exact shares, or, past 25 regressors, to shares sampled with another
/// seed to a twentieth of the tolerance.
func measureSampled(_ count: Int, tolerance: Double, seeds: Int, isPaired: Bool) throws {
    let design = CorrelatedDesign(regressors: count, seed: 3)
    let products = try design.sample(rows: 100_000, seed: 1)
    let test = isPaired ? try design.sample(rows: 100_000, seed: 2) : nil
    func sampled(_ tolerance: Double, seed: UInt64) throws -> VarianceSharesResult {
        try SampledShares.compute(
            products,
            test: test,
            options: SampledShares.Options(tolerance: tolerance, seed: seed)
        )
    }
    let reference =
        count <= 25
        ? try ExactShares.compute(products, test: test)
        : try sampled(tolerance / (count > 200 ? 8 : 20), seed: 1_000_003)
    var best = Double.infinity
    var errors: [Double] = [], stated: [Double] = []
    var within = 0
    for seed in 1...UInt64(seeds) {
        var squares = 0.0, bound = 0.0
        best = min(
            best,
            try fastest(of: 1) {
                let result = try sampled(tolerance, seed: seed)
                squares = zip(result.shares, reference.shares).reduce(0) { sum, pair in
                    let difference = pair.0.lmg - pair.1.lmg
                    return sum + difference * difference
                }
                bound = result.error?.distance ?? 0
            }
        )
        errors.append(squares.squareRoot())
        stated.append(bound)
        if squares.squareRoot() <= bound { within += 1 }
    }
    let task = isPaired ? "sampled out of sample" : "sampled"
    errors.sort()
    stated.sort()
    let quantile = errors[min(seeds - 1, Int(0.95 * Double(seeds)))]
    report(task, count, "condition number", design.conditionNumber)
    report(task, count, "tolerance", tolerance)
    report(task, count, "seconds", best)
    report(task, count, "seeds", Double(seeds))
    report(task, count, "true error within stated (share of seeds)", Double(within) / Double(seeds))
    report(task, count, "true error (95% quantile)", quantile)
    report(task, count, "stated error (median)", stated[seeds / 2])
    report(task, count, "stated over true", stated[seeds / 2] / quantile)
}
