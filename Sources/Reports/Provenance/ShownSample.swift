import TopsliceCohortData
import TopsliceStudies

/// What became of the rows, with no number that may not be written: those are below zero.
struct ShownSample: Sendable, Equatable, Codable {
    /// Each what is left and what was lost on the way to it, from what was supplied on.
    let steps: [Step]
    /// Of those analysed, people for whom every combination has support, and the others; nil where that is not known by the head.
    let supported: Step?
    let arms: [Arm]
    /// Columns with a missing value, in the order of the file.
    let missing: [Missing]
    let rowsRead: Int
    let excluded: Int
    let analysed: Int
    /// The distinct rows that were computed with; nil where rows hardly repeat.
    let cells: Int?
    let isImputed: Bool

    struct Step: Sendable, Equatable, Codable {
        /// Nil of those supported.
        let kind: SampleSteps.Kind?
        let lost: Int
        let rows: Int
    }

    /// Those whom an agency served, those it did not, and those of whom it is not known.
    struct Arm: Sendable, Equatable, Codable {
        let agency: String
        let hasUnknown: Bool
        let eligible: ArmCount
        /// At the steps after the second.
        let losses: [ArmCount]
        let analysed: ArmCount
        let excluded: ArmCount
        let withoutWeight: ArmCount
    }

    struct Missing: Sendable, Equatable, Codable {
        let column: String
        let rows: Int
        /// One for each of `arms`, in their order.
        let arms: [ArmCount]
    }

    /// - Parameters:
    ///   - supported: of those analysed.
    ///   - hiddenAgencies: those of whom it is not said how many people they served.
    init(
        _ flow: SampleFlow,
        _ rule: DisclosureRule = .none,
        supported: Int? = nil,
        isImputed: Bool = false,
        hiddenAgencies: Set<String> = []
    ) {
        let steps = SampleSteps(flow).steps
        let hidden = HiddenSteps(losses: steps.map(\.lost), rule)
        self.isImputed = isImputed
        self.steps = steps.enumerated().map { number, step in
            Step(
                kind: step.kind,
                lost: rule.kept(step.lost, withheld: hidden.losses.contains(number)),
                rows: rule.kept(step.rows, withheld: hidden.rows.contains(number))
            )
        }
        self.supported = supported.map { count in
            let isHidden = !rule.allows(count, of: flow.analysed)
            return Step(
                kind: nil,
                lost: rule.kept(flow.analysed - count, withheld: isHidden),
                rows: rule.kept(count, withheld: isHidden)
            )
        }
        rowsRead = rule.kept(flow.rowsRead, withheld: hidden.rows.contains(0))
        excluded = rule.kept(
            flow.excluded,
            withheld: steps.indices.contains {
                hidden.losses.contains($0) && [.withOutcome, .complete].contains(steps[$0].kind)
            }
        )
        analysed = rule.kept(flow.analysed)
        cells = flow.cells
        arms = flow.arms.enumerated().map { number, arm in
            Arm(arm, number, steps, hidden, rule, isHidden: hiddenAgencies.contains(arm.agency))
        }
        missing = flow.missing.filter { $0.rows > 0 }.map { one in
            // Where a loss is withheld, the columns that made it would tell it.
            Missing(
                column: one.column,
                rows: rule.kept(one.rows, withheld: !hidden.isEmpty),
                arms: one.arms.map { $0.kept(by: rule, withheld: !hidden.isEmpty) }
            )
        }
    }

    /// Whether how many rows were supplied may not be written.
    var hidesSupplied: Bool { rowsRead < 0 }

    /// Of the step, 0 where it was not taken.
    func loss(_ kind: SampleSteps.Kind) -> Int? { steps.first { $0.kind == kind }?.lost }
}

extension ShownSample.Arm {
    /// The losses of an agency at a step may be written where all of its parts may, as they add up to the whole.
    fileprivate init(
        _ arm: SampleFlow.Arm,
        _ number: Int,
        _ steps: [SampleSteps.Step],
        _ hidden: HiddenSteps,
        _ rule: DisclosureRule,
        isHidden: Bool
    ) {
        let shown = steps.indices.dropFirst(2)
        func hides(_ step: Int) -> Bool {
            hidden.losses.contains(step) || steps[step].lostArms[number].hasSmall(rule)
        }
        let hidesLosses = shown.contains(where: hides)
        let hidesAnalysed = isHidden || arm.analysed.hasSmall(rule)
        agency = arm.agency
        hasUnknown = steps[1].arms[number].unknown > 0
        eligible = steps[1].arms[number].kept(by: rule, withheld: hidesLosses || hidesAnalysed)
        losses = shown.map { steps[$0].lostArms[number].kept(by: rule, withheld: hides($0)) }
        analysed = arm.analysed.kept(by: rule, withheld: hidesAnalysed)
        excluded = arm.excluded.kept(by: rule, withheld: hidesLosses)
        withoutWeight = arm.withoutWeight.kept(by: rule, withheld: hidesLosses)
    }
}

extension ArmCount {
    fileprivate func hasSmall(_ rule: DisclosureRule) -> Bool {
        [ones, zeros, unknown].contains(where: rule.isSmall)
    }

    /// All of its parts or none.
    fileprivate func kept(by rule: DisclosureRule, withheld: Bool) -> ArmCount {
        let isHidden = withheld || hasSmall(rule)
        return ArmCount(
            ones: rule.kept(ones, withheld: isHidden),
            zeros: rule.kept(zeros, withheld: isHidden),
            unknown: rule.kept(unknown, withheld: isHidden)
        )
    }
}
