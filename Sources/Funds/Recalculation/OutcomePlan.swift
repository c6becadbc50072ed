package import TopsliceExactArithmetic
import TopsliceMoney

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
        case pieces([Piece], start: PlannedAmount?, cap: PlannedAmount?, floor: PlannedAmount?)
        /// A fixed amount, and the whole of what is at risk from a number of results on; below it a part for each.
        case fee(
            fixed: PlannedAmount,
            atRisk: PlannedAmount,
            each: PlannedAmount,
            from: Rational
        )
        case trigger(PlannedAmount, from: Rational)
    }

    /// The names of the figures of the year that it follows.
    package var figures: Set<String> {
        let amounts: [PlannedAmount?] =
            switch price {
            case .pieces(let pieces, let start, let cap, let floor):
                pieces.map(\.price) + [start, cap, floor]
            case .fee(let fixed, let atRisk, let each, _): [fixed, atRisk, each]
            case .trigger(let amount, _): [amount]
            }
        return Set(amounts.compactMap { $0?.figure?.name })
    }

    package struct Piece: Sendable, Hashable {
        package let from: Rational
        package let to: Rational?
        package let price: PlannedAmount
    }
}

extension OutcomeRule {
    /// Nil where the rule is none that plans say.
    ///
    /// - Parameter figure: the figure of the year that stands under a key of the payment.
    func price(_ figure: (String) -> FigureName?) -> OutcomePlan.Price? {
        switch self {
        case let rule as OutcomeTariff:
            let single = figure("tariff")
            let pieces = rule.bands.enumerated().map { number, band in
                OutcomePlan.Piece(
                    from: band.from,
                    to: band.to,
                    price: PlannedAmount(
                        band.tariff,
                        single ?? figure("bands[\(number)].tariff"),
                        times: rule.atRisk
                    )
                )
            }
            let start = pieces.first.flatMap { first in
                rule.atRisk == .one
                    ? nil
                    : PlannedAmount(
                        first.price.settled,
                        first.price.figure,
                        times: .one - rule.atRisk
                    )
            }
            return .pieces(
                pieces,
                start: start,
                cap: rule.cap.map { PlannedAmount($0, figure("cap")) },
                floor: rule.floor.map { PlannedAmount($0, figure("floor")) }
            )
        case let rule as AtRiskFee:
            let fee = figure("fee")
            return .fee(
                fixed: PlannedAmount(rule.fee, fee, times: .one - rule.atRisk),
                atRisk: PlannedAmount(rule.fee, fee, times: rule.atRisk),
                each: PlannedAmount(rule.fee, fee, times: rule.atRisk / rule.target),
                from: rule.target * (.one - rule.tolerance)
            )
        case let rule as OutcomeTrigger:
            return .trigger(
                PlannedAmount(rule.payment, figure("payment")),
                from: rule.threshold
            )
        default: return nil
        }
    }
}
