internal import TopsliceCohortData

/// The way from the rows that were supplied to those that are analysed, one subtraction after the other.
struct SampleSteps {
    enum Kind: String, CaseIterable, Codable {
        case supplied
        case eligible
        case withOutcome = "with_outcome"
        case complete
        case analysed
    }

    struct Step {
        let kind: Kind
        let rows: Int
        /// Rows of the step before that are not of this one.
        let lost: Int
        /// The same by who was served; empty where that is not known.
        let arms: [ArmCount]
        let lostArms: [ArmCount]
    }

    let steps: [Step]

    init(_ flow: SampleFlow) {
        let arms = flow.arms
        let outcome = flow.withoutOutcome.map { ($0, flow.withoutOutcomeArms) }
        let incomplete = arms.enumerated().map { number, arm in
            outcome.map { arm.excluded - $0.1[number] } ?? arm.excluded
        }
        // From the end, so that each step is what is left and what was lost before it.
        let losses: [(kind: Kind, lost: Int, arms: [ArmCount])] =
            [(.analysed, flow.withoutWeight, arms.map(\.withoutWeight))]
            + [(.complete, flow.excluded - (outcome?.0 ?? 0), incomplete)]
            + (outcome.map { [(.withOutcome, $0.0, $0.1)] } ?? [])
            + [(.eligible, flow.filtered, [])]
        var rows = flow.analysed
        var left = arms.map(\.analysed)
        var steps: [Step] = []
        for loss in losses {
            steps.append(
                Step(kind: loss.kind, rows: rows, lost: loss.lost, arms: left, lostArms: loss.arms)
            )
            rows += loss.lost
            left = zip(left, loss.arms).map { $0 + $1 }
        }
        steps.append(Step(kind: .supplied, rows: rows, lost: 0, arms: [], lostArms: []))
        self.steps = steps.reversed()
    }
}

extension ArmCount {
    static func + (one: ArmCount, other: ArmCount) -> ArmCount {
        ArmCount(
            ones: one.ones + other.ones,
            zeros: one.zeros + other.zeros,
            unknown: one.unknown + other.unknown
        )
    }

    static func - (one: ArmCount, other: ArmCount) -> ArmCount {
        ArmCount(
            ones: one.ones - other.ones,
            zeros: one.zeros - other.zeros,
            unknown: one.unknown - other.unknown
        )
    }
}
