public import ExactArithmetic

/// A stated payment that falls due when a result reaches a threshold, as with a social impact bond that
/// pays when a cohort's reoffending falls by enough.
public struct OutcomeTrigger: OutcomeRule {
    /// In pence.
    public let payment: Int
    /// In the unit of the result.
    public let threshold: Rational

    public init(payment: Int, threshold: Rational) {
        self.payment = payment
        self.threshold = threshold
    }

    public var name: String { "trigger" }

    public func payment(for results: OutcomeResults) -> OutcomePaid {
        let isMet = results.achieved >= threshold
        return OutcomePaid(
            exact: isMet ? Rational(payment) : .zero,
            working: "\(results.achieved.decimalOrFraction) against a threshold of "
                + threshold.decimalOrFraction + (isMet ? ": met" : ": not met")
        )
    }
}
