/// One bar a row, from zero.
package struct BarChart: Chart, Equatable {
    package struct Bar: Sendable, Equatable {
        package var label: String
        package var value: Double
        /// Words after the figure, such as "no support".
        package var remark: String

        package init(label: String, value: Double, remark: String = "") {
            self.label = label
            self.value = value
            self.remark = remark
        }
    }

    package var bars: [Bar]
    package var namesHeading: String
    package var figuresHeading: String
    package var axisTitle: String
    package var format: NumberFormat
    /// What the axis covers at least, such as 0...1 for shares.
    package var range: ClosedRange<Double>?

    package init(
        bars: [Bar],
        namesHeading: String,
        figuresHeading: String,
        axisTitle: String,
        format: NumberFormat,
        range: ClosedRange<Double>? = nil
    ) {
        self.bars = bars
        self.namesHeading = namesHeading
        self.figuresHeading = figuresHeading
        self.axisTitle = axisTitle
        self.format = format
        self.range = range
    }

    package func drawing(width: Double) -> Drawing {
        let thickness = 14.0
        let frame = RowFrame(
            rows: bars.map { bar in
                .init(
                    label: bar.label,
                    figures: format.text(bar.value) + (bar.remark.isEmpty ? "" : " " + bar.remark),
                    thickness: thickness
                )
            },
            headings: (namesHeading, figuresHeading),
            width: width
        )
        let ends = range.map { [$0.lowerBound, $0.upperBound] } ?? []
        let scale = frame.scale(covering: bars.map(\.value) + ends + [0])
        var drawing = Drawing(width: width, height: frame.height)
        frame.paint(&drawing)
        frame.paintAxis(
            &drawing,
            scale,
            format: scale.format(multiplier: format.multiplier, suffix: format.suffix),
            title: axisTitle
        )
        let zero = scale.position(0)
        for (bar, y) in zip(bars, frame.centres) where bar.value.isFinite && bar.value != 0 {
            drawing.box(
                .init(
                    left: zero,
                    top: y - thickness / 2,
                    right: scale.position(bar.value),
                    bottom: y + thickness / 2
                ),
                fill: bar.value < 0 ? .negative : .positive
            )
        }
        frame.paintRule(&drawing, at: zero, .ink, width: 1.25)
        return drawing
    }
}
