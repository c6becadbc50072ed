package import TopsliceApportionment
package import TopsliceMoney

/// An amount divided to the minor unit, with the double entry that shows where every unit went.
package struct DividedMoney: Sendable {
    package let allocation: Allocation
    package let journal: Journal

    /// How ties between equal remainders are broken, in words for every report.
    package static let tieOrder =
        "ties go to the larger share, then to the identifier first by UTF-8 bytes; never by the order of input"

    init(
        _ allocation: Allocation,
        from pot: String,
        clause: String = "",
        source: String
    ) throws(MoneyError) {
        self.allocation = allocation
        journal = try allocation.journal(
            from: Self.account(pot, apartFrom: allocation.parts.map(\.id)),
            clause: clause,
            source: source
        )
    }

    /// A name for the account that is divided which nobody who receives has.
    static func account(_ pot: String, apartFrom ids: [String]) -> String {
        var name = pot
        while ids.contains(name) { name += " (divided)" }
        return name
    }
}
