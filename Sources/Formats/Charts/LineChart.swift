/// Lines through points over two axes, each straight or logarithmic, each line named where it ends.
///
/// Series differ in the shape of their markers as well as in colour. On a narrow screen the names
/// stand in a legend above.
package struct LineChart: Chart, Equatable {
    package struct Series: Sendable, Equatable {
        package var name: String
        /// In increasing x; points that an axis cannot show are left out.
        package var points: [Point]

        package init(name: String, points: [Point]) {
            self.name = name
            self.points = points
        }
    }

    package struct Point: Sendable, Equatable {
        package var x: Double
        package var y: Double

        package init(_ x: Double, _ y: Double) {
            self.x = x
            self.y = y
        }
    }

    package enum AxisKind: Sendable, Equatable {
        case linear
        case logarithmic
    }

    package struct Axis: Sendable, Equatable {
        package var kind: AxisKind
        /// With the unit, such as "Time, seconds".
        package var title: String

        package init(_ kind: AxisKind, title: String) {
            self.kind = kind
            self.title = title
        }
    }

    package var series: [Series]
    package var x: Axis
    package var y: Axis

    package init(series: [Series], x: Axis, y: Axis) {
        self.series = series
        self.x = x
        self.y = y
    }

    private static let size = RowFrame.smallSize

    package func drawing(width: Double) -> Drawing {
        let isNarrow = width < 480
        let height = isNarrow ? 280.0 : 400.0
        let legend = Legend(entries: isNarrow ? series.map(\.name) : [], width: width)
        let top = legend.height + 34
        let bottom = top + height
        let names = series.map {
            WrappedText($0.name, width: width * 0.26, size: Self.size, maximumLines: 2)
        }
        let nameWidth = isNarrow ? 8 : (names.map { $0.width(size: Self.size) }.max() ?? 0) + 26
        let points = series.flatMap(\.points)
        let upright = AxisScale(y.kind, points.map(\.y), from: bottom, to: top)
        let tickWidth =
            upright.ticks.map { TextMetrics.width(of: $0.text, size: Self.size) }.max() ?? 0
        let left = tickWidth + 14
        let across = AxisScale(x.kind, points.map(\.x), from: left, to: width - nameWidth - 10)
        var drawing = Drawing(width: width, height: bottom + 46)
        PlotAxes(across: across, upright: upright, xTitle: x.title, yTitle: y.title)
            .paint(&drawing, top: top, bottom: bottom)
        legend.paint(&drawing) { drawing, place, number in
            SeriesStyle.paintMarker(
                &drawing,
                at: .init(place.x + 10, place.y - 4),
                series: number
            )
        }
        var ends: [LineNames.End] = []
        var lines: [[Drawing.Point]] = []
        for (number, line) in series.enumerated() {
            let shown = line.points.filter { across.holds($0.x) && upright.holds($0.y) }
                .map { Drawing.Point(across.position($0.x), upright.position($0.y)) }
            if shown.count > 1 { drawing.add(.curve(shown, .series(number), width: 2)) }
            for point in shown {
                SeriesStyle.paintMarker(&drawing, at: point, series: number)
            }
            lines.append(shown)
            if let last = shown.last { ends.append(.init(series: number, at: last)) }
        }
        if !isNarrow {
            LineNames(
                names: names,
                fullNames: series.map(\.name),
                marginX: width - nameWidth + 10,
                plotEnd: across.end,
                top: top,
                bottom: bottom
            ).paint(&drawing, ends: ends, lines: lines)
        }
        return drawing
    }
}
