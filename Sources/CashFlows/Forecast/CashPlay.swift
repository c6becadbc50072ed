import TopsliceMoney

/// Payments played through: those of the terms and what the bond adds to them.
struct CashPlay {
    /// Both sides of every payment, by day and party.
    let flows: [CashFlow]
    let waterfall: Waterfall?

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
