/// Estimates with their intervals, one a row, against a line at zero.
///
/// A full square is an estimate whose interval excludes zero, a hollow one whose interval holds
/// it; a total is a diamond.
package struct ForestChart: Chart, Equatable {
    package struct Row: Sendable, Equatable {
        package var label: String
        package var estimate: Double
        package var low: Double
        package var high: Double
        package var isTotal: Bool

        package init(
            label: String,
            estimate: Double,
            low: Double,
            high: Double,
            isTotal: Bool = false
        ) {
            self.label = label
            self.estimate = estimate
            self.low = low
            self.high = high
            self.isTotal = isTotal
        }

        var holdsZero: Bool { low <= 0 && high >= 0 }
    }

    package var rows: [Row]
    /// Heading of the names, such as "Agency".
    package var namesHeading: String
    /// Heading of the figures, such as "Points (95% interval)".
    package var figuresHeading: String
    /// Title of the axis, with the unit.
    package var axisTitle: String
    package var format: NumberFormat
    /// A plus before positive figures; not for what cannot be negative.
    package var isSigned: Bool

    package init(
        rows: [Row],
        namesHeading: String,
        figuresHeading: String,
        axisTitle: String,
        format: NumberFormat,
        isSigned: Bool = true
    ) {
        self.rows = rows
        self.namesHeading = namesHeading
        self.figuresHeading = figuresHeading
        self.axisTitle = axisTitle
        self.format = format
        self.isSigned = isSigned
    }

    package func drawing(width: Double) -> Drawing {
        let bare = isSigned ? format.bare.signed : format.bare
        let frame = RowFrame(
            rows: rows.map { row in
                RowFrame.Row(
                    label: row.label,
                    figures: bare.text(row.estimate) + " (" + bare.text(row.low)
                        + " to " + bare.text(row.high) + ")",
                    isBold: row.isTotal
                )
            },
            headings: (namesHeading, figuresHeading),
            width: width
        )
        var drawing = Drawing(width: width, height: frame.height)
        let scale = frame.scale(
            covering: rows.flatMap { [$0.estimate, $0.low, $0.high] } + [0]
        )
        frame.paint(&drawing)
        frame.paintAxis(
            &drawing,
            scale,
            format: scale.format(multiplier: format.multiplier),
            title: axisTitle
        )
        let zero = scale.position(0)
        frame.paintRule(&drawing, at: zero, .ink, width: 1.25)
        for (row, y) in zip(rows, frame.centres) where row.estimate.isFinite {
            paint(&drawing, row, scale, y)
        }
        return drawing
    }

    private func paint(_ drawing: inout Drawing, _ row: Row, _ scale: LinearScale, _ y: Double) {
        let colour: Paint = row.estimate < 0 ? .negative : .positive
        let x = scale.position(row.estimate)
        if row.low.isFinite && row.high.isFinite {
            let low = scale.position(row.low)
            let high = scale.position(row.high)
            drawing.line(.init(low, y), .init(high, y), colour, width: 2)
            for end in [low, high] {
                drawing.line(.init(end, y - 5), .init(end, y + 5), colour, width: 2)
            }
        }
        let fill: Paint = row.holdsZero ? .page : colour
        if row.isTotal {
            drawing.add(
                .polygon(
                    [.init(x - 8, y), .init(x, y - 8), .init(x + 8, y), .init(x, y + 8)],
                    fill: fill,
                    stroke: colour
                )
            )
        } else {
            drawing.box(
                .init(left: x - 5, top: y - 5, right: x + 5, bottom: y + 5),
                fill: fill,
                stroke: colour
            )
        }
    }
}
