/// A feature of every person, worked out where it is asked for.
struct FeatureColumn {
    let feature: Feature
    let values: [Double]
    let mean: Double
    let factor: Double

    subscript(row: Int) -> Double {
        switch feature {
        case .number: return (values[row] - mean) * factor
        case .square:
            let scaled = (values[row] - mean) * factor
            return scaled * scaled - 1
        case .level(_, let level): return values[row] == Double(level) ? 1 : 0
        }
    }

    func write(_ rows: ArraySlice<Int32>, to target: UnsafeMutablePointer<Double>) {
        switch feature {
        case .number:
            for (place, row) in rows.enumerated() {
                target[place] = (values[Int(row)] - mean) * factor
            }
        case .square:
            for (place, row) in rows.enumerated() {
                let scaled = (values[Int(row)] - mean) * factor
                target[place] = scaled * scaled - 1
            }
        case .level(_, let level):
            let wanted = Double(level)
            for (place, row) in rows.enumerated() {
                target[place] = values[Int(row)] == wanted ? 1 : 0
            }
        }
    }
}
