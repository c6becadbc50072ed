package import TopsliceExactArithmetic
package import TopsliceMoney

/// How a payment for counted outcomes follows from the quantities of the actuals.
package struct OutcomePlan: Sendable, Hashable {
    /// Its place in ``Settlement/outcomes``.
    package let place: Int
    /// The rows that count as achieved, and as started.
    package let achieved: [Recalculation.Target]
    package let started: [Recalculation.Target]
    package let price: Price
    /// Who pays which part of every penny; the parts sum to one.
    package let payers: [Payer]
    /// The place in ``Settlement/lines`` of the line that bears what the pool pays; nil where partners pay.
    package let line: Int?

    package struct Payer: Sendable, Hashable {
        package let party: Account
        package let part: Rational
    }

    /// In pence, before rounding.
    package enum Price: Sendable, Hashable {
        /// For each result within a band and for each start, within limits.
        case pieces([Piece], start: Rational, cap: Money?, floor: Money?)
        /// A fixed amount, and the whole of what is at risk from a number of results on; below it a part for each.
        case fee(fixed: Rational, atRisk: Rational, each: Rational, from: Rational)
        case trigger(Money, from: Rational)
    }

    package struct Piece: Sendable, Hashable {
        package let from: Rational
        package let to: Rational?
        package let pence: Rational
    }
}

extension OutcomeRule {
    /// Nil where the rule is none that plans say.
    var price: OutcomePlan.Price? {
        switch self {
        case let rule as OutcomeTariff:
            let pieces = rule.bands.map {
                OutcomePlan.Piece(
                    from: $0.from,
                    to: $0.to,
                    pence: Rational($0.tariff) * rule.atRisk
                )
            }
            let first = rule.bands.first.map { Rational($0.tariff) } ?? .zero
            return .pieces(
                pieces,
                start: first * (.one - rule.atRisk),
                cap: rule.cap,
                floor: rule.floor
            )
        case let rule as AtRiskFee:
            let atRisk = Rational(rule.fee) * rule.atRisk
            return .fee(
                fixed: Rational(rule.fee) - atRisk,
                atRisk: atRisk,
                each: atRisk / rule.target,
                from: rule.target * (.one - rule.tolerance)
            )
        case let rule as OutcomeTrigger: return .trigger(rule.payment, from: rule.threshold)
        default: return nil
        }
    }
}
