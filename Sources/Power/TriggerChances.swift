internal import TopsliceProbability

/// How often a payment trigger is crossed, by what is true.
package struct TriggerChances: Sendable, Equatable {
    /// The effect from which on is paid, per person of the cohort.
    package let threshold: Double
    /// Where nothing was achieved: paid by luck alone.
    package let byLuck: Double
    /// Where half the trigger was achieved: still paid for less than was agreed.
    package let atHalf: Double
    /// Where what the pilot found is true.
    package let asExpected: Double

    init(
        _ trigger: PowerQuestion.Trigger,
        expected: Double,
        deadweight: Double,
        standardError: Double,
        _ test: DetectionTest
    ) {
        let threshold = trigger.isRelative ? trigger.effect * deadweight : trigger.effect
        // An outcome that should fall is turned round.
        let direction: Double = threshold < 0 ? -1 : 1
        func chance(_ truth: Double) -> Double {
            let distance = direction * (truth - threshold) / standardError
            switch trigger.proof {
            // An estimate is spread about the truth by the error that it has, not by the one that is estimated.
            case .estimate:
                return NoncentralStudentDistribution(
                    degreesOfFreedom: .infinity,
                    noncentrality: distance
                ).upperTail(0)
            case .low: return test.distribution(distance).upperTail(test.multiplier)
            }
        }
        self.threshold = threshold
        byLuck = chance(0)
        atHalf = chance(threshold / 2)
        asExpected = chance(expected)
    }
}
