/// A column that a computation wants, and as what.
package struct ColumnRequest: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        /// A decimal number.
        case number
        /// A decimal number of zero or more that says how much a row counts: a row of weight 0 is not there at all.
        case weight
        /// A whole number of zero or more: how many people a row stands for. One of none is not there at all.
        case count
        /// A decimal number that must be 0 or 1.
        case binary
        /// Text that names a group; read as the number of its level.
        case category
        /// A calendar day, read as days since 1970-01-01.
        case date
    }

    package let name: String
    package let kind: Kind

    package init(_ name: String, _ kind: Kind) {
        self.name = name
        self.kind = kind
    }
}
