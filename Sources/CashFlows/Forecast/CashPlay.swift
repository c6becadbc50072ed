package import TopsliceMoney

/// Payments played through: those of the terms and what the bond adds to them. What a draw asks, without the rates and tables of
/// a forecast.
package struct CashPlay: Sendable {
    /// Both sides of every payment, by day and party.
    package let flows: [CashFlow]
    package let waterfall: Waterfall?

    /// - Parameter scenario: nil for what is planned.
    /// - Throws: where an amount exceeds what can be held.
    package init(_ terms: CashCase, under scenario: Scenario? = nil) throws(MoneyError) {
        try self.init(
            terms,
            scenario.map { (scenario) throws(MoneyError) in
                try terms.payments(after: scenario.shocks)
            } ?? terms.payments
        )
    }

    init(_ terms: CashCase, _ payments: [CashPayment]) throws(MoneyError) {
        let stated = payments.flatMap(\.flows)
        let waterfall = try terms.bond.map { (bond) throws(MoneyError) in
            try Waterfall(
                bond,
                vehicle: stated.filter { $0.party == bond.vehicle },
                opening: terms.openings[bond.vehicle, default: .zero(terms.currency)]
            )
        }
        flows = (stated + (waterfall?.flows ?? [])).sorted(by: <)
        self.waterfall = waterfall
    }
}
