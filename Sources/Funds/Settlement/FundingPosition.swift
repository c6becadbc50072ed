package import TopsliceMoney

/// What one source of funding brought in and what its schemes spent; in pence, of pooled and aligned money.
package struct FundingPosition: Sendable, Hashable {
    package let source: FundingSource
    package internal(set) var income: Money
    /// Of the income, what was handed over before the settlement.
    package internal(set) var paid: Money
    /// In the order of the agreement.
    package internal(set) var schemes: [Scheme] = []
    package internal(set) var planned: Money
    package internal(set) var spent: Money
    /// What schemes spent above what was planned, and what others left; never set against each other.
    package internal(set) var over: Money
    package internal(set) var under: Money

    package struct Scheme: Sendable, Hashable {
        package let outturn: LineOutturn
        package let carried: Carried
    }

    /// What of a scheme is carried forward.
    package enum Carried: Sendable, Hashable {
        case nothing
        case amount(Money)
        /// What it left is carried forward together with what others left, which no rule tells apart.
        case withOthers
    }

    init(_ source: FundingSource, in currency: Currency) {
        self.source = source
        income = .zero(currency)
        paid = income
        planned = income
        spent = income
        over = income
        under = income
    }
}

extension Settlement {
    /// By source, those that the agreement names.
    func fundingPositions() throws(FundError) -> [FundingPosition] {
        var positions: [FundingSource: FundingPosition] = [:]
        let sources = Dictionary(
            agreement.contributions.map { ($0.id, $0.funding) }
        ) { first, _ in first }
        for entry in contributions where entry.share.reversed == nil {
            guard let source = sources[entry.contribution] ?? nil else { continue }
            let amount = try entry.share.amount.minus(entry.share.refunded)
            var own = positions[source] ?? FundingPosition(source, in: agreement.currency)
            own.income = try own.income.plus(amount)
            positions[source] = own
        }
        for payment in payments {
            guard let source = sources[payment.contribution] ?? nil else { continue }
            var own = positions[source] ?? FundingPosition(source, in: agreement.currency)
            own.paid = try own.paid.plus(payment.amount)
            positions[source] = own
        }
        for outturn in lines {
            guard let source = outturn.line.funding else { continue }
            var own = positions[source] ?? FundingPosition(source, in: agreement.currency)
            own.schemes.append(.init(outturn: outturn, carried: carried(outturn)))
            own.planned = try own.planned.plus(outturn.budget)
            own.spent = try own.spent.plus(outturn.spend)
            own.over = try own.over.plus(outturn.overspend)
            own.under = try own.under.plus(outturn.underspend)
            positions[source] = own
        }
        return FundingSource.allCases.compactMap { positions[$0] }
    }

    private func carried(_ outturn: LineOutturn) -> FundingPosition.Carried {
        guard outturn.variance.isNegative,
            let division = risks.first(where: {
                !$0.isOverspend && $0.destination == .carryForward && $0.phase == outturn.phase
                    && $0.lines.contains(outturn.line.id)
            })
        else { return .nothing }
        return division.lines.count == 1 ? .amount(division.amount) : .withOthers
    }
}
