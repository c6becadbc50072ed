/// What is asked of a planned study.
package struct PowerQuestion: Sendable, Equatable {
    /// What must reach a payment trigger.
    package enum Proof: String, Sendable, CaseIterable {
        case estimate
        /// The end of the interval nearer to nought.
        case low
    }

    /// An effect from which on something is paid.
    package struct Trigger: Sendable, Equatable {
        /// Below zero where the outcome should fall. Per person of the cohort, or a part of the deadweight.
        package let effect: Double
        package let isRelative: Bool
        package let proof: Proof

        package init(effect: Double, isRelative: Bool, proof: Proof) throws(PowerError) {
            guard effect != 0 else { throw .triggerOfZero }
            self.effect = effect
            self.isRelative = isRelative
            self.proof = proof
        }
    }

    package let size: StudySize
    /// Half the width of the interval of a share that is wanted, as a part of one.
    package let target: Double
    /// The chance of finding an effect at which it counts as detectable.
    package let power: Double
    package let trigger: Trigger?
    /// What the agreement would pay by without measuring, in the order of the agencies, summing to one.
    package let agreed: [Double]

    package init(
        size: StudySize,
        target: Double,
        power: Double,
        trigger: Trigger?,
        agreed: [Double]
    ) {
        self.size = size
        self.target = target
        self.power = power
        self.trigger = trigger
        self.agreed = agreed
    }

    /// Shares by name, checked against the agencies and scaled to one; equal ones where nothing is stated.
    package static func agreed(
        _ stated: [(name: String, share: Double?)]?,
        of agencies: [String]
    ) throws(PowerError) -> [Double] {
        guard let stated else {
            return agencies.map { _ in 1 / Double(agencies.count) }
        }
        var shares: [String: Double] = [:]
        for (name, share) in stated {
            guard agencies.contains(name) else { throw .unknownAgency(name) }
            guard let share, share >= 0 else { throw .notAShare(name) }
            guard shares.updateValue(share, forKey: name) == nil else { throw .agencyTwice(name) }
        }
        var ordered: [Double] = []
        for agency in agencies {
            guard let share = shares[agency] else { throw .agencyLeftOut(agency) }
            ordered.append(share)
        }
        let sum = ordered.reduce(0, +)
        guard sum > 0 else { throw .noShares }
        return ordered.map { $0 / sum }
    }
}
