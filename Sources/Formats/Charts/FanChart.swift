/// What may become of a quantity over time: bands between its quantiles around the middle one, and what is planned.
package struct FanChart: Chart, Equatable {
    package struct Step: Sendable, Equatable {
        package var x: Double
        /// Increasing: the ends of the outer band, of the inner band, and the middle.
        package var quantiles: [Double]
        package var planned: Double?

        /// - Parameter quantiles: five of them.
        package init(x: Double, quantiles: [Double], planned: Double?) {
            precondition(quantiles.count == 5, "\(quantiles.count) quantiles make no two bands")
            self.x = x
            self.quantiles = quantiles
            self.planned = planned
        }
    }

    package var steps: [Step]
    package var xTitle: String
    package var yTitle: String
    /// What the bands, the middle and the plan are called.
    package var names: Names

    package struct Names: Sendable, Equatable {
        package var outer: String
        package var inner: String
        package var middle: String
        package var planned: String

        package init(outer: String, inner: String, middle: String, planned: String) {
            self.outer = outer
            self.inner = inner
            self.middle = middle
            self.planned = planned
        }
    }

    package init(steps: [Step], xTitle: String, yTitle: String, names: Names) {
        self.steps = steps
        self.xTitle = xTitle
        self.yTitle = yTitle
        self.names = names
    }

    private static let size = RowFrame.smallSize

    package func drawing(width: Double) -> Drawing {
        let keys = keyRows(width)
        let top = keys.height + 34
        let bottom = top + (width < 480 ? 220 : 280)
        let values =
            steps.flatMap(\.quantiles) + steps.compactMap(\.planned) + [0]
        let upright = AxisScale(.linear, values, from: bottom, to: top)
        let tickWidth =
            upright.ticks.map { TextMetrics.width(of: $0.text, size: Self.size) }.max() ?? 0
        let across = AxisScale(.linear, steps.map(\.x), from: tickWidth + 14, to: width - 12)
        var drawing = Drawing(width: width, height: bottom + 46)
        PlotAxes(across: across, upright: upright, xTitle: xTitle, yTitle: yTitle)
            .paint(&drawing, top: top, bottom: bottom)
        func place(_ step: Step, _ value: Double) -> Drawing.Point {
            .init(across.position(step.x), upright.position(value))
        }
        for (low, high, paint) in [(0, 4, Paint.fanOuter), (1, 3, Paint.fanInner)] {
            let outline =
                steps.map { place($0, $0.quantiles[low]) }
                + steps.reversed().map { place($0, $0.quantiles[high]) }
            drawing.add(.polygon(outline, fill: paint, stroke: nil))
        }
        drawing.line(
            .init(across.start, upright.position(0)),
            .init(across.end, upright.position(0)),
            .axis
        )
        drawing.add(.curve(steps.map { place($0, $0.quantiles[2]) }, .positive, width: 2.5))
        let planned = steps.compactMap { step in step.planned.map { place(step, $0) } }
        for (from, to) in zip(planned, planned.dropFirst()) {
            drawing.line(from, to, .negative, width: 2, isDashed: true)
        }
        paintKeys(&drawing, keys.places)
        return drawing
    }

    // MARK: - The key above

    private static let swatch = 26.0

    private func keyRows(_ width: Double) -> (places: [Drawing.Point], height: Double) {
        var places: [Drawing.Point] = []
        var at = Drawing.Point(4, 16)
        for name in [names.middle, names.inner, names.outer, names.planned] {
            let needed = Self.swatch + TextMetrics.width(of: name, size: Self.size) + 18
            if at.x > 4, at.x + needed > width { at = .init(4, at.y + 20) }
            places.append(at)
            at.x += needed
        }
        return (places, at.y + 6)
    }

    private func paintKeys(_ drawing: inout Drawing, _ places: [Drawing.Point]) {
        let names = [names.middle, names.inner, names.outer, names.planned]
        for (number, (name, at)) in zip(names, places).enumerated() {
            let (left, right) = (Drawing.Point(at.x, at.y - 4), Drawing.Point(at.x + 20, at.y - 4))
            switch number {
            case 0: drawing.line(left, right, .positive, width: 2.5)
            case 3: drawing.line(left, right, .negative, width: 2, isDashed: true)
            default:
                drawing.box(
                    .init(left: left.x, top: at.y - 11, right: right.x, bottom: at.y + 1),
                    fill: number == 1 ? .fanInner : .fanOuter
                )
            }
            drawing.label(name, at: .init(at.x + Self.swatch, at.y), size: Self.size)
        }
    }
}
