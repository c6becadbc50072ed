/// A column of two whole numbers, such as 0 and 1 or 1 and 2: how many people have the second follows from its sum.
///
/// Which columns are so is read from the sums themselves. For whole numbers Σ (x − a)(x − a − 1) is nought only where all are a or
/// a + 1, and a is then the whole part of their mean; of numbers farther apart the usual codings are tried.
struct TwoValuedColumn {
    /// Place among the columns of the moments.
    let place: Int
    let low: Double
    let high: Double

    /// What the sum may miss by rounding, a person.
    private static let rounding = 1e-9

    private static let usual: [(Double, Double)] = [(-1, 1), (0, 2), (0, 10), (0, 100), (0, 1_000)]

    /// Nil where the column is something else.
    ///
    /// - `sums`: cross-products in which each person counts once, about `origin`.
    init?(_ place: Int, sums: [Double], order: Int, origin: Double) {
        let count = sums[0]
        let (first, square) = (sums[place + 1], sums[(place + 1) * (order + 1)])
        guard count > 0 else { return nil }
        let mean = origin + first / count
        let whole = mean.rounded(.down)
        // Where all have the same number the mean may miss it by rounding.
        let adjacent = [0, whole, whole - 1, mean.rounded()].map { ($0, $0 + 1) }
        let found = (adjacent + Self.usual).first { low, high in
            let (a, b) = (low - origin, high - origin)
            let missed = square - (a + b) * first + a * b * count
            let scale = max(1, (high - low) * (high - low))
            return mean > low - Self.rounding && mean < high + Self.rounding
                && missed.magnitude <= Self.rounding * max(1, count) * scale
        }
        guard let found else { return nil }
        self.place = place
        (low, high) = found
    }
}
