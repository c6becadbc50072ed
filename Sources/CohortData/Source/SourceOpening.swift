package import TopsliceRecords

/// Opens the files of a cohort as the source that they are of.
///
/// - Throws: `Faults` of every file that cannot be opened, and of one that is named twice, whose people would count twice.
package func openRows(_ paths: [String]) throws(Faults) -> any RowSource {
    precondition(!paths.isEmpty, "a cohort of no file")
    var opened: [TextSource] = []
    var faults: [Fault] = []
    for path in paths {
        do throws(Faults) {
            let file = try TextSource.open(path)
            if let twin = opened.first(where: { $0.isSameFile(as: file) }) {
                let name = escapedFileName(twin.name)
                let message = "the same file as '\(name)', expected each file once"
                faults.append(Fault(.repeatedFile, file: path, line: 1, message: message))
            }
            opened.append(file)
        } catch {
            faults += error.faults
        }
    }
    guard faults.isEmpty else { throw Faults(faults) }
    return TextRows(opened)
}
