/// The answers of several completed tables as one (Rubin 1987, chapter 3), with the degrees of freedom of Barnard and Rubin (1999).
package struct RubinPool: Sendable, Equatable {
    package let value: Double
    /// Within imputations, plus between them with its own uncertainty.
    package let variance: Double
    package let degreesOfFreedom: Double
    /// The part of the variance that is there because values are missing, λ, 0 to 1.
    package let missingShare: Double

    /// - Parameters:
    ///   - values: one an imputation, two or more.
    ///   - variances: of each.
    ///   - degrees: of freedom had nothing been missing.
    package init(values: [Double], variances: [Double], degrees: Double) {
        precondition(
            values.count > 1 && values.count == variances.count,
            "\(values.count) answers with \(variances.count) variances"
        )
        let count = Double(values.count)
        let mean = values.reduce(0, +) / count
        let between = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
        let within = variances.reduce(0, +) / count
        let added = (1 + 1 / count) * between
        value = mean
        variance = within + added
        missingShare = variance > 0 ? added / variance : 0
        guard missingShare > 0 else {
            degreesOfFreedom = degrees
            return
        }
        let old = (count - 1) / (missingShare * missingShare)
        let observed =
            degrees.isFinite
            ? (degrees + 1) / (degrees + 3) * degrees * (1 - missingShare) : .infinity
        degreesOfFreedom = observed.isFinite ? old * observed / (old + observed) : old
    }
}
