internal import TopsliceRecords

/// Writes rows that come value by value as text with a header, in a temporary file that nobody else can open.
final class RowTextWriter {
    /// By column of the file; nil for those that are not wanted.
    private let plans: [Plan?]
    private let delimiter: UInt8
    private let sink: TemporaryFileWriter
    private var line: [UInt8] = []
    private let last: Int

    private struct Plan {
        let isFirst: Bool
        let time: StatisticalTime?
        /// Where labels stand for values.
        let labels: [StatisticalColumns.Labelled: String]?
    }

    /// - `wanted`: columns of the file, by number, increasing, one or more.
    /// - `showsLabels`: whether a column's values are to be their labels.
    init(
        _ found: StatisticalColumns,
        wanted: [Int],
        showsLabels: (String) -> Bool,
        delimiter: Delimiter,
        name: String
    ) throws(Faults) {
        var plans = [Plan?](repeating: nil, count: found.columns.count)
        for number in wanted {
            let column = found.columns[number]
            plans[number] = Plan(
                isFirst: number == wanted[0],
                time: column.time,
                labels: showsLabels(column.name) ? found.labels(of: column) : nil
            )
        }
        self.plans = plans
        self.delimiter = delimiter.byte
        last = wanted[wanted.count - 1]
        sink = try TemporaryFileWriter(name: name)
        for number in wanted {
            begin(number)
            append(found.columns[number].name)
            try end(number)
        }
    }

    func wants(_ column: Int) -> Bool { plans[column] != nil }

    func addMissing(_ column: Int) throws(Faults) {
        begin(column)
        try end(column)
    }

    func add(text: UnsafePointer<CChar>?, _ column: Int) throws(Faults) {
        begin(column)
        let words = text.map { String(cString: $0) } ?? ""
        append(plans[column]?.labels?[.text(words)] ?? words)
        try end(column)
    }

    func add(number: Double, text: () -> String, _ column: Int) throws(Faults) {
        begin(column)
        if let label = plans[column]?.labels?[.number(number)] {
            append(label)
        } else if let time = plans[column]?.time?.text(number) {
            append(time)
        } else {
            line += text().utf8
        }
        try end(column)
    }

    /// What was written, as a file.
    func finish() throws(Faults) {
        if !line.isEmpty { try flush() }
    }

    func finished() throws(Faults) -> TemporaryFile { try .finished(sink) }

    private func begin(_ column: Int) {
        if plans[column]?.isFirst == false { line.append(delimiter) }
    }

    private func end(_ column: Int) throws(Faults) {
        guard column == last else { return }
        // A row of one missing value would be a blank line.
        if line.isEmpty || line.last == .lineFeed { line += [.quote, .quote] }
        line.append(.lineFeed)
        if line.count >= 1 << 16 { try flush() }
    }

    private func flush() throws(Faults) {
        let full = line
        line.removeAll(keepingCapacity: true)
        var failure: Faults?
        full.withUnsafeBytes { bytes in
            do throws(Faults) { try sink.write(bytes) } catch { failure = error }
        }
        if let failure { throw failure }
    }

    private func append(_ text: String) {
        let isPlain = text.utf8.allSatisfy {
            $0 != delimiter && $0 != .quote && $0 != .lineFeed && $0 != .carriageReturn
        }
        guard !isPlain else {
            line += text.utf8
            return
        }
        line.append(.quote)
        for byte in text.utf8 {
            if byte == .quote { line.append(.quote) }
            line.append(byte)
        }
        line.append(.quote)
    }
}
