/// A table of numbers on a diverging scale of colour, with the number in each cell.
///
/// Where the names of the columns do not fit above them, rows and columns are numbered.
package struct MatrixChart: Chart, Equatable {
    /// Names of the rows, which are the names of the columns too.
    package var names: [String]
    /// Square; nil where a cell stays empty.
    package var values: [[Double?]]
    /// What negative and positive numbers mean, under the chart.
    package var negativeMeaning: String
    package var positiveMeaning: String
    package var unit: String
    package var format: NumberFormat

    package init(
        names: [String],
        values: [[Double?]],
        negativeMeaning: String,
        positiveMeaning: String,
        unit: String,
        format: NumberFormat
    ) {
        self.names = names
        self.values = values
        self.negativeMeaning = negativeMeaning
        self.positiveMeaning = positiveMeaning
        self.unit = unit
        self.format = format
    }

    private static let cellHeight = 34.0
    private static let size = 12.0

    package func drawing(width: Double) -> Drawing {
        let figures = values.flatMap { $0 }.compactMap { $0 }.map(text)
        let widest = figures.map { TextMetrics.width(of: $0, size: Self.size) }.max() ?? 0
        let leastCell = max(40, widest + 10)
        let layout = Layout(names: names, width: width, leastCell: leastCell)
        let left = layout.nameWidth + 12
        let cell = layout.cell
        let top = layout.headHeight
        let gridRight = left + cell * Double(names.count)
        let legendTop = top + Double(names.count) * Self.cellHeight + 12
        let canvas = max(width, gridRight + 2)
        var drawing = Drawing(width: canvas, height: legendTop + 74)
        paintHeads(&drawing, layout, left: left)
        let largest =
            values.flatMap { $0 }.compactMap { $0 }.filter(\.isFinite).map { abs($0) }.max() ?? 0
        for (row, line) in values.enumerated() {
            for (column, value) in line.enumerated() {
                let box = Drawing.Box(
                    left: left + Double(column) * cell + 1,
                    top: top + Double(row) * Self.cellHeight + 1,
                    right: left + Double(column + 1) * cell - 1,
                    bottom: top + Double(row + 1) * Self.cellHeight - 1
                )
                paintCell(&drawing, box, value, isDiagonal: row == column, largest)
            }
        }
        paintKey(
            &drawing,
            top: legendTop,
            largest: largest,
            width: max(min(width, 320), gridRight)
        )
        return drawing
    }

    private func text(_ value: Double) -> String { format.bare.signed.text(value) }

    private func paintHeads(_ drawing: inout Drawing, _ layout: Layout, left: Double) {
        for position in names.indices {
            let name = layout.rowNames[position]
            let middle = layout.headHeight + (Double(position) + 0.5) * Self.cellHeight
            let first = middle - Double(name.lines.count) * 7.5 + 11
            for (line, text) in name.lines.enumerated() {
                drawing.label(
                    text,
                    at: .init(4, first + Double(line) * 15),
                    size: Self.size,
                    full: name.isCut ? names[position] : nil
                )
            }
            let head = layout.columnNames[position]
            let base = layout.headHeight - 8 - Double(head.lines.count - 1) * 15
            for (line, text) in head.lines.enumerated() {
                drawing.label(
                    text,
                    at: .init(
                        left + (Double(position) + 0.5) * layout.cell,
                        base + Double(line) * 15
                    ),
                    size: Self.size,
                    anchor: .middle,
                    isBold: layout.isNumbered
                )
            }
        }
    }

    private func paintCell(
        _ drawing: inout Drawing,
        _ box: Drawing.Box,
        _ value: Double?,
        isDiagonal: Bool,
        _ largest: Double
    ) {
        guard let value, value.isFinite else {
            if isDiagonal { drawing.box(box, fill: .band) }
            return
        }
        let colour = Self.colour(largest > 0 ? value / largest : 0)
        drawing.box(box, fill: .fixed(colour), stroke: .axis, radius: 2)
        drawing.label(
            text(value),
            at: .init((box.left + box.right) / 2, (box.top + box.bottom) / 2 + 4.2),
            size: Self.size,
            anchor: .middle,
            paint: .fixed(Self.ink(on: colour))
        )
    }

    /// −1 gives the strongest negative colour, 0 white, 1 the strongest positive one.
    static func colour(_ share: Double) -> RGB {
        let white = RGB(0xFFFFFF)
        return white.mixed(
            with: share < 0 ? Paint.negative.light : Paint.positive.light,
            abs(share)
        )
    }

    /// Black or white, whichever reads better; one of them always has a contrast above 4.5.
    static func ink(on colour: RGB) -> RGB {
        let black = RGB(0x000000)
        let white = RGB(0xFFFFFF)
        return colour.contrast(to: black) >= colour.contrast(to: white) ? black : white
    }

    private func paintKey(
        _ drawing: inout Drawing,
        top: Double,
        largest: Double,
        width: Double
    ) {
        let steps = 21
        let ends = TextMetrics.width(of: text(-largest), size: Self.size) + 10
        let bar = max(20, min(260, width - 2 * ends))
        let left = (width - bar) / 2
        let stepWidth = bar / Double(steps)
        for step in 0..<steps {
            let share = Double(step) / Double(steps - 1) * 2 - 1
            drawing.box(
                .init(
                    left: left + Double(step) * stepWidth,
                    top: top,
                    right: left + Double(step + 1) * stepWidth + 0.5,
                    bottom: top + 12
                ),
                fill: .fixed(Self.colour(share))
            )
        }
        drawing.box(
            .init(left: left, top: top, right: left + bar, bottom: top + 12),
            fill: nil,
            stroke: .axis
        )
        func word(_ text: String, _ x: Double, _ y: Double, _ anchor: Drawing.Label.Anchor) {
            let shown = WrappedText(text, width: width - 8, size: Self.size, maximumLines: 1)
            drawing.label(
                shown.lines.first ?? "",
                at: .init(x, y),
                size: Self.size,
                anchor: anchor,
                paint: .muted,
                full: shown.isCut ? text : nil
            )
        }
        word(text(-largest), left - 6, top + 11, .end)
        word(text(largest), left + bar + 6, top + 11, .start)
        word("\u{2212} " + negativeMeaning + ", + " + positiveMeaning, width / 2, top + 34, .middle)
        word(unit, width / 2, top + 54, .middle)
    }

    /// Column widths and names.
    private struct Layout {
        let nameWidth: Double
        let cell: Double
        let isNumbered: Bool
        let rowNames: [WrappedText]
        let columnNames: [WrappedText]
        let headHeight: Double

        init(names: [String], width: Double, leastCell: Double) {
            let size = MatrixChart.size
            func wrapped(_ text: String, _ width: Double) -> WrappedText {
                WrappedText(text, width: width, size: size, maximumLines: 2)
            }
            let widest = names.map { TextMetrics.width(of: $0, size: size) }.max() ?? 0
            let count = Double(max(1, names.count))
            let nameWidth = max(60, min(widest + 24, width * 0.34))
            let cell = max(leastCell, min(96, (width - nameWidth - 14) / count))
            let heads = names.map { WrappedText($0, width: cell - 6, size: size, maximumLines: 9) }
            // Breaking inside a word would make a name hard to read: number the columns instead.
            let isWhole = zip(heads, names).allSatisfy { head, name in
                head.lines.count <= 3 && Self.isBrokenBetweenWords(head, name)
            }
            isNumbered = !isWhole
            self.nameWidth = nameWidth
            self.cell = cell
            rowNames = names.enumerated().map { position, name in
                wrapped(isWhole ? name : "\(position + 1)  \(name)", nameWidth)
            }
            columnNames =
                isWhole ? heads : names.indices.map { wrapped("\($0 + 1)", cell) }
            headHeight = Double(columnNames.map(\.lines.count).max() ?? 1) * 15 + 10
        }

        private static func isBrokenBetweenWords(_ text: WrappedText, _ name: String) -> Bool {
            text.lines.dropLast().allSatisfy { line in
                guard let last = line.last else { return true }
                return "-/_".contains(last) || name.contains(line + " ")
            }
        }
    }
}
