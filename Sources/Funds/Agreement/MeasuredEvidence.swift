public import ExactArithmetic

/// What measured shares rest on, as the attribution that measured them states it: the counterfactual, the
/// uncertainty and the support in the data. Printed beside the money that the shares move.
public struct MeasuredEvidence: Sendable, Hashable {
    /// One agency of the attribution. Contributions are in units of the outcome, per person of the cohort.
    public struct Estimate: Sendable, Hashable {
        public let partner: String
        /// As the attribution calls it.
        public let agency: String
        public let contribution: Rational
        /// Nil where the attribution does not state it.
        public let interval: Interval?
        /// Part of what the agencies caused together; nil where the attribution does not state it.
        public let share: Rational?
        public let shareInterval: Interval?
    }

    public struct Interval: Sendable, Hashable {
        public let low: Rational
        public let high: Rational

        var holdsZero: Bool { !low.isPositive && !high.isNegative }
    }

    /// A coalition whose value is extrapolated: some people never had a like who was seen with just it.
    public struct Gap: Sendable, Hashable {
        public let members: [String]
        /// The part of the people concerned.
        public let people: Rational
    }

    /// A file behind the attribution.
    public struct Input: Sendable, Hashable {
        public let path: String
        public let sha256: String
    }

    /// The savings share that is measured by it.
    public let share: String
    /// The attribution, as the agreement names it.
    public let file: String
    /// How it was estimated, in words; empty where not stated.
    public let method: String
    public let people: Int?
    public let clusters: Int?
    /// Coverage of the intervals, a part of one.
    public let confidence: Rational?
    /// The mean outcome had nobody acted.
    public let deadweight: Rational?
    /// The mean outcome as it was.
    public let observed: Rational?
    public let attributable: Rational?
    public let attributableInterval: Interval?
    public let estimates: [Estimate]
    public let coalitions: Int
    public let gaps: [Gap]
    /// What the attribution itself warns of.
    public let warnings: [String]
    public let inputs: [Input]

    /// `95%`.
    public var confidenceWords: String {
        ((confidence ?? Rational(95) / 100) * 100).decimalOrFraction + "%"
    }

    /// What a signatory should know before the figures.
    var cautions: [String] {
        var cautions: [String] = []
        if estimates.contains(where: { $0.interval == nil }) {
            cautions.append(
                "'\(file)' states no intervals: its shares come without their uncertainty"
            )
        }
        for estimate in estimates where estimate.interval?.holdsZero == true {
            cautions.append(
                "the contribution of '\(estimate.partner)' measured in '\(file)' cannot be told from "
                    + "nothing: its \(confidenceWords) interval holds zero"
            )
        }
        if let most = gaps.map(\.people).max() {
            cautions.append(
                "\(gaps.count) of the \(coalitions) coalitions behind '\(file)' have no support in the "
                    + "data for up to "
                    + (most * 100).decimal(places: 1, rounding: .nearestOrAwayFromZero)
                    + "% of the people: their values are extrapolated"
            )
        }
        return cautions + warnings.map { "'\(file)': \($0)" }
    }
}
