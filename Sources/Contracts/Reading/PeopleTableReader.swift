import TopsliceCalendar
import TopsliceDoor
import TopsliceRecords
import TopsliceSpreadsheets

/// Reads the rows of one table of people, cell by cell. No message repeats what a cell holds.
struct PeopleTableReader {
    private var reader: TableReader
    /// The place of each column in a row; nil where the table lacks it.
    private let positions: [String: Int]
    private(set) var record: TableRecord
    private(set) var rows = 0
    /// Faults of the content; those of the text are with the reader.
    private var faults: FaultList
    let file: InputRecord

    init(
        _ path: String,
        required: [String],
        optional: [String]
    ) throws(Faults) {
        let source = try TableSource(streaming: path)
        reader = try TableReader(
            source,
            delimiter: .comma,
            required: required,
            optional: optional
        )
        var positions: [String: Int] = [:]
        for name in required + optional {
            positions[name] = reader.columns.place(of: name, in: reader.head)
        }
        self.positions = positions
        record = reader.head
        faults = FaultList(file: source.file)
        file = InputRecord(path: source.file, sha256: source.sha256, rows: 0, seconds: 0)
    }

    /// Every fault so far.
    var allFaults: FaultList {
        var all = reader.allFaults
        all.add(faults)
        return all
    }

    var place: FilePlace { record.place(in: reader.file) }

    var line: Int32 { Int32(clamping: record.line) }

    /// Goes on to the next row; false at the end.
    mutating func next() -> Bool {
        guard let next = reader.next() else { return false }
        record = next
        rows += 1
        return true
    }

    mutating func fault(_ column: String, _ message: String) {
        faults.add(record, column: column, message)
    }

    /// The text of a column; nil where there is none.
    func text(_ column: String) -> String? {
        guard let position = positions[column] else { return nil }
        let text = record.fields[position]
        return text.isEmpty ? nil : text
    }

    mutating func require(_ column: String) -> String? {
        if let text = text(column) { return text }
        fault(column, "a value is missing")
        return nil
    }

    /// A day; none where the column is empty, nil with a fault where it holds something else.
    mutating func day(_ column: String) -> Int32? {
        guard let position = positions[column], !record.fields[position].isEmpty else {
            return OutcomeRecord.none
        }
        if let day = writtenDay(position) { return day }
        fault(column, "the value is not a day of the calendar, expected one such as 2025-04-01")
        return nil
    }

    /// The day in a field; nil where it holds something else.
    private func writtenDay(_ position: Int) -> Int32? {
        guard var text = try? record.form(of: position).dayText(record.fields[position]) else {
            return nil
        }
        return text.withUTF8 { GregorianDay.number(written: $0) }.map { Int32($0) }
    }

    mutating func requiredDay(_ column: String) -> Int32? {
        guard require(column) != nil else { return nil }
        return day(column)
    }

    /// A day on which evidence was lodged, or a reference without a day.
    func evidence(_ column: String) -> Int32 {
        guard let position = positions[column], !record.fields[position].isEmpty else {
            return OutcomeRecord.none
        }
        return writtenDay(position) ?? OutcomeRecord.undated
    }

    /// One of the known words; none where the column is empty.
    mutating func member(_ column: String, of known: Vocabulary, what: String) -> Int32? {
        guard let text = text(column) else { return OutcomeRecord.none }
        if let number = known.known(text) { return number }
        fault(column, "the value is not \(what) of this agreement")
        return nil
    }

    /// A number with at most two decimals, in hundredths.
    mutating func hundredths(_ column: String) -> Int32? {
        guard let text = text(column), let position = positions[column] else {
            return OutcomeRecord.none
        }
        let plain = (try? record.form(of: position).numberText(text)) ?? text
        let parts = plain.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), (1...7).contains(parts[0].utf8.count),
            parts.count == 1 || (1...2).contains(parts[1].utf8.count),
            parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
        else {
            fault(column, "the value is not a number of zero or more with at most two decimals")
            return nil
        }
        let decimals = parts.count == 2 ? parts[1] + (parts[1].utf8.count == 1 ? "0" : "") : "00"
        return Int32(parts[0] + decimals)
    }
}
