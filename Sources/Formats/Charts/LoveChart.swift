/// How far two groups are apart in each of many columns, before something was done about it and after (a Love plot).
///
/// Sizes, from zero on; hollow before, full after, and lines at what is commonly called imbalance.
package struct LoveChart: Chart, Equatable {
    package struct Row: Sendable, Equatable {
        package var label: String
        /// Zero or more; nil where there is none.
        package var before: Double?
        package var after: Double?
        package var isTotal: Bool

        package init(label: String, before: Double?, after: Double?, isTotal: Bool = false) {
            self.label = label
            self.before = before
            self.after = after
            self.isTotal = isTotal
        }
    }

    package var rows: [Row]
    /// Up to where groups are called alike.
    package var limit: Double
    package var namesHeading: String
    package var figuresHeading: String
    package var axisTitle: String
    package var names: (before: String, after: String)
    package var format: NumberFormat

    package init(
        rows: [Row],
        limit: Double,
        namesHeading: String,
        figuresHeading: String,
        axisTitle: String,
        names: (before: String, after: String),
        format: NumberFormat
    ) {
        self.rows = rows
        self.limit = limit
        self.namesHeading = namesHeading
        self.figuresHeading = figuresHeading
        self.axisTitle = axisTitle
        self.names = names
        self.format = format
    }

    package static func == (left: LoveChart, right: LoveChart) -> Bool {
        left.rows == right.rows && left.limit == right.limit
            && left.namesHeading == right.namesHeading
            && left.figuresHeading == right.figuresHeading
            && left.axisTitle == right.axisTitle && left.names == right.names
            && left.format == right.format
    }

    package func drawing(width: Double) -> Drawing {
        let legend = Legend(entries: [names.before, names.after], width: width)
        let frame = RowFrame(
            rows: rows.map { row in
                RowFrame.Row(
                    label: row.label,
                    figures: format.text(row.before) + " → " + format.text(row.after),
                    isBold: row.isTotal
                )
            },
            headings: (namesHeading, figuresHeading),
            width: width,
            topSpace: legend.height
        )
        var drawing = Drawing(width: width, height: frame.height)
        let scale = frame.scale(
            covering: rows.flatMap { [$0.before, $0.after].compactMap { $0 } } + [0, limit]
        )
        legend.paint(&drawing) { drawing, place, number in
            Self.paint(
                &drawing,
                at: .init(place.x + 10, place.y - 4),
                isAfter: number == 1
            )
        }
        frame.paint(&drawing)
        frame.paintAxis(&drawing, scale, format: scale.format(), title: axisTitle)
        frame.paintRule(&drawing, at: scale.position(0), .ink, width: 1.25)
        frame.paintRule(&drawing, at: scale.position(limit), .axis, width: 1.25)
        for (row, y) in zip(rows, frame.centres) {
            if let before = row.before, let after = row.after {
                drawing.line(
                    .init(scale.position(before), y),
                    .init(scale.position(after), y),
                    .axis
                )
            }
            if let before = row.before {
                Self.paint(&drawing, at: .init(scale.position(before), y), isAfter: false)
            }
            if let after = row.after {
                Self.paint(&drawing, at: .init(scale.position(after), y), isAfter: true)
            }
        }
        return drawing
    }

    private static func paint(_ drawing: inout Drawing, at point: Drawing.Point, isAfter: Bool) {
        if isAfter {
            drawing.add(.circle(point, radius: 4.5, fill: .positive, stroke: .positive))
        } else {
            drawing.box(
                .init(
                    left: point.x - 4.5,
                    top: point.y - 4.5,
                    right: point.x + 4.5,
                    bottom: point.y + 4.5
                ),
                fill: .page,
                stroke: .negative
            )
        }
    }
}
