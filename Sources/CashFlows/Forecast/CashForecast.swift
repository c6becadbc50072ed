import TopsliceExactArithmetic
package import TopsliceMoney

/// Terms played through: what every party pays and receives month by month, what it needs meanwhile, and what an
/// investment gives back.
package struct CashForecast: Sendable {
    package let terms: CashCase
    /// Those of the terms and of the bond, both sides of every payment, by day and party.
    package let flows: [CashFlow]
    /// In the order in which they first appear.
    package let parties: [PartyCash]
    package let finance: [FinanceCost]
    package let waterfall: Waterfall?
    /// Of each tranche's own flows, without surplus, in the order of the tranches.
    package let yields: [InvestmentReturn]
    /// Of all investors together; nil where there is none.
    package let investment: InvestmentReturn?
    /// Of each of them, where there are several.
    package let investors: [InvestmentReturn]
    package let breakEvens: [BreakEvenTariff]

    /// - Throws: where an amount exceeds what can be held.
    package init(_ terms: CashCase) throws(MoneyError) {
        try self.init(terms, terms.payments)
    }

    /// What becomes of the terms under shocks.
    ///
    /// - Throws: where an amount exceeds what can be held.
    package init(_ terms: CashCase, under scenario: Scenario) throws(MoneyError) {
        try self.init(terms, terms.payments(after: scenario.shocks))
    }

    private init(_ terms: CashCase, _ payments: [CashPayment]) throws(MoneyError) {
        let play = try CashPlay(terms, payments)
        let all = play.flows
        self.terms = terms
        waterfall = play.waterfall
        flows = all
        var yields: [InvestmentReturn] = []
        for result in waterfall?.tranches ?? [] {
            let tranche = result.tranche
            yields.append(
                try InvestmentReturn(
                    of: [tranche.investor],
                    flows: all.filter {
                        $0.party == tranche.investor && $0.reason.tranche == tranche.id
                    },
                    currency: terms.currency
                )
            )
        }
        self.yields = yields
        parties = try Self.parties(all, terms)
        var finance: [FinanceCost] = []
        for entry in terms.finance {
            guard let cash = parties.first(where: { $0.party == entry.party }) else { continue }
            finance.append(try FinanceCost(cash, entry.terms))
        }
        self.finance = finance
        var returns: [InvestmentReturn] = []
        for investor in terms.investors {
            returns.append(
                try InvestmentReturn(of: [investor], flows: all, currency: terms.currency)
            )
        }
        investment =
            returns.count == 1
            ? returns[0]
            : terms.investors.isEmpty
                ? nil
                : try InvestmentReturn(of: terms.investors, flows: all, currency: terms.currency)
        investors = returns.count > 1 ? returns : []
        var breakEvens: [BreakEvenTariff] = []
        for item in terms.breakEvens {
            breakEvens.append(
                try BreakEvenTariff(
                    people: item.people,
                    achieved: item.achieved,
                    costPerPerson: item.costPerPerson,
                    confidence: item.confidence
                )
            )
        }
        self.breakEvens = breakEvens
    }

    private static func parties(
        _ flows: [CashFlow],
        _ terms: CashCase
    ) throws(MoneyError) -> [PartyCash] {
        guard let first = flows.first?.date, let last = flows.last?.date else { return [] }
        let own = Dictionary(grouping: flows, by: \.party)
        var seen: Set<String> = []
        var parties: [PartyCash] = []
        for party in flows.map(\.party) where seen.insert(party).inserted {
            parties.append(
                try PartyCash(
                    party,
                    opening: terms.openings[party, default: .zero(terms.currency)],
                    flows: own[party, default: []],
                    span: CalendarMonth(of: first)...CalendarMonth(of: last)
                )
            )
        }
        return parties
    }
}
