import TopsliceExactArithmetic

/// Vessels filled to a common level: each holds `slope` · level, but never less than `lower` nor
/// more than `upper`.
///
/// The picture behind every parametric rule (Kaminski 2000): proportional, equal awards and equal
/// losses differ only in the slopes and bounds.
struct WaterLevel {
    struct Vessel {
        /// Above zero unless lower == upper.
        var slope: Rational
        var lower: Rational = 0
        var upper: Rational
    }

    /// What each vessel holds when together they hold `total`, which must lie between the sums of
    /// the bounds.
    ///
    /// - Complexity: O(n log n) exact comparisons.
    static func fill(_ vessels: [Vessel], with total: Rational) -> [Rational] {
        let level = level(of: vessels, holding: total)
        return vessels.map { vessel in
            vessel.lower < vessel.upper
                ? min(vessel.upper, max(vessel.lower, vessel.slope * level)) : vessel.lower
        }
    }

    /// The common level at which the vessels together hold `total`.
    static func level(of vessels: [Vessel], holding total: Rational) -> Rational {
        // The sum is piecewise linear in the level; its slope changes where a vessel leaves its
        // lower bound and where it reaches its upper one.
        var bends: [(level: Rational, slopeChange: Rational)] = []
        for vessel in vessels where vessel.lower < vessel.upper {
            bends.append((vessel.lower / vessel.slope, vessel.slope))
            bends.append((vessel.upper / vessel.slope, -vessel.slope))
        }
        bends.sort { $0.level < $1.level }
        var level = Rational.zero
        var sum = vessels.map(\.lower).sum()
        var slope = Rational.zero
        for bend in bends {
            let next = sum + slope * (bend.level - level)
            if next >= total { break }
            sum = next
            level = bend.level
            slope += bend.slopeChange
        }
        return slope.isZero ? level : level + (total - sum) / slope
    }
}
