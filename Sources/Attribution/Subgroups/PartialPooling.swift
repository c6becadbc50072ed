internal import Glibc
internal import TopsliceProbability

/// Effects of several groups, each pulled to their mean as far as they do not differ by more than chance.
///
/// The hierarchical normal model of Gelman and others (2013, section 5.4; Rubin 1981): an estimate of a group is normal about its effect
/// with the standard error known, effects are normal about a mean with standard deviation τ, and mean and τ are uniform. What is said of an
/// effect is averaged over all that τ may be, so that its interval holds the uncertainty of τ too. At least three groups are needed: with
/// two, nothing bounds τ.
package struct PartialPooling: Sendable, Equatable, Codable {
    /// An average over τ, with its central interval.
    package struct Posterior: Sendable, Equatable, Codable {
        package let mean: Double
        package let low: Double
        package let high: Double

        package init(mean: Double, low: Double, high: Double) {
            self.mean = mean
            self.low = low
            self.high = high
        }
    }

    /// Of the groups, in the order given.
    package let effects: [Posterior]
    /// Of the mean that groups differ about.
    package let average: Posterior
    /// Of τ: its median, and its central interval.
    package let spread: Spread

    package struct Spread: Sendable, Equatable, Codable {
        package let median: Double
        package let low: Double
        package let high: Double
    }

    /// Groups below which nothing bounds how far they differ.
    package static let fewestGroups = 3
    /// Values of τ averaged over.
    private static let gridSize = 1_000

    /// - `errors`: standard errors above 0, one a group.
    /// - Returns: nil for fewer than three groups.
    /// - Complexity: O(groups · values of τ).
    package init?(estimates: [Double], errors: [Double], level: Double) {
        precondition(
            estimates.count == errors.count && errors.allSatisfy { $0 > 0 },
            "\(estimates.count) estimates with standard errors \(errors)"
        )
        guard estimates.count >= Self.fewestGroups else { return nil }
        let scale = errors.sorted()[errors.count / 2]
        let grid = Self.grid(estimates, errors, scale: scale)
        let tail = (1 - level) / 2
        func posterior(_ parts: [Part]) -> Posterior {
            let mean = zip(grid, parts).reduce(0) { $0 + $1.0.weight * $1.1.mean }
            return Posterior(
                mean: mean,
                low: Self.quantile(tail, grid, parts),
                high: Self.quantile(1 - tail, grid, parts)
            )
        }
        average = posterior(grid.map { Part(mean: $0.mean, deviation: $0.variance.squareRoot()) })
        effects = zip(estimates, errors).map { estimate, error in
            posterior(grid.map { $0.effect(of: estimate, error: error) })
        }
        spread = Spread(
            median: Self.spread(0.5, grid, scale: scale),
            low: Self.spread(tail, grid, scale: scale),
            high: Self.spread(1 - tail, grid, scale: scale)
        )
    }

    // MARK: The grid

    /// One value of τ.
    private struct Point {
        let spread: Double
        /// Of the mean of all groups, given τ.
        let mean: Double
        let variance: Double
        /// How likely this τ is; all together 1.
        var weight: Double

        /// What is known of one group's effect, given τ.
        func effect(of estimate: Double, error: Double) -> Part {
            // The part of the distance to the mean that is taken off.
            let pull = error * error / (error * error + spread * spread)
            let own = (1 - pull) * error * error
            return Part(
                mean: estimate + pull * (mean - estimate),
                deviation: (own + pull * pull * variance).squareRoot()
            )
        }
    }

    private struct Part {
        let mean: Double
        let deviation: Double
    }

    /// τ = s u / (1 − u) at the midpoints of u, with s the typical error: fine near 0, and reaching as far as its density does.
    private static func grid(_ estimates: [Double], _ errors: [Double], scale: Double) -> [Point] {
        var points: [Point] = []
        var logs: [Double] = []
        for step in 0..<gridSize {
            let u = (Double(step) + 0.5) / Double(gridSize)
            let spread = scale * u / (1 - u)
            let variances = errors.map { $0 * $0 + spread * spread }
            let precision = variances.reduce(0) { $0 + 1 / $1 }
            let mean = zip(estimates, variances).reduce(0) { $0 + $1.0 / $1.1 } / precision
            var log = -0.5 * Glibc.log(precision)
            for (estimate, variance) in zip(estimates, variances) {
                let distance = estimate - mean
                log -= 0.5 * (Glibc.log(variance) + distance * distance / variance)
            }
            // dτ / du.
            log -= 2 * Glibc.log(1 - u)
            points.append(Point(spread: spread, mean: mean, variance: 1 / precision, weight: 0))
            logs.append(log)
        }
        let greatest = logs.reduce(-.infinity, max)
        let weights = logs.map { exp($0 - greatest) }
        let sum = weights.reduce(0, +)
        for place in points.indices { points[place].weight = weights[place] / sum }
        return points
    }

    /// Where a mixture of normal distributions, weighted as the grid, has so much below it, by bisection.
    private static func quantile(_ probability: Double, _ grid: [Point], _ parts: [Part]) -> Double
    {
        func below(_ x: Double) -> Double {
            zip(grid, parts).reduce(0) { sum, one in
                let z = (x - one.1.mean) / one.1.deviation
                return sum + one.0.weight * 0.5 * erfc(-z / 2.0.squareRoot())
            }
        }
        let z = NormalDistribution.quantile(probability)
        let ends = zip(grid, parts).filter { $0.0.weight > 0 }
            .map { $0.1.mean + z * $0.1.deviation }
        var (low, high) = (ends.reduce(.infinity, min), ends.reduce(-.infinity, max))
        for _ in 0..<200 where low < high {
            let middle = low + (high - low) / 2
            guard low < middle, middle < high else { break }
            if below(middle) < probability { low = middle } else { high = middle }
        }
        return low + (high - low) / 2
    }

    /// The value of τ that so much of its weight lies below: u straight between the ends of its stretch.
    private static func spread(_ probability: Double, _ grid: [Point], scale: Double) -> Double {
        var sum = 0.0
        for (step, point) in grid.enumerated() {
            if sum + point.weight >= probability {
                let part = (probability - sum) / point.weight
                let u = (Double(step) + part) / Double(gridSize)
                return scale * u / (1 - u)
            }
            sum += point.weight
        }
        preconditionFailure("\(probability) of a spread whose weights sum to \(sum)")
    }
}
