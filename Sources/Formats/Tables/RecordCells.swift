/// The cells of one record of a long table that is written without being built, in their order.
package protocol RecordCells {
    /// A text as it stands in the format, made once where it is written often.
    associatedtype Text: Sendable

    mutating func text(_ text: Text)
    mutating func text(_ text: String)
    /// An exact amount.
    mutating func amount(minorUnits: Int, decimals: Int)
}

extension CSVCells: RecordCells {
    package typealias Text = CSVText
}

extension JSONCells: RecordCells {
    package typealias Text = JSONText
}
