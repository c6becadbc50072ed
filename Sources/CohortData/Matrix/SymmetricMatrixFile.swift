package import TopsliceRecords

/// A covariance or correlation matrix read from a CSV file: names in the first line, one line a row of numbers.
///
/// The rows may begin with their names, as R and pandas write them; they must then be those of the columns, in the
/// same order. Numbers are decimals with a point, blanks around them allowed. Every fault is reported with its line:
/// a cell that is no number, a row too few or too many, an entry that differs from its mirror image by more than
/// rounding, a variance below zero.
///
/// - `names`: of the rows and columns, at least one, each once.
/// - `values`: exactly symmetric, shape (n, n), column-major.
package struct SymmetricMatrixFile: Sendable, Equatable {
    package let names: [String]
    package let values: [Double]

    /// How far an entry may be from its mirror image, in units of the two standard deviations: what is left of
    /// symmetry when nine digits are written.
    package static let symmetryTolerance = 1e-9

    /// - Throws: `Faults`, every fault found with its line.
    /// - Complexity: one pass over the file, memory for the matrix.
    package init(reading source: TextSource, delimiter: Delimiter) throws(Faults) {
        var reader = try MatrixReader(source, delimiter: delimiter)
        try reader.readHeader()
        try reader.readRows()
        (names, values) = try reader.matrix()
    }
}

/// Reads the records of a matrix file one after the other, and keeps what is wrong with them.
private struct MatrixReader {
    private let scanner: RecordScanner
    private let delimiter: Delimiter
    private var log: FaultLog
    /// The header's fields; the first is no name where rows begin with theirs.
    private var header: [String] = []
    private var headerLine = 1
    private var hasRowNames = false
    /// Numbers row by row; NaN where a cell is at fault.
    private var rows: [[Double]] = []
    private var lines: [Int] = []

    init(_ source: TextSource, delimiter: Delimiter) throws(Faults) {
        let file = source.file
        scanner = RecordScanner(file: file, offset: source.offset, delimiter: delimiter)
        self.delimiter = delimiter
        log = FaultLog(LinePlaces(source.name), limit: CheckReport.defaultFaultLimit)
    }

    private var names: [String] { hasRowNames ? Array(header.dropFirst()) : header }

    // MARK: Records

    /// The next record that is not blank, as texts; nil at the end of the file.
    private mutating func next() throws(Faults) -> [String]? {
        while true {
            switch try scanner.next() {
            case .end: return nil
            case .overlong:
                log.add(.recordTooLong, line: scanner.line, "the record is too long for a matrix")
                throw faults()
            case .record: break
            }
            if scanner.isBlankRecord { continue }
            guard scanner.fieldCount <= RecordScanner.columnLimit else {
                let most = RecordScanner.columnLimit
                let message = "\(scanner.fieldCount) columns, at most \(most) are read"
                log.add(.tooManyColumns, line: scanner.line, message)
                throw faults()
            }
            if let fault = scanner.faults.first {
                log.add(
                    fault.code,
                    line: scanner.line,
                    field: fault.field + 1,
                    "\(fault.what) in field \(fault.field + 1), \(fault.expected)"
                )
                throw faults()
            }
            return try texts()
        }
    }

    private mutating func texts() throws(Faults) -> [String] {
        var texts: [String] = []
        texts.reserveCapacity(scanner.fieldCount)
        for field in 0..<scanner.fieldCount {
            let span = scanner.span(field)
            let bytes = scanner.bytes(span)
            guard let text = String(validating: bytes, as: UTF8.self) else {
                let message = "field \(field + 1) is not UTF-8, expected text saved as UTF-8"
                log.add(.encoding, line: scanner.line, field: field + 1, message)
                throw faults()
            }
            let isPlain = !span.marks.contains(.doubledQuotes)
            texts.append(isPlain ? text : Self.withSingleQuotes(text))
        }
        return texts
    }

    private static func withSingleQuotes(_ text: String) -> String {
        var result = ""
        var isSecond = false
        for scalar in text.unicodeScalars {
            isSecond = scalar == "\"" && !isSecond
            if !(scalar == "\"" && !isSecond) { result.unicodeScalars.append(scalar) }
        }
        return result
    }

    mutating func readHeader() throws(Faults) {
        guard let header = try next() else {
            log.add(.emptyFile, line: 1, "the file is empty, expected a line of names")
            throw faults()
        }
        self.header = header
        headerLine = scanner.line
    }

    mutating func readRows() throws(Faults) {
        while let texts = try next() {
            if rows.isEmpty { try judgeHeader(first: texts) }
            add(texts, line: scanner.line)
        }
        if rows.isEmpty {
            log.add(.noRows, line: headerLine, "no rows below the names, expected a matrix")
        }
        guard log.count == 0 else { throw faults() }
        guard rows.count == names.count else {
            let counts =
                "\(rows.count) \(rows.count == 1 ? "row" : "rows") of \(names.count) columns"
            log.add(
                .fieldCount,
                line: lines.last ?? headerLine,
                "\(counts), expected as many rows as columns"
            )
            throw faults()
        }
    }

    /// Whether rows begin with names: the header leaves their column unnamed, or the first row begins with none.
    private mutating func judgeHeader(first texts: [String]) throws(Faults) {
        let isUnnamed = header[0].utf8.allSatisfy { $0 == .space || $0 == .tab }
        let begins = texts.first.flatMap(Self.number) == nil
        hasRowNames = isUnnamed || (begins && header.count > 1)
        if header.count == 1, let other = Delimiter.allCases.first(where: splitsHeader) {
            let message =
                "one column found where the delimiter is \(delimiter.name); it looks like "
                + "\(other.name), give --delimiter \(other.name)"
            log.add(.delimiter, line: headerLine, message)
            throw faults()
        }
        if names.allSatisfy({ Self.number($0) != nil }) {
            let message = "the first line holds numbers, expected the names of the columns"
            log.add(.headerMissing, line: headerLine, message)
            throw faults()
        }
        var seen: [String: Int] = [:]
        for (index, name) in header.enumerated() where index > 0 || !hasRowNames {
            let field = index + 1
            if name.utf8.allSatisfy({ $0 == .space || $0 == .tab }) {
                let message = "the header of column \(field) is empty, expected a name"
                log.add(.headerEmpty, line: headerLine, field: field, message)
            } else if let first = seen.updateValue(field, forKey: name) {
                let message = "columns \(first) and \(field) have the same name"
                log.add(.headerRepeated, line: headerLine, field: field, message)
            }
        }
        guard log.count == 0 else { throw faults() }
    }

    private func splitsHeader(_ other: Delimiter) -> Bool {
        other != delimiter && header[0].utf8.contains(other.byte)
    }

    private mutating func add(_ texts: [String], line: Int) {
        guard texts.count == header.count else {
            let fields = "\(texts.count) \(texts.count == 1 ? "field" : "fields")"
            let message = "\(fields), expected \(header.count) as in the header"
            log.add(.fieldCount, line: line, message)
            return
        }
        let names = names
        guard rows.count < names.count else {
            let message = "a row too many, expected \(names.count) as there are columns"
            log.add(.fieldCount, line: line, message)
            return
        }
        if hasRowNames, texts[0] != names[rows.count] {
            let message =
                "the name of this row is not that of column \(rows.count + 2); rows stand in the order "
                + "of the columns"
            log.add(.headerUnknown, line: line, message)
        }
        // Columns go by number: what stands in a first line that may be no header is nobody's to repeat.
        let first = hasRowNames ? 1 : 0
        let row = texts.enumerated().dropFirst(first).map { index, cell -> Double in
            if let number = Self.number(cell) { return number }
            let isEmpty = cell.utf8.allSatisfy { $0 == .space || $0 == .tab }
            let message =
                isEmpty
                ? "the cell is empty, expected a number; both triangles must be filled"
                : "not a number, expected a decimal such as -0.25"
            log.add(
                isEmpty ? .required : .number,
                line: line,
                field: index + 1,
                "column \(index + 1): \(message)"
            )
            return .nan
        }
        rows.append(row)
        lines.append(line)
    }

    private static func number(_ text: String) -> Double? {
        var text = text
        return text.withUTF8 { NumberField.parse($0.trimmed) }
    }

    // MARK: The matrix

    /// The names and the matrix, its two triangles averaged.
    mutating func matrix() throws(Faults) -> (names: [String], values: [Double]) {
        let names = names, size = names.count
        for index in 0..<size where rows[index][index] < 0 {
            let message = "the variance is below zero, expected zero or more"
            log.add(.range, line: lines[index], column: names[index], field: index + 1, message)
        }
        for row in 0..<size {
            for column in 0..<row {
                let scale = (rows[row][row] * rows[column][column]).magnitude.squareRoot()
                let apart = (rows[row][column] - rows[column][row]).magnitude
                guard apart > SymmetricMatrixFile.symmetryTolerance * scale else { continue }
                let message =
                    "the entry of '\(escapedName(names[row]))' differs from its mirror image on line "
                    + "\(lines[column]), expected a symmetric matrix"
                log.add(.range, line: lines[row], column: names[column], field: column + 1, message)
            }
        }
        guard log.count == 0 else { throw faults() }
        var values = [Double](repeating: 0, count: size * size)
        for row in 0..<size {
            for column in 0..<size {
                values[column * size + row] = 0.5 * (rows[row][column] + rows[column][row])
            }
        }
        return (names, values)
    }

    private func faults() -> Faults { log.faults }
}
