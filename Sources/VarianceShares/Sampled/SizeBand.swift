/// Sizes of subsets sampled together: a ≤ s < b, by windows of one circular random order.
///
/// A unit of work shuffles the regressors on a circle and runs a chain of b steps from each of `starts` places,
/// evenly apart: together they hold every regressor (nearly) equally often at every size, so that whatever is
/// additive in who is present cancels (a balanced, antithetic sample). Chains measure every regressor at
/// every size, so that a unit's mean is an unbiased estimate of the band's part of all Shapley values.
struct SizeBand: Sendable, Equatable {
    let sizes: Range<Int>
    let starts: Int

    /// Operations a unit takes, roughly: what the kernel does for a chain of b steps, times the chains.
    func cost(count: Int, isPaired: Bool) -> Double {
        let steps = Double(sizes.upperBound), columns = Double(count)
        let products = (isPaired ? 3 : 1) * columns * steps * (steps + 1) / 2
        let measures = 12 * columns * steps
        return Double(starts) * (products + measures) + 2_000
    }

    /// Bands that double from size 2 on, up to and without `end`.
    static func doubling(to end: Int, count: Int) -> [SizeBand] {
        var bands: [SizeBand] = []
        var lower = 2
        while lower < end {
            // A last band of a few sizes is not worth chains of its own.
            let upper = 2 * lower + lower / 2 >= end ? end : 2 * lower
            // Windows of the band's smallest size tile the circle once, within reason.
            let starts = min(count, max(2, min(32, (count + lower - 1) / lower)))
            bands.append(SizeBand(sizes: lower..<upper, starts: starts))
            lower = upper
        }
        return bands
    }

    /// The row of sums that each size goes to: 0 within the band, none below it.
    var rows: [Int32] { (0..<sizes.upperBound).map { sizes.contains($0) ? 0 : -1 } }
}
