/// Several bars a row, one for each series, with the figure at the end of each bar.
///
/// Series differ in fill (solid, hollow, striped) as well as in colour, and keep their order.
package struct GroupedBarChart: Chart, Equatable {
    package struct Group: Sendable, Equatable {
        package var label: String
        /// One value a series; nil where there is none.
        package var values: [Double?]

        package init(label: String, values: [Double?]) {
            self.label = label
            self.values = values
        }
    }

    package var series: [String]
    package var groups: [Group]
    package var namesHeading: String
    package var axisTitle: String
    package var format: NumberFormat
    /// A plus before positive figures; not for what cannot be negative.
    package var isSigned: Bool

    package init(
        series: [String],
        groups: [Group],
        namesHeading: String,
        axisTitle: String,
        format: NumberFormat,
        isSigned: Bool = true
    ) {
        self.series = series
        self.groups = groups
        self.namesHeading = namesHeading
        self.axisTitle = axisTitle
        self.format = format
        self.isSigned = isSigned
    }

    private static let barThickness = 13.0
    private static let barPitch = 17.0

    package func drawing(width: Double) -> Drawing {
        let legend = Legend(entries: series, width: width)
        let frame = RowFrame(
            rows: groups.map {
                .init(
                    label: $0.label,
                    figures: "",
                    thickness: Double(max(1, series.count)) * Self.barPitch
                )
            },
            headings: (namesHeading, ""),
            width: width,
            topSpace: legend.height
        )
        let values = groups.flatMap(\.values).compactMap { $0 }.filter(\.isFinite)
        let room = 8 + (values.map { figureWidth($0) }.max() ?? 0)
        let hasNegative = values.contains { $0 < 0 }
        let scale = frame.scale(
            covering: values + [0],
            insets: (hasNegative ? room : 0, room)
        )
        var drawing = Drawing(width: width, height: frame.height)
        legend.paint(&drawing) { drawing, place, number in
            let box = Drawing.Box(
                left: place.x,
                top: place.y - 10,
                right: place.x + 20,
                bottom: place.y + 1
            )
            SeriesStyle.paintBar(&drawing, box, series: number)
        }
        frame.paint(&drawing)
        frame.paintAxis(
            &drawing,
            scale,
            format: scale.format(multiplier: format.multiplier),
            title: axisTitle
        )
        let zero = scale.position(0)
        frame.paintRule(&drawing, at: zero, .ink, width: 1.25)
        for (group, centre) in zip(groups, frame.centres) {
            let first = centre - Double(series.count) * Self.barPitch / 2
            for (number, value) in group.values.enumerated() {
                let y = first + (Double(number) + 0.5) * Self.barPitch
                paint(&drawing, value, series: number, scale, y)
            }
        }
        return drawing
    }

    private func figureWidth(_ value: Double) -> Double {
        TextMetrics.width(of: figure(value), size: RowFrame.smallSize)
    }

    private func figure(_ value: Double) -> String {
        isSigned ? format.bare.signed.text(value) : format.bare.text(value)
    }

    private func paint(
        _ drawing: inout Drawing,
        _ value: Double?,
        series: Int,
        _ scale: LinearScale,
        _ y: Double
    ) {
        let zero = scale.position(0)
        guard let value, value.isFinite else {
            drawing.label(
                "not known",
                at: .init(zero + 6, y + 4),
                size: RowFrame.smallSize,
                paint: .muted
            )
            return
        }
        let end = scale.position(value)
        if abs(end - zero) > 0.5 {
            let box = Drawing.Box(
                left: zero,
                top: y - Self.barThickness / 2,
                right: end,
                bottom: y + Self.barThickness / 2
            )
            SeriesStyle.paintBar(&drawing, box, series: series)
        }
        drawing.label(
            figure(value),
            at: .init(value < 0 ? end - 6 : end + 6, y + 4),
            size: RowFrame.smallSize,
            anchor: value < 0 ? .end : .start
        )
    }
}
