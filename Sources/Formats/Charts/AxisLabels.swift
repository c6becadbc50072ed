/// Tick labels that never run into each other or over the edge.
enum AxisLabels {
    /// Labels centred under their ticks, on one base line; every second one (or fewer) is left out
    /// where they would touch.
    static func paintHorizontal(
        _ drawing: inout Drawing,
        ticks: [(x: Double, text: String)],
        at baseline: Double,
        size: Double
    ) {
        let widths = ticks.map { TextMetrics.width(of: $0.text, size: size) }
        var every = 1
        while every < ticks.count && !isClear(ticks, widths, every) { every += 1 }
        // Count from zero where there is a zero, so that it is always labelled.
        let anchor = (ticks.firstIndex { $0.text == "0" || $0.text == "0%" } ?? 0) % every
        for position in ticks.indices where position % every == anchor {
            let half = widths[position] / 2
            let x = min(max(ticks[position].x, half), drawing.width - half)
            drawing.label(
                ticks[position].text,
                at: .init(x, baseline),
                size: size,
                anchor: .middle,
                paint: .muted
            )
        }
    }

    private static func isClear(
        _ ticks: [(x: Double, text: String)],
        _ widths: [Double],
        _ every: Int
    ) -> Bool {
        var position = every
        while position < ticks.count {
            for other in [position - every] where other >= 0 {
                let room = abs(ticks[position].x - ticks[other].x)
                if room < (widths[position] + widths[other]) / 2 + 8 { return false }
            }
            position += 1
        }
        return true
    }
}
