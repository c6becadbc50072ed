internal import TopsliceRecords

/// Some columns of the rows of one row group, taken in stretches. One object a thread.
final class ParquetGroup {
    private let reader: ParquetReader
    private let file: ParquetFile
    /// Columns of the file that are read, by their numbers; constants are not read.
    private let needed: [Int]
    private var constants: [Int: (present: [UInt8], lengths: [Int64], text: [UInt8])] = [:]
    private var cells: [TypedCells?]

    /// - `needed`: numbers of columns of `file`, all of a kind that can be read.
    init(_ file: ParquetFile, needed: [Int], longest: Int) throws(Faults) {
        self.file = file
        self.needed = needed.filter { file.columns[$0].constant == nil }
        reader = try ParquetReader(file.file)
        cells = file.columns.map { _ in nil }
        for index in needed {
            guard let constant = file.columns[index].constant.map({ Array($0.utf8) }) else {
                continue
            }
            constants[index] = (
                [UInt8](repeating: constant.isEmpty ? 0 : 1, count: longest),
                [Int64](repeating: Int64(constant.count), count: longest),
                Array(repeatElement(constant, count: longest).joined())
            )
        }
    }

    /// Hands on the rows of a group, at most `longest` at a time.
    func read(
        group: Int,
        longest: Int,
        _ body: (Int, [TypedCells?]) throws -> Void
    ) throws {
        try reader.begin(group: group, columns: needed)
        var rest = file.groups[group]
        while rest > 0 {
            let count = min(rest, longest)
            for (place, index) in needed.enumerated() {
                guard let kind = file.columns[index].kind else {
                    preconditionFailure("column \(index) of no kind is read")
                }
                cells[index] = try reader.next(place, count, kind)
            }
            try withConstants(constants.keys.sorted()[...]) { try body(count, cells) }
            rest -= count
        }
    }

    private func withConstants(_ rest: ArraySlice<Int>, _ body: () throws -> Void) throws {
        guard let index = rest.first, let constant = constants[index] else { return try body() }
        try constant.present.withUnsafeBufferPointer { present in
            try constant.lengths.withUnsafeBufferPointer { lengths in
                try constant.text.withUnsafeBufferPointer { text in
                    guard let present = present.baseAddress, let lengths = lengths.baseAddress
                    else { return }
                    cells[index] = TypedCells(
                        kind: .text,
                        present: present,
                        values: lengths,
                        text: text.baseAddress
                    )
                    try withConstants(rest.dropFirst(), body)
                }
            }
        }
    }
}
