/// Where the lines of several files stand when they are numbered through: what turns such a number back into a file and a line.
///
/// While one cohort is checked its lines carry one running number, so that an id, a level or a fault in one file can be held
/// against another file; with a single file the running number is the line.
struct LinePlaces: Sendable {
    private(set) var files: [String]
    /// The running number before the first line of each file.
    private var bases: [Int] = [0]

    init(_ file: String) {
        files = [file]
    }

    /// Begins another file.
    ///
    /// - `lastLine`: the running number of the last line so far.
    mutating func open(_ file: String, after lastLine: Int) {
        files.append(file)
        bases.append(lastLine)
    }

    var base: Int { bases[bases.count - 1] }

    func place(of line: Int) -> (file: String, line: Int) {
        guard let index = bases.lastIndex(where: { $0 < line }) else {
            preconditionFailure("line \(line) is in none of \(files.count) files")
        }
        return (files[index], line - bases[index])
    }

    /// `7`, or `7 of b.csv` where it is not the first of several files.
    func number(of line: Int) -> String {
        let (file, number) = place(of: line)
        return file == files[0] ? "\(number)" : "\(number) of \(escapedFileName(file))"
    }

    /// `line 7`, `line 7 of b.csv`.
    func named(_ line: Int) -> String { "line " + number(of: line) }
}
