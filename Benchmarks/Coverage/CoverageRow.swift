import Foundation

/// What the intervals of one agency did over many cohorts.
struct CoverageRow {
    let truth: Double
    /// Mean estimate less truth, and the standard error of that mean.
    let bias: Double
    let biasError: Double
    /// Share of intervals that hold the truth, and its binomial standard error.
    let coverage: Double
    let coverageError: Double
    let cohorts: Int

    init(truth: Double, outcomes: [(value: Double, low: Double, high: Double)]) {
        let count = Double(outcomes.count)
        let mean = outcomes.reduce(0) { $0 + $1.value } / count
        let squares = outcomes.reduce(0) { $0 + ($1.value - mean) * ($1.value - mean) }
        let held = outcomes.count { $0.low <= truth && truth <= $0.high }
        self.truth = truth
        cohorts = outcomes.count
        bias = mean - truth
        biasError = (squares / (count - 1) / count).squareRoot()
        coverage = Double(held) / count
        coverageError = (coverage * (1 - coverage) / count).squareRoot()
    }

    func csv(_ design: String, _ agency: String, _ people: Int) -> String {
        "\"\(design)\",\(agency),\(cohorts),\(people),\(truth),\(bias),\(biasError),"
            + "\(coverage),\(coverageError)"
    }

    func markdown(_ design: String, _ agency: String) -> String {
        let numbers = String(
            format: "%.4f | %+.4f ± %.4f | %.1f%% ± %.1f",
            truth,
            bias,
            biasError,
            100 * coverage,
            100 * coverageError
        )
        return "| \(design) | \(agency) | \(numbers) |"
    }
}
