/// Which rows of a database are a cohort.
package enum DatabaseChoice: Sendable, Equatable {
    /// `people`, `health.people`, with quotes as in SQL where a name needs them.
    case table(String)
    /// A statement that only reads.
    case query(String)

    /// - Parameters: what was asked for, of which at most one is there.
    package init?(table: String?, query: String?) {
        if let table {
            self = .table(table)
        } else if let query {
            self = .query(query)
        } else {
            return nil
        }
    }
}
