/// A straight or logarithmic axis with its ticks placed and worded.
struct AxisScale {
    let ticks: [(at: Double, text: String)]
    let start: Double
    let end: Double
    private let kind: LineChart.AxisKind
    private let place: (Double) -> Double

    init(_ kind: LineChart.AxisKind, _ values: [Double], from start: Double, to end: Double) {
        self.kind = kind
        self.start = start
        self.end = end
        switch kind {
        case .linear:
            let wanted = max(3, min(8, Int(abs(end - start) / 70)))
            let isCounted = values.allSatisfy { $0 == $0.rounded() }
            let scale = LinearScale(
                covering: values,
                from: start,
                to: end,
                ticks: wanted,
                leastStep: isCounted ? 1 : 0
            )
            let format = scale.format()
            place = { scale.position($0) }
            ticks = scale.ticks.map { (scale.position($0), format.text($0)) }
        case .logarithmic:
            let scale = LogScale(covering: values, from: start, to: end)
            place = { scale.position($0) }
            ticks = scale.ticks.map { (scale.position($0), LogScale.text($0)) }
        }
    }

    func position(_ value: Double) -> Double { place(value) }

    /// Whether the axis can show the value at all.
    func holds(_ value: Double) -> Bool {
        value.isFinite && (kind == .linear || value > 0)
    }
}
