import TopsliceExactArithmetic
import TopsliceMoney

/// How a contribution that partners share follows from savings or figures of the year.
package struct SharedContributionPlan: Sendable, Hashable {
    package let contribution: String
    package let clause: String
    /// The phase for which it is due; nil for once over the term.
    package let phase: String?
    /// What is shared.
    package let total: PlannedAmount
    package let weights: Weights
    /// Whoever has a part of it now, in the order of identifiers.
    package let partners: [String]

    package enum Weights: Sendable, Hashable {
        /// They sum to one.
        case fixed([DivisionPlan.Part])
        case figures([FigureWeight])
        /// What savings in the budget of each came to, by their places in ``Settlement/savings``; below zero is nothing.
        case realised([String: [Int]])
    }

    /// What a partner owes, as other clauses name it. No parameter is called so, because names have no blanks.
    package func figure(of partner: String) -> FigureName {
        FigureName(name: name, part: partner)
    }

    package var name: String {
        "contribution '\(contribution)'" + (phase.map { " (\($0))" } ?? "")
    }

    /// The names of the figures of the year that it follows.
    package var figures: Set<String> {
        var names = Set([total.figure?.name].compactMap(\.self))
        if case .figures(let weights) = weights {
            names.formUnion(weights.flatMap(\.figures).map(\.name))
        }
        return names
    }

    /// Places in ``Settlement/savings`` of the savings that it follows.
    package var savings: Set<Int> {
        if case .realised(let places) = weights { Set(places.values.joined()) } else { [] }
    }
}

extension Settlement {
    /// Contributions that follow from savings or figures of the year, each for every phase in which it is due.
    func planSharedContributions(_ result: inout Recalculation, _ figures: inout YearFigures) {
        for contribution in agreement.contributions {
            guard let rule = contribution.rule as? SharedContribution else { continue }
            let followsSavings = rule.basis == .savings(.realised)
            let isPlain = rule.minimums.isEmpty && contribution.uplift == .none
            var realised: [String: [Int]]?
            if followsSavings { realised = savingsByBudget(result) }
            guard rule.minimums.isEmpty, !followsSavings || realised != nil else {
                let targets = savings.filter(\.stream.isCashable).map {
                    Recalculation.Target.saving($0.stream.recordedAs)
                }
                if followsSavings {
                    result.keep(contribution.clause, .contributionsFromSavings, Set(targets))
                }
                continue
            }
            let id = contribution.id
            let total =
                isPlain && rule.phaseTotals.isEmpty
                ? figures.figures("contributions", id, "total")?[""] : nil
            let weights = figures.weights("contributions", id, "weights")
            guard total != nil || weights != nil || realised != nil else { continue }
            let entries = contributions.filter { $0.contribution == id }
            for phase in Set(entries.map(\.phase)).sorted(by: { ($0 ?? "") < ($1 ?? "") }) {
                let own = entries.filter { $0.phase == phase }
                guard let due = try? Money.total(own.map(\.share.amount), in: agreement.currency),
                    let settled = Self.parts(own)
                else { continue }
                let plan = SharedContributionPlan(
                    contribution: id,
                    clause: contribution.clause,
                    phase: phase,
                    total: PlannedAmount(due, total),
                    weights: realised.map { .realised($0) } ?? weights.map { .figures($0) }
                        ?? .fixed(settled),
                    partners: own.map(\.share.partner)
                )
                result.sharedContributions.append(plan)
                figures.follow(plan, own, contribution)
            }
        }
    }

    /// The places of cashable savings by the partner in whose budget they fall; nil where one of them is no formula.
    private func savingsByBudget(_ result: Recalculation) -> [String: [Int]]? {
        var places: [String: [Int]] = [:]
        for (place, outturn) in savings.enumerated() where outturn.stream.isCashable {
            guard let partner = outturn.stream.beneficiary else { continue }
            guard result.realised[place] != nil else { return nil }
            places[partner, default: []].append(place)
        }
        return places
    }

    /// What each owes as parts of one, before rounding; nil where nothing is owed.
    private static func parts(_ entries: [ContributionEntry]) -> [DivisionPlan.Part]? {
        let sum = entries.map(\.share.exact).sum()
        guard sum.isPositive else { return nil }
        return entries.map {
            DivisionPlan.Part(partner: $0.share.partner, part: $0.share.exact / sum)
        }
    }
}
