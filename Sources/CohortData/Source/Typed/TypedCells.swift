/// Some rows of one column of a source whose columns have types. The memory is the source's until it reads on.
struct TypedCells {
    enum Kind: Sendable {
        /// Values are doubles.
        case number
        case whole
        /// 0 or 1.
        case boolean
        /// Days since 1970-01-01.
        case day
        /// Microseconds since 1970-01-01.
        case time
        /// Values are lengths of texts.
        case text
    }

    let kind: Kind
    /// By row: 1 where there is a value.
    let present: UnsafePointer<UInt8>
    let values: UnsafePointer<Int64>
    /// Texts end to end.
    let text: UnsafePointer<UInt8>?

    /// Whether one of these codes says that what is not a number is missing.
    static func nanIsMissing(_ codes: [[UInt8]]) -> Bool {
        codes.contains { code in code.map { $0 | 0x20 } == Array("nan".utf8) }
    }
}
