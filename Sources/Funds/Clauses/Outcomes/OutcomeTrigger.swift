package import TopsliceExactArithmetic
package import TopsliceMoney

/// A stated payment that falls due when a result reaches a threshold, as with a social impact bond that
/// pays when a cohort's reoffending falls by enough.
package struct OutcomeTrigger: OutcomeRule {
    /// In pence.
    package let payment: Money
    /// In the unit of the result.
    package let threshold: Rational

    package init(payment: Money, threshold: Rational) {
        self.payment = payment
        self.threshold = threshold
    }

    package var looksAtWholePeriod: Bool { true }

    package func payment(for results: OutcomeResults) -> OutcomePaid {
        let isMet = results.achieved >= threshold
        return OutcomePaid(
            exact: isMet ? Rational(payment) : .zero,
            working: .trigger(achieved: results.achieved, threshold: threshold, isMet: isMet)
        )
    }
}
