package import TopsliceRecords
/// Where the text of a cohort comes from.
package enum CohortSource: Sendable {
    /// Paths of files of one shape; `-` is standard input; or the address of a database, and which of its rows are meant.
    case files([String], DatabaseChoice? = nil)
    /// Rows that are in memory: UTF-8 with a header line, and what to call them in messages.
    case memory(name: String, bytes: [UInt8])

    package static func file(_ path: String) -> CohortSource { .files([path]) }

    package func open() throws(Faults) -> any RowSource {
        switch self {
        case .files(let paths, let choice): try openRows(paths, choice: choice)
        case .memory(let name, let bytes): TextRows(try .holding(bytes, name: name))
        }
    }
}
