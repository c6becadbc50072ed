internal import CTopsliceParquet
internal import Glibc
internal import TopsliceRecords

/// An open Parquet file, read row group by row group. Used by one thread at a time.
final class ParquetReader: @unchecked Sendable {
    private let library: ParquetLibrary
    private let file: ParquetLibrary.File
    /// What the user calls it.
    private let name: String
    /// The row group that is being read and its columns, by their names.
    private var group: (number: Int, columns: [String])?

    /// - Throws: where libparquet is not installed, or the file is damaged or encrypted.
    init(_ input: InputFile) throws(Faults) {
        name = input.name
        guard let library = ParquetLibrary.shared else {
            throw InputFile.fault(
                .unreadable,
                input.name,
                "is a Parquet file, and what reads those is not installed; run ./install in the folder of Topslice "
                    + "(without --without-parquet), or write the file as CSV"
            )
        }
        self.library = library
        file = library.open(input.path)
        try throwIfFailed()
    }

    deinit { library.close(file) }

    /// By column, its name and what its values are; nil for what has no values that can be read.
    var columns: [(name: String, kind: TypedCells.Kind?)] {
        (0..<library.columnCount(file)).map { column in
            (
                String(cString: library.columnName(file, column)),
                Self.kind(library.columnKind(file, column))
            )
        }
    }

    /// Rows of each row group.
    var groups: [Int] {
        (0..<library.groupCount(file)).map { Int(library.groupRows(file, $0)) }
    }

    private static func kind(_ number: Int32) -> TypedCells.Kind? {
        switch topslice_parquet_kind(rawValue: UInt32(number)) {
        case TOPSLICE_PARQUET_NUMBER: .number
        case TOPSLICE_PARQUET_WHOLE: .whole
        case TOPSLICE_PARQUET_BOOLEAN: .boolean
        case TOPSLICE_PARQUET_DAY: .day
        case TOPSLICE_PARQUET_TIME: .time
        case TOPSLICE_PARQUET_TEXT: .text
        default: nil
        }
    }

    /// Begins to read some columns of a row group.
    func begin(group: Int, columns: [Int]) throws(Faults) {
        let numbers = columns.map { Int32($0) }
        self.group = (group, numbers.map { String(cString: library.columnName(file, $0)) })
        _ = library.begin(file, Int32(group), numbers, Int32(numbers.count))
        try throwIfFailed()
    }

    /// The next rows of the column at a place among those that were begun; all that are wanted, which the group must have.
    func next(_ place: Int, _ count: Int, _ kind: TypedCells.Kind) throws(Faults) -> TypedCells {
        var rows = topslice_parquet_rows()
        let found = library.next(file, Int32(place), Int64(count), &rows)
        try throwIfFailed(place)
        guard found == count, let present = rows.present, let values = rows.values else {
            throw damaged("it has fewer rows than its row group", place)
        }
        return TypedCells(kind: kind, present: present, values: values, text: rows.text)
    }

    private func throwIfFailed(_ place: Int? = nil) throws(Faults) {
        guard let message = library.error(file) else { return }
        throw damaged(String(cString: message), place)
    }

    /// - `place`: of the column among those of the row group.
    private func damaged(_ reason: String, _ place: Int?) -> Faults {
        let first = reason.split(separator: "\n").first.map(String.init) ?? reason
        // The end of a file may be open to everybody and some of its columns not.
        let isEncrypted = first.contains("crypt")
        let what =
            if isEncrypted {
                "the Parquet file is encrypted, expected one that is not"
            } else if first.contains("errno \(EMFILE)]") {
                "more files are open than one process may have (ulimit -n), expected fewer files or a higher limit"
            } else {
                "the Parquet file is damaged or of a kind that is not read"
            }
        let groupInWords = group.map { " in row group \($0.number + 1)" } ?? ""
        return Faults(
            Fault(
                FaultCode.unreadable.kind,
                place: FilePlace(file: name, line: 1, row: group == nil ? nil : .columnNames),
                subject: place.flatMap { place in group.map { .column($0.columns[place]) } }
                    ?? .whole,
                message: "\(what)\(groupInWords) (\(escapedName(first, longest: 200)))"
            )
        )
    }
}
