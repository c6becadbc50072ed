/// Where one field lies in the scanner's buffer, without its quotes.
struct FieldSpan {
    struct Marks: OptionSet {
        let rawValue: UInt8

        static let quoted = Marks(rawValue: 1)
        /// Holds doubled quotes, which stand for one each.
        static let doubledQuotes = Marks(rawValue: 2)
        /// Holds bytes above 127, which have yet to be validated.
        static let nonASCII = Marks(rawValue: 4)
        /// Has a fault of its own; its value means nothing.
        static let broken = Marks(rawValue: 8)
    }

    var start: Int
    var end: Int
    var marks: Marks
}

/// A fault in the bytes of a record, at an offset into the buffer; placed in line and column afterwards.
struct StructuralFault {
    enum Kind {
        case nul
        case control(UInt8)
        case loneCarriageReturn
        case bareQuote
        case textAfterQuote
        case unclosedQuote
    }

    let kind: Kind
    let offset: Int
    /// Index of the field, from 0.
    let field: Int
}
