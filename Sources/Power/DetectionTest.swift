internal import TopsliceProbability

/// A two-sided t test of an effect, in standard errors.
struct DetectionTest {
    let level: Double
    let degreesOfFreedom: Double
    /// What a standard error is multiplied by to become half an interval.
    let multiplier: Double

    init(level: Double, degreesOfFreedom: Double) {
        self.level = level
        self.degreesOfFreedom = degreesOfFreedom
        multiplier = Self.multiplier(level, degreesOfFreedom)
    }

    static func multiplier(_ level: Double, _ degrees: Double) -> Double {
        degrees.isFinite
            ? StudentDistribution(degreesOfFreedom: degrees).intervalMultiplier(level)
            : NormalDistribution.quantile(0.5 + level / 2)
    }

    /// The chance that an effect of so many standard errors is told from nothing.
    func power(_ effect: Double) -> Double {
        distribution(effect).twoSidedTail(multiplier)
    }

    /// The effect, in standard errors, that is told from nothing with this chance: above the level of the test.
    ///
    /// By halving; the chance rises with the effect.
    func detectable(power wanted: Double) -> Double {
        var low = 0.0
        var high = 1.0
        while power(high) < wanted { high *= 2 }
        for _ in 0..<60 {
            let middle = (low + high) / 2
            if power(middle) < wanted { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }

    func distribution(_ effect: Double) -> NoncentralStudentDistribution {
        NoncentralStudentDistribution(
            degreesOfFreedom: degreesOfFreedom,
            noncentrality: effect
        )
    }
}
