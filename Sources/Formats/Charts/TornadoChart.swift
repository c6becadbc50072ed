/// Bars that lead from one level to both sides of it, the widest above: what a result hangs on most.
///
/// The bar towards the low end of a number is solid, the one towards its high end striped, so that they differ
/// without colour.
package struct TornadoChart: Chart, Equatable {
    package struct Bar: Sendable, Equatable {
        package var label: String
        package var low: Double
        package var high: Double

        package init(label: String, low: Double, high: Double) {
            self.label = label
            self.low = low
            self.high = high
        }
    }

    package var level: Double
    package var bars: [Bar]
    package var namesHeading: String
    package var figuresHeading: String
    package var axisTitle: String
    package var format: NumberFormat

    package init(
        level: Double,
        bars: [Bar],
        namesHeading: String,
        figuresHeading: String,
        axisTitle: String,
        format: NumberFormat
    ) {
        self.level = level
        self.bars = bars
        self.namesHeading = namesHeading
        self.figuresHeading = figuresHeading
        self.axisTitle = axisTitle
        self.format = format
    }

    private static let thickness = 14.0

    package func drawing(width: Double) -> Drawing {
        let legend = Legend(
            entries: ["at the low end of the number", "at its high end"],
            width: width
        )
        let frame = RowFrame(
            rows: bars.map { bar in
                .init(
                    label: bar.label,
                    figures: format.text(bar.low) + " to " + format.text(bar.high),
                    thickness: Self.thickness
                )
            },
            headings: (namesHeading, figuresHeading),
            width: width,
            topSpace: legend.height
        )
        let scale = frame.scale(covering: bars.flatMap { [$0.low, $0.high] } + [level])
        var drawing = Drawing(width: width, height: frame.height)
        legend.paint(&drawing) { drawing, place, number in
            let box = Drawing.Box(
                left: place.x,
                top: place.y - 10,
                right: place.x + 20,
                bottom: place.y + 1
            )
            SeriesStyle.paintBar(&drawing, box, series: number * 2)
        }
        frame.paint(&drawing)
        frame.paintAxis(
            &drawing,
            scale,
            format: scale.format(multiplier: format.multiplier, suffix: format.suffix),
            title: axisTitle
        )
        let middle = scale.position(level)
        for (bar, y) in zip(bars, frame.centres) {
            for (series, value) in [(0, bar.low), (2, bar.high)] where value.isFinite {
                let end = scale.position(value)
                guard abs(end - middle) > 0.5 else { continue }
                let box = Drawing.Box(
                    left: min(middle, end),
                    top: y - Self.thickness / 2,
                    right: max(middle, end),
                    bottom: y + Self.thickness / 2
                )
                SeriesStyle.paintBar(&drawing, box, series: series)
            }
        }
        frame.paintRule(&drawing, at: middle, .ink, width: 1.25)
        return drawing
    }
}
