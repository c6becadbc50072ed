package import TopsliceMoney
package import TopsliceRecords

/// What moves between parties and when, as a file of terms states it.
package struct CashCase: Sendable {
    package let name: String
    package let currency: Currency
    /// As people call parties; those not named, by their identifiers.
    package let names: [String: String]
    /// What parties hold before the first flow; those not named hold nothing.
    package let openings: [String: Money]
    /// Every payment that is stated, on whatever it depends.
    let stated: [CashPayment]
    /// What gives more of them; nil where all are stated.
    let source: (any PaymentSource)?
    /// How many months after the day it is earned a payment of the source comes.
    let lag: Int
    /// Every payment as it is planned.
    package let payments: [CashPayment]
    package let bond: BondTerms?
    /// Of parties that pay interest on what they are overdrawn, in the order of the file.
    package let finance: [(party: String, terms: FinanceCost.Terms)]
    /// Whose return is worked out: the investors of the bond, or those named.
    package let investors: [String]
    package let breakEvens: [BreakEvenTerms]
    /// What may happen, each played through beside what is planned.
    package let scenarios: [Scenario]
    /// What is not known; nil where nothing is said of it.
    package let risk: RiskTerms?
    /// What was noticed while sheets were read as tables.
    package let notices: [TableNotice]
    /// Everything read, the case first.
    package let files: [InputRecord]

    /// Everybody who may pay or receive anything, whatever happens; by the bytes of their names.
    var parties: [String] {
        var names = Set(payments.flatMap { [$0.from, $0.to] }).union(bond?.parties ?? [])
            .union(source?.parties ?? [])
        for uncertainty in risk?.uncertainties ?? [] {
            guard case .event(let shocks, _) = uncertainty.effect else { continue }
            for case .leaves(_, _, let replacement?) in shocks { names.insert(replacement) }
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// What becomes of the payments under shocks.
    ///
    /// - Parameter offset: in billionths of one, see ``PaymentSource``; a half takes of n outcomes the nearest whole
    ///   number to the part that comes about.
    func payments(
        after shocks: [Shock],
        offset: Int = Uncertainty.half
    ) throws(MoneyError) -> [CashPayment] {
        let changes = shocks.contains {
            switch $0 {
            case .counted, .leaves: true
            case .scaled, .late, .budget: false
            }
        }
        guard let source, changes else { return try payments.after(shocks) }
        var made = try source.payments(after: shocks, offset: offset)
        if lag > 0 { made = made.map { $0.later(by: lag) } }
        return try (stated.isEmpty ? made : stated + made).after(shocks)
    }
}
