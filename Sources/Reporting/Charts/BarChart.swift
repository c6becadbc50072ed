/// One bar a row, from zero.
public struct BarChart: Chart, Equatable {
    public struct Bar: Sendable, Equatable {
        public var label: String
        public var value: Double
        /// Words after the figure, such as "no support".
        public var remark: String

        public init(label: String, value: Double, remark: String = "") {
            self.label = label
            self.value = value
            self.remark = remark
        }
    }

    public var bars: [Bar]
    public var namesHeading: String
    public var figuresHeading: String
    public var axisTitle: String
    public var format: NumberFormat
    /// What the axis covers at least, such as 0...1 for shares.
    public var range: ClosedRange<Double>?

    public init(
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

    public func drawing(width: Double) -> Drawing {
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
