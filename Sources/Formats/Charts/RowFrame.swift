/// The frame that charts of rows share: a name at the left, a plot with one axis, figures at the
/// right. On a narrow screen the name and figures stand on a line above the plot.
struct RowFrame {
    static let labelSize = 13.0
    static let smallSize = 12.0
    private static let lineHeight = 17.0
    private static let gap = 14.0

    struct Row {
        var label: String
        var figures: String
        var isBold = false
        /// Height of the marks of the row.
        var thickness = 18.0
    }

    let width: Double
    let height: Double
    let isNarrow: Bool
    /// Left and right ends of the plot.
    let plot: (left: Double, right: Double)
    let top: Double
    let bottom: Double
    /// Centre lines of the marks, one a row.
    let centres: [Double]
    private let rows: [Row]
    private let names: [WrappedText]
    private let figures: [WrappedText]
    /// Whether figures stand under the name, because they would not fit beside it.
    private let isStacked: Bool
    private let bands: [Drawing.Box]
    private let headings: (names: String, figures: String)

    private let topSpace: Double

    /// - Parameter topSpace: room left free above the frame, for a legend.
    init(
        rows: [Row],
        headings: (names: String, figures: String),
        width: Double,
        topSpace: Double = 0
    ) {
        self.topSpace = topSpace
        self.rows = rows
        self.headings = headings
        self.width = width
        let isNarrow = width < 480
        self.isNarrow = isNarrow
        let figuresWidth =
            (rows.map { Self.textWidth($0.figures, $0.isBold) }
            + [TextMetrics.width(of: headings.figures, size: Self.smallSize, isBold: true)])
            .max() ?? 0
        isStacked = isNarrow && figuresWidth > width - 130
        let columns = Self.columns(
            rows,
            headings,
            width,
            isNarrow,
            isStacked ? 0 : figuresWidth
        )
        figures = rows.map {
            WrappedText(
                $0.figures,
                width: isNarrow ? width - 8 : figuresWidth + 1,
                size: Self.labelSize,
                maximumLines: 3,
                isBold: $0.isBold
            )
        }
        names = columns.names
        plot = columns.plot

        let hasHeadings = !headings.figures.isEmpty || (!headings.names.isEmpty && !isNarrow)
        let firstTop = topSpace + (hasHeadings ? 26 : 4)
        var y = firstTop
        var centres: [Double] = []
        var bands: [Drawing.Box] = []
        for (position, row) in rows.enumerated() {
            let lineCount =
                names[position].lines.count + (isStacked ? figures[position].lines.count : 0)
            let nameHeight = Double(lineCount) * Self.lineHeight
            let rowTop = y
            if isNarrow {
                y += 6 + nameHeight + 2
                centres.append(y + row.thickness / 2)
                y += row.thickness + 6
            } else {
                let rowHeight = max(nameHeight, row.thickness) + 12
                centres.append(y + rowHeight / 2)
                y += rowHeight
            }
            bands.append(Drawing.Box(left: 0, top: rowTop, right: width, bottom: y))
        }
        self.centres = centres
        self.bands = bands
        top = firstTop
        bottom = y
        height = y + 46
    }

    private static func textWidth(_ text: String, _ isBold: Bool) -> Double {
        TextMetrics.width(of: text, size: labelSize, isBold: isBold)
    }

    private static func columns(
        _ rows: [Row],
        _ headings: (names: String, figures: String),
        _ width: Double,
        _ isNarrow: Bool,
        _ figuresWidth: Double
    ) -> (names: [WrappedText], plot: (left: Double, right: Double)) {
        if isNarrow {
            let names = rows.map { row in
                WrappedText(
                    row.label,
                    width: width - 8
                        - (figuresWidth > 0 ? textWidth(row.figures, row.isBold) + gap : 0),
                    size: labelSize,
                    maximumLines: 4,
                    isBold: row.isBold
                )
            }
            return (names, (22, width - 22))
        }
        let widest = rows.map { textWidth($0.label, $0.isBold) }.max() ?? 0
        let nameWidth = max(
            min(widest + 2, width * 0.32),
            TextMetrics.width(of: headings.names, size: smallSize, isBold: true)
        )
        let names = rows.map { row in
            WrappedText(
                row.label,
                width: nameWidth,
                size: labelSize,
                maximumLines: 4,
                isBold: row.isBold
            )
        }
        let left = 4 + nameWidth + gap + 8
        return (names, (left, max(left + 120, width - 4 - figuresWidth - gap - 8)))
    }

    /// Paints the bands, names, figures and headings.
    func paint(_ drawing: inout Drawing) {
        for (position, band) in bands.enumerated() where position % 2 == 0 {
            drawing.box(band, fill: .band)
        }
        let headingLine = topSpace + 17
        if isNarrow {
            drawing.label(
                headings.figures,
                at: .init(width - 4, headingLine),
                size: Self.smallSize,
                anchor: .end,
                isBold: true,
                paint: .muted
            )
        } else {
            drawing.label(
                headings.names,
                at: .init(4, headingLine),
                size: Self.smallSize,
                isBold: true,
                paint: .muted
            )
            drawing.label(
                headings.figures,
                at: .init(width - 4, headingLine),
                size: Self.smallSize,
                anchor: .end,
                isBold: true,
                paint: .muted
            )
        }
        for position in rows.indices { paintText(&drawing, position) }
    }

    private func paintText(_ drawing: inout Drawing, _ position: Int) {
        let row = rows[position]
        let name = names[position]
        let band = bands[position]
        let block = Double(name.lines.count) * Self.lineHeight
        let firstLine = (isNarrow ? band.top + 6 : (band.top + band.bottom - block) / 2) + 13
        for (line, text) in name.lines.enumerated() {
            drawing.label(
                text,
                at: .init(4, firstLine + Double(line) * Self.lineHeight),
                size: Self.labelSize,
                isBold: row.isBold,
                full: name.isCut ? row.label : nil
            )
        }
        let figuresLine =
            isStacked
            ? firstLine + block : isNarrow ? firstLine : centres[position] + 4.5
        for (line, text) in figures[position].lines.enumerated() {
            drawing.label(
                text,
                at: .init(width - 4, figuresLine + Double(line) * Self.lineHeight),
                size: Self.labelSize,
                anchor: .end,
                isBold: row.isBold
            )
        }
    }

    /// An axis over the plot that covers the values.
    ///
    /// - Parameter insets: room kept free at the ends, for words beside the marks.
    func scale(
        covering values: [Double],
        insets: (left: Double, right: Double) = (0, 0)
    ) -> LinearScale {
        let left = plot.left + insets.left
        let right = max(left + 40, plot.right - insets.right)
        let wanted = max(3, min(6, Int((right - left) / 80)))
        return LinearScale(covering: values, from: left, to: right, ticks: wanted)
    }

    /// Paints an upright line through the plot; on a narrow screen it leaves out the names.
    func paintRule(_ drawing: inout Drawing, at x: Double, _ paint: Paint, width: Double = 1) {
        guard isNarrow else {
            drawing.line(.init(x, top), .init(x, bottom), paint, width: width)
            return
        }
        for (row, centre) in zip(rows, centres) {
            let half = row.thickness / 2 + 3
            drawing.line(.init(x, centre - half), .init(x, centre + half), paint, width: width)
        }
    }

    /// Paints grid lines, tick labels and the title of the axis.
    func paintAxis(
        _ drawing: inout Drawing,
        _ scale: LinearScale,
        format: NumberFormat,
        title: String
    ) {
        for tick in scale.ticks {
            paintRule(&drawing, at: scale.position(tick), .grid)
        }
        drawing.line(.init(plot.left, bottom), .init(plot.right, bottom), .axis)
        AxisLabels.paintHorizontal(
            &drawing,
            ticks: scale.ticks.map { (scale.position($0), format.text($0)) },
            at: bottom + 17,
            size: Self.smallSize
        )
        // Centred under the plot, but never over an edge of the drawing.
        let shown = WrappedText(title, width: width - 8, size: Self.smallSize, maximumLines: 1)
        let half = shown.width(size: Self.smallSize) / 2
        let centre = min(max((plot.left + plot.right) / 2, half + 4), width - 4 - half)
        drawing.label(
            shown.lines.first ?? "",
            at: .init(centre, bottom + 37),
            size: Self.smallSize,
            anchor: .middle,
            paint: .muted,
            full: shown.isCut ? title : nil
        )
    }
}
