/// An amount of money as a table holds it; its words are made where they are shown.
package protocol ReportAmount: Sendable {
    /// As people read it.
    var shown: String { get }
    /// Exactly, as data: `-1234.50`.
    var decimalText: String { get }
    /// In the smallest units of its currency.
    var minorUnits: Int { get }
    /// Digits after the decimal point.
    var decimals: Int { get }
}

/// An amount in a cell.
package struct AmountCell: Sendable, Equatable {
    package let amount: any ReportAmount

    package init(_ amount: any ReportAmount) {
        self.amount = amount
    }

    package static func == (one: AmountCell, other: AmountCell) -> Bool {
        one.amount.minorUnits == other.amount.minorUnits
            && one.amount.decimals == other.amount.decimals
            && one.amount.shown == other.amount.shown
    }
}
