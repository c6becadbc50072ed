internal import TopsliceRecords

/// Which rows of a cohort are analysed: comparisons that must all hold, such as `area = E06 and age >= 18`.
///
/// A comparison is of numbers where its value is a number, of days where it is a date (`2024-03-31`), and else of texts, byte
/// by byte; a value in quotes is always a text, and so is what a study declares as a category or an id. A row whose cell is
/// missing satisfies no comparison, not even `!=`.
package struct RowFilter: Sendable, Equatable {
    package struct Comparison: Sendable, Equatable {
        package let column: String
        package let relation: Relation
        package let operand: Operand
        /// The value as it was written, without quotes.
        let written: String
    }

    package enum Relation: String, Sendable, CaseIterable {
        case equal = "="
        case unequal = "!="
        case less = "<"
        case atMost = "<="
        case greater = ">"
        case atLeast = ">="

        /// Whether it asks for an order, which texts have not.
        var isOrder: Bool { self != .equal && self != .unequal }

        @inline(__always)
        func holds<Value: Comparable>(_ left: Value, _ right: Value) -> Bool {
            switch self {
            case .equal: left == right
            case .unequal: left != right
            case .less: left < right
            case .atMost: left <= right
            case .greater: left > right
            case .atLeast: left >= right
            }
        }
    }

    package enum Operand: Sendable, Equatable {
        case number(Double)
        /// Days since 1970-01-01.
        case day(Int)
        case text([UInt8])
    }

    package let comparisons: [Comparison]
    /// As it was written.
    package let text: String

    /// The columns compared, each once, in order.
    package var columns: [String] {
        var seen: Set<String> = []
        return comparisons.map(\.column).filter { seen.insert($0).inserted }
    }
}

extension RowFilter.Comparison {
    /// The same comparison with what a study says of its column.
    ///
    /// - Throws: where the declared type has no such comparison.
    func typed(by type: ColumnType?) throws(RowFilterFault) -> Self {
        func mismatch(_ expected: String) -> RowFilterFault {
            RowFilterFault(column: column, message: expected)
        }
        switch type {
        case nil: return self
        case .id?, .category?:
            guard !relation.isOrder else {
                throw mismatch("is declared as levels, which have no order; expected = or !=")
            }
            return .init(
                column: column,
                relation: relation,
                operand: .text(Array(written.utf8)),
                written: written
            )
        case .integer?, .number?, .money?:
            guard case .number = operand else {
                throw mismatch("is declared as a number, expected a number such as 18")
            }
        case .date?:
            guard case .day = operand else {
                throw mismatch("is declared as a date, expected a day such as 2024-03-31")
            }
        case .binary?: break
        }
        return self
    }
}

/// A comparison of a row filter that the declared type of its column does not know.
struct RowFilterFault: Error {
    let column: String
    let message: String
}
