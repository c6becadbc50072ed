package import TopsliceMoney
package import TopsliceRecords

/// Rows that are the same in every column.
package struct RepeatedRows: Sendable, Hashable {
    /// In the order of the table, two or more.
    package let places: [FilePlace]
    package let kind: ActualRow.Kind
    package let id: String
    /// What one of them counts, in pence; zero for counts.
    package let amount: Money
}
