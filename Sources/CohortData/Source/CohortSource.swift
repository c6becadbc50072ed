/// Where the text of a cohort comes from.
package enum CohortSource: Sendable {
    /// A path; `-` is standard input.
    case file(String)
    /// Rows that are in memory: UTF-8 with a header line, and what to call them in messages.
    case memory(name: String, bytes: [UInt8])

    package func open() throws(CohortFaults) -> TextSource {
        switch self {
        case .file(let path): try .open(path)
        case .memory(let name, let bytes): try .holding(bytes, name: name)
        }
    }
}
