package import TopsliceExactArithmetic
import TopsliceMoney

/// What measured shares rest on, as the attribution that measured them states it: the counterfactual, the
/// uncertainty and the support in the data. Printed beside the money that the shares move.
package struct MeasuredEvidence: Sendable, Hashable {
    /// One agency of the attribution. Contributions are in units of the outcome, per person of the cohort; of a beneficiary in money.
    package struct Estimate: Sendable, Hashable {
        package let partner: String
        /// As the attribution calls it.
        package let agency: String
        package let contribution: Rational
        /// Nil where the attribution does not state it.
        package let interval: Interval?
        /// Part of what the agencies caused together; nil where the attribution does not state it.
        package let share: Rational?
        package let shareInterval: Interval?
    }

    package struct Interval: Sendable, Hashable {
        package let low: Rational
        package let high: Rational

        var holdsZero: Bool { !low.isPositive && !high.isNegative }
    }

    /// A coalition whose value is extrapolated: some people never had a like who was seen with just it.
    package struct Gap: Sendable, Hashable {
        package let members: [String]
        /// The part of the people concerned; nil where the attribution does not state it.
        package let people: Rational?
    }

    /// A file behind the attribution.
    package struct Input: Sendable, Hashable {
        package let path: String
        package let sha256: String
    }

    /// The savings share that is measured by it.
    package let share: String
    /// The attribution, as the agreement names it.
    package let file: String
    /// Whose money the contributions are; nil where they are of the outcome.
    package var beneficiary: String?
    /// How it was estimated, in words; empty where not stated.
    package let method: String
    package let people: Int?
    package let clusters: Int?
    /// Coverage of the intervals, a part of one.
    package let confidence: Rational?
    /// The mean outcome had nobody acted.
    package let deadweight: Rational?
    /// The mean outcome as it was.
    package let observed: Rational?
    package let attributable: Rational?
    package let attributableInterval: Interval?
    package let estimates: [Estimate]
    package let coalitions: Int
    package let gaps: [Gap]
    /// What the attribution itself warns of.
    package let warnings: [Quotation]
    package let inputs: [Input]

    /// `95%`.
    package var confidenceWords: String {
        ((confidence ?? Rational(95) / 100) * 100).decimalOrFraction + "%"
    }

    /// What a signatory should know before the figures.
    package enum Caution: Sendable, Hashable {
        case withoutIntervals(file: String)
        /// The intervals of partners' contributions, whose coverage is given in words, hold zero; `beneficiary` is whose money they are of.
        case cannotBeToldFromNothing(
            partners: [String],
            beneficiary: String?,
            file: String,
            confidence: String
        )
        /// Coalitions without support in the data, for up to a part of the people.
        case extrapolated(Int, of: Int, file: String, people: Rational?)
        /// A warning of the attribution itself.
        case quoted(Quotation, file: String)
    }

    var cautions: [Caution] {
        var cautions: [Caution] = []
        if estimates.contains(where: { $0.interval == nil }) {
            cautions.append(.withoutIntervals(file: file))
        }
        let undecided = estimates.filter { $0.interval?.holdsZero == true }.map(\.partner)
        if !undecided.isEmpty {
            cautions.append(
                .cannotBeToldFromNothing(
                    partners: undecided,
                    beneficiary: beneficiary,
                    file: file,
                    confidence: confidenceWords
                )
            )
        }
        if !gaps.isEmpty {
            let most = gaps.compactMap(\.people).max()
            cautions.append(.extrapolated(gaps.count, of: coalitions, file: file, people: most))
        }
        return cautions + warnings.map { .quoted($0, file: file) }
    }
}
