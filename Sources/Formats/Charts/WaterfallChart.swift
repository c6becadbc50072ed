/// Steps that lead from a first level to a last one: each bar begins where the one before ended.
///
/// Where the steps together are small beside the levels, the axis does not begin at zero; the
/// level bars are then drawn broken and the axis title says so.
package struct WaterfallChart: Chart, Equatable {
    package struct Step: Sendable, Equatable {
        package var label: String
        package var change: Double
        /// Between which amounts the change may lie; nil for one that is known.
        package var interval: ClosedRange<Double>?

        package init(label: String, change: Double, interval: ClosedRange<Double>? = nil) {
            self.label = label
            self.change = change
            self.interval = interval
        }
    }

    package var startLabel: String
    package var start: Double
    package var steps: [Step]
    package var endLabel: String
    package var namesHeading: String
    package var figuresHeading: String
    package var axisTitle: String
    /// For the two levels; changes are shown in the same digits with a sign.
    package var format: NumberFormat
    package var changeFormat: NumberFormat
    /// Whether the axis is of the steps and not from zero, so that they fill it.
    package var isOfSteps: Bool

    package init(
        startLabel: String,
        start: Double,
        steps: [Step],
        endLabel: String,
        namesHeading: String,
        figuresHeading: String,
        axisTitle: String,
        format: NumberFormat,
        changeFormat: NumberFormat,
        isOfSteps: Bool = false
    ) {
        self.startLabel = startLabel
        self.start = start
        self.steps = steps
        self.endLabel = endLabel
        self.namesHeading = namesHeading
        self.figuresHeading = figuresHeading
        self.axisTitle = axisTitle
        self.format = format
        self.changeFormat = changeFormat
        self.isOfSteps = isOfSteps
    }

    /// The level after each step, beginning with the first level.
    package var levels: [Double] {
        var levels = [start]
        for step in steps { levels.append((levels.last ?? start) + step.change) }
        return levels
    }

    /// Below this share of the largest level, the movement could not be seen on an axis from zero.
    private static let visibleShare = 0.08

    private func frame(width: Double, thickness: Double, end: Double) -> RowFrame {
        RowFrame(
            rows: [
                .init(
                    label: startLabel,
                    figures: format.text(start),
                    isBold: true,
                    thickness: thickness
                )
            ]
                + steps.map {
                    .init(
                        label: $0.label,
                        figures: changeFormat.signed.text($0.change),
                        thickness: thickness
                    )
                } + [
                    .init(
                        label: endLabel,
                        figures: format.text(end),
                        isBold: true,
                        thickness: thickness
                    )
                ],
            headings: (namesHeading, figuresHeading),
            width: width
        )
    }

    package func drawing(width: Double) -> Drawing {
        let levels = levels
        let end = levels.last ?? start
        let thickness = 20.0
        let frame = frame(width: width, thickness: thickness, end: end)
        let ends = steps.enumerated().flatMap { position, step in
            step.interval.map {
                [levels[position] + $0.lowerBound, levels[position] + $0.upperBound]
            } ?? []
        }
        let low = (levels + ends).min() ?? 0
        let high = (levels + ends).max() ?? 0
        let isBroken =
            (low > 0 || high < 0) && high > low
            && (isOfSteps || high - low < Self.visibleShare * max(abs(low), abs(high)))
        let margin = (high - low) * (isOfSteps ? 0.15 : 0.5)
        let scale = frame.scale(
            covering: isBroken ? [low - margin, high + margin] : levels + ends + [0]
        )
        var drawing = Drawing(width: width, height: frame.height)
        frame.paint(&drawing)
        frame.paintAxis(
            &drawing,
            scale,
            format: scale.format(multiplier: format.multiplier, suffix: format.suffix),
            title: isBroken ? axisTitle + " (axis does not begin at zero)" : axisTitle
        )
        let foot = isBroken ? (low > 0 ? frame.plot.left : frame.plot.right) : scale.position(0)
        func bar(_ from: Double, _ to: Double, _ row: Int, _ paint: Paint) {
            let y = frame.centres[row]
            // A change too small to see still shows as a line.
            let end = abs(to - from) < 1.5 ? from + (to < from ? -1.5 : 1.5) : to
            drawing.box(
                .init(left: from, top: y - thickness / 2, right: end, bottom: y + thickness / 2),
                fill: paint
            )
        }
        bar(foot, scale.position(start), 0, .level)
        for (position, step) in steps.enumerated() {
            bar(
                scale.position(levels[position]),
                scale.position(levels[position + 1]),
                position + 1,
                step.change < 0 ? .negative : .positive
            )
            guard let interval = step.interval else { continue }
            paintInterval(
                &drawing,
                scale.position(levels[position] + interval.lowerBound),
                scale.position(levels[position] + interval.upperBound),
                frame.centres[position + 1]
            )
        }
        bar(foot, scale.position(end), steps.count + 1, .level)
        // On a narrow screen the names stand where the connecting lines would run.
        for (position, level) in levels.enumerated() where !frame.isNarrow {
            let x = scale.position(level)
            drawing.line(
                .init(x, frame.centres[position] + thickness / 2),
                .init(x, frame.centres[position + 1] - thickness / 2),
                .ink,
                isDashed: true
            )
        }
        if isBroken {
            for row in [0, steps.count + 1] {
                paintBreak(&drawing, foot, frame.centres[row], thickness, towards: low > 0 ? 1 : -1)
            }
        } else {
            frame.paintRule(&drawing, at: foot, .ink, width: 1.25)
        }
        return drawing
    }

    /// Where a step may end, as a line with caps.
    private func paintInterval(_ drawing: inout Drawing, _ low: Double, _ high: Double, _ y: Double)
    {
        drawing.line(.init(low, y), .init(high, y), .ink, width: 1.25)
        for end in [low, high] {
            drawing.line(.init(end, y - 4), .init(end, y + 4), .ink, width: 1.25)
        }
    }

    /// Two slanted gaps near the foot of a bar: the usual sign for "not to scale from here".
    private func paintBreak(
        _ drawing: inout Drawing,
        _ foot: Double,
        _ y: Double,
        _ thickness: Double,
        towards sign: Double
    ) {
        for offset in [10.0, 18] {
            let x = foot + offset * sign
            let half = thickness / 2 + 2
            drawing.line(.init(x - 3, y + half), .init(x + 3, y - half), .page, width: 3)
        }
    }
}
