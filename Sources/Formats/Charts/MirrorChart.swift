/// How two groups are spread over the same classes: one upwards, the other downwards, and a second form of the other as a hollow outline.
package struct MirrorChart: Chart, Equatable {
    /// Parts of each group by class, one below zero not to be drawn, in the order of the axis, from `ends.low` to `ends.high`.
    package var upper: [Double]
    package var lower: [Double]
    package var outline: [Double]
    package var ends: ClosedRange<Double>
    package var names: (upper: String, lower: String, outline: String)
    package var xTitle: String
    package var yTitle: String

    /// - Parameters: as many classes in each.
    package init(
        upper: [Double],
        lower: [Double],
        outline: [Double],
        ends: ClosedRange<Double>,
        names: (upper: String, lower: String, outline: String),
        xTitle: String,
        yTitle: String
    ) {
        precondition(
            upper.count == lower.count && upper.count == outline.count,
            "\(upper.count), \(lower.count) and \(outline.count) classes"
        )
        self.upper = upper
        self.lower = lower
        self.outline = outline
        self.ends = ends
        self.names = names
        self.xTitle = xTitle
        self.yTitle = yTitle
    }

    package static func == (left: MirrorChart, right: MirrorChart) -> Bool {
        left.upper == right.upper && left.lower == right.lower && left.outline == right.outline
            && left.ends == right.ends && left.names == right.names
            && left.xTitle == right.xTitle && left.yTitle == right.yTitle
    }

    private static let size = RowFrame.smallSize

    package func drawing(width: Double) -> Drawing {
        let legend = Legend(entries: [names.upper, names.lower, names.outline], width: width)
        let top = legend.height + 34
        let half = width < 480 ? 90.0 : 110.0
        let (middle, bottom) = (top + half, top + 2 * half)
        let scale = LinearScale(
            covering: [0] + (upper + lower + outline).filter { $0 > 0 },
            from: 0,
            to: half,
            ticks: 3
        )
        let format = scale.format(multiplier: 100, suffix: "%")
        let tickWidth =
            scale.ticks.map { TextMetrics.width(of: format.text($0), size: Self.size) }.max() ?? 0
        let across = AxisScale(
            .linear,
            [ends.lowerBound, ends.upperBound],
            from: tickWidth + 14,
            to: width - 12
        )
        var drawing = Drawing(width: width, height: bottom + 46)
        legend.paint(&drawing) { drawing, place, number in
            SeriesStyle.paintBar(
                &drawing,
                .init(left: place.x, top: place.y - 10, right: place.x + 20, bottom: place.y + 1),
                series: [0, 6, 1][number]
            )
        }
        paintAxes(&drawing, across, scale, format, top: top, middle: middle, bottom: bottom)
        let step =
            (across.position(ends.upperBound) - across.position(ends.lowerBound))
            / Double(max(1, upper.count))
        for place in upper.indices {
            let left = across.position(ends.lowerBound) + step * Double(place)
            func paint(_ part: Double, up: Bool, series: Int, inset: Double) {
                guard part > 0 else { return }
                let length = scale.position(part)
                SeriesStyle.paintBar(
                    &drawing,
                    .init(
                        left: left + inset,
                        top: up ? middle - length : middle,
                        right: left + step - inset,
                        bottom: up ? middle : middle + length
                    ),
                    series: series
                )
            }
            paint(upper[place], up: true, series: 0, inset: 1)
            paint(lower[place], up: false, series: 6, inset: 1)
            paintOutline(
                &drawing,
                outline[place],
                from: left + 1,
                to: left + step - 1,
                middle,
                scale
            )
        }
        drawing.line(.init(across.start, middle), .init(across.end, middle), .ink, width: 1.25)
        return drawing
    }

    /// Only the edge, so that what is behind stays seen.
    private func paintOutline(
        _ drawing: inout Drawing,
        _ part: Double,
        from left: Double,
        to right: Double,
        _ middle: Double,
        _ scale: LinearScale
    ) {
        guard part > 0 else { return }
        let end = middle + scale.position(part)
        let corners = [
            Drawing.Point(left, middle), .init(left, end), .init(right, end), .init(right, middle),
        ]
        for (from, to) in zip(corners, corners.dropFirst()) {
            drawing.line(from, to, .series(1), width: 2)
        }
    }

    private func paintAxes(
        _ drawing: inout Drawing,
        _ across: AxisScale,
        _ scale: LinearScale,
        _ format: NumberFormat,
        top: Double,
        middle: Double,
        bottom: Double
    ) {
        for tick in scale.ticks {
            for y in Set([middle - scale.position(tick), middle + scale.position(tick)]).sorted() {
                drawing.line(.init(across.start, y), .init(across.end, y), .grid)
                drawing.label(
                    format.text(tick),
                    at: .init(across.start - 7, y + 4),
                    size: Self.size,
                    anchor: .end,
                    paint: .muted
                )
            }
        }
        drawing.line(.init(across.start, bottom), .init(across.end, bottom), .axis)
        AxisLabels.paintHorizontal(
            &drawing,
            ticks: across.ticks.map { ($0.at, $0.text) },
            at: bottom + 19,
            size: Self.size
        )
        let title = WrappedText(xTitle, width: drawing.width - 8, size: Self.size, maximumLines: 1)
        drawing.label(
            title.lines.first ?? "",
            at: .init((across.start + across.end) / 2, bottom + 39),
            size: Self.size,
            anchor: .middle,
            paint: .muted
        )
        let over = WrappedText(yTitle, width: drawing.width - 8, size: Self.size, maximumLines: 1)
        drawing.label(
            over.lines.first ?? "",
            at: .init(4, top - 14),
            size: Self.size,
            paint: .muted
        )
    }
}
