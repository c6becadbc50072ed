/// p-values of several hypotheses tested at once, so that one true hypothesis among them is refused at most as often as stated (Holm 1979).
enum HolmAdjustment {
    /// The adjusted value of each; nil stays nil and does not count.
    static func adjusted(_ pValues: [Double?]) -> [Double?] {
        let order = pValues.indices.filter { pValues[$0] != nil }
            .sorted { (pValues[$0] ?? 1, $0) < (pValues[$1] ?? 1, $1) }
        var result = pValues
        var largest = 0.0
        for (rank, index) in order.enumerated() {
            guard let value = pValues[index] else { continue }
            largest = max(largest, min(1, value * Double(order.count - rank)))
            result[index] = largest
        }
        return result
    }
}
