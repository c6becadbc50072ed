/// A long table that is written as CSV row by row without being built; its text is that of the ``CSVTable`` of the same cells.
package struct CSVStream: Sendable {
    package let columns: [String]
    package let count: Int
    private let writeRow: @Sendable (Int, inout CSVCells) -> Void

    /// - Parameters:
    ///   - columns: two or more, since a line of one empty cell would read back as no line.
    ///   - write: writes the cells of one row in their order.
    package init(
        columns: [String],
        count: Int,
        _ write: @escaping @Sendable (Int, inout CSVCells) -> Void
    ) {
        precondition(columns.count > 1, "\(columns.count) columns")
        self.columns = columns
        self.count = count
        writeRow = write
    }

    package var content: OutputContent {
        .pieces { try TextStream.write(to: $0, write(to:)) }
    }

    package func text() -> String { String(decoding: bytes(), as: UTF8.self) }

    /// ``text()`` in UTF-8.
    package func bytes() -> [UInt8] { TextStream.bytes(write(to:)) }

    private func write(to output: TextStream) {
        var header = CSVCells(output)
        for column in columns { header.text(column) }
        output.append("\n")
        for row in 0..<count {
            var cells = CSVCells(output)
            writeRow(row, &cells)
            precondition(cells.count == columns.count, "\(cells.count) of \(columns.count) cells")
            output.append("\n")
        }
    }
}

/// The cells of one row of a ``CSVStream``, written in order.
package struct CSVCells {
    private let output: TextStream
    fileprivate var count = 0

    fileprivate init(_ output: TextStream) { self.output = output }

    private mutating func begin() {
        if count > 0 { output.append(UInt8(ascii: ",")) }
        count += 1
    }

    package mutating func text(_ text: CSVText) {
        begin()
        output.append(text.bytes)
    }

    /// Words, neutralised.
    package mutating func text(_ text: String) {
        begin()
        CSVText.write(CSVCell.text(text).content, to: output)
    }

    /// An exact amount.
    package mutating func amount(minorUnits: Int, decimals: Int) {
        begin()
        output.append(minorUnits: minorUnits, decimals: decimals)
    }
}
