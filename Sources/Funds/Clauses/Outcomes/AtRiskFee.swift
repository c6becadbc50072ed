package import TopsliceExactArithmetic
package import TopsliceMoney

/// A fee of which a part is at risk: paid in full from the target less a tolerance upwards, and in
/// proportion to the target below.
package struct AtRiskFee: OutcomeRule {
    /// In pence.
    package let fee: Money
    /// A part of one.
    package let atRisk: Rational
    /// Above zero.
    package let target: Rational
    /// A part of one.
    package let tolerance: Rational

    package init(fee: Money, atRisk: Rational, target: Rational, tolerance: Rational) {
        self.fee = fee
        self.atRisk = atRisk
        self.target = target
        self.tolerance = tolerance
    }

    package var looksAtWholePeriod: Bool { true }

    package func payment(for results: OutcomeResults) -> OutcomePaid {
        let full = Rational(fee)
        let isMet = results.achieved >= target * (.one - tolerance)
        let part = isMet ? .one : results.achieved / target
        return OutcomePaid(
            exact: full * (.one - atRisk) + full * atRisk * part,
            working: .feeAtRisk(achieved: results.achieved, target: target, isMet: isMet)
        )
    }
}
