/// Two axes with their grid, ticks and titles.
struct PlotAxes {
    let across: AxisScale
    let upright: AxisScale
    let xTitle: String
    let yTitle: String

    private static let size = RowFrame.smallSize

    func paint(_ drawing: inout Drawing, top: Double, bottom: Double) {
        for tick in upright.ticks {
            drawing.line(.init(across.start, tick.at), .init(across.end, tick.at), .grid)
            drawing.label(
                tick.text,
                at: .init(across.start - 7, tick.at + 4),
                size: Self.size,
                anchor: .end,
                paint: .muted
            )
        }
        for tick in across.ticks {
            drawing.line(.init(tick.at, bottom), .init(tick.at, bottom + 5), .axis)
        }
        drawing.line(.init(across.start, bottom), .init(across.end, bottom), .axis)
        AxisLabels.paintHorizontal(
            &drawing,
            ticks: across.ticks.map { ($0.at, $0.text) },
            at: bottom + 19,
            size: Self.size
        )
        let title = WrappedText(xTitle, width: drawing.width - 8, size: Self.size, maximumLines: 1)
        let half = title.width(size: Self.size) / 2
        let middle = (across.start + across.end) / 2
        drawing.label(
            title.lines.first ?? "",
            at: .init(min(max(middle, half + 4), drawing.width - half - 4), bottom + 39),
            size: Self.size,
            anchor: .middle,
            paint: .muted
        )
        let over = WrappedText(yTitle, width: drawing.width - 8, size: Self.size, maximumLines: 1)
        drawing.label(
            over.lines.first ?? "",
            at: .init(4, top - 16),
            size: Self.size,
            isBold: false,
            paint: .muted
        )
    }
}
