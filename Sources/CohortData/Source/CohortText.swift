package import TopsliceRecords

/// The files of one cohort, in the order given: all of one shape, with the same header.
package struct CohortText: Sendable {
    /// One or more.
    package let parts: [TextSource]

    package init(_ source: TextSource) {
        parts = [source]
    }

    /// Opens every file.
    ///
    /// - Throws: `Faults` of every file that cannot be opened, and of one that is named twice, whose people would count twice.
    package init(_ paths: [String]) throws(Faults) {
        precondition(!paths.isEmpty, "a cohort of no file")
        var opened: [TextSource] = []
        var faults: [Fault] = []
        for path in paths {
            do throws(Faults) {
                let source = try TextSource.open(path)
                if let twin = opened.first(where: { $0.isSameFile(as: source) }) {
                    let name = escapedFileName(twin.name)
                    let message = "the same file as '\(name)', expected each file once"
                    faults.append(Fault(.repeatedFile, file: path, line: 1, message: message))
                }
                opened.append(source)
            } catch {
                faults += error.faults
            }
        }
        guard faults.isEmpty else { throw Faults(faults) }
        parts = opened
    }

    package var name: String { parts[0].name }
    package var byteCount: Int { parts.reduce(0) { $0 + $1.byteCount } }
    package var warnings: [CohortWarning] { parts.flatMap(\.warnings) }

    /// Refuses files that were written to or replaced since they were opened.
    package func refuseIfChanged() throws(Faults) {
        for part in parts { try part.refuseIfChanged() }
    }
}
