internal import TopsliceRecords

/// Where the lines of several files stand when they are numbered through: what turns such a number back into a place of a file.
///
/// While one cohort is checked its lines carry one running number, so that an id, a level or a fault in one file can be held
/// against another file; with a single file the running number is the line. Sources without lines count their column names as
/// the first and every row as one more.
struct LinePlaces: Sendable {
    /// How a file names the places in it.
    enum Numbering: Sendable {
        case lines
        case rows
        /// Rows within numbered groups, of so many rows each.
        case groups([Int])

        var isOfRows: Bool {
            if case .lines = self { false } else { true }
        }
    }

    private(set) var files: [String]
    private var numberings: [Numbering]
    /// The running number before the first line of each file.
    private var bases: [Int] = [0]

    init(_ file: String, _ numbering: Numbering = .lines) {
        files = [file]
        numberings = [numbering]
    }

    /// Begins another file.
    ///
    /// - `lastLine`: the running number of the last line so far.
    mutating func open(_ file: String, _ numbering: Numbering = .lines, after lastLine: Int) {
        files.append(file)
        numberings.append(numbering)
        bases.append(lastLine)
    }

    /// Whether the present file has lines, with the names of its columns on one of them.
    var hasLines: Bool {
        if case .lines = numberings[numberings.count - 1] { true } else { false }
    }

    var base: Int { bases[bases.count - 1] }

    func place(of line: Int) -> FilePlace {
        let index = file(of: line)
        let number = line - bases[index]
        return FilePlace(file: files[index], line: number, row: row(number, in: index))
    }

    private func file(of line: Int) -> Int {
        guard let index = bases.lastIndex(where: { $0 < line }) else {
            preconditionFailure("line \(line) is in none of \(files.count) files")
        }
        return index
    }

    private func row(_ line: Int, in file: Int) -> RowPlace? {
        switch numberings[file] {
        case .lines: return nil
        case .rows: return line == 1 ? .columnNames : .row(line - 1)
        case .groups(let counts):
            var rest = line - 1
            guard rest > 0 else { return .columnNames }
            for (group, count) in counts.enumerated() {
                if rest <= count { return .inGroup(group + 1, row: rest) }
                rest -= count
            }
            preconditionFailure("row \(line - 1) is in none of \(counts.count) row groups")
        }
    }

    /// `7`, or `7 of b.csv` where it is not the first of several files.
    func number(of line: Int) -> String {
        let place = place(of: line)
        let number =
            switch place.row {
            case nil: "\(place.line)"
            case .row(let row)?: "\(row)"
            case .inGroup(let group, let row)?: "\(row) of row group \(group)"
            case .columnNames?: "the names of the columns"
            }
        return place.file == files[0] ? number : "\(number) of \(escapedFileName(place.file))"
    }

    /// What its places are called: `line`, `row`.
    func noun(of line: Int) -> String {
        if case .lines = numberings[file(of: line)] { "line" } else { "row" }
    }

    /// `line 7`, `line 7 of b.csv`, `row 7`.
    func named(_ line: Int) -> String { "\(noun(of: line)) \(number(of: line))" }
}
