import TopsliceFormats
import TopsliceFunds
import TopsliceMoney

/// Contributions that partners share by savings or figures of the year.
extension RecalculatedSettlement {
    /// Writes what each owes; where numbers become too large it stays as it was settled.
    mutating func share(_ plan: SharedContributionPlan) {
        let before = steps
        guard let pence = pence(plan) else {
            restore(before)
            keptFigures.insert(plan.name)
            return
        }
        for contribution in self.plan.contributions {
            let name = contribution.figure
            guard let partner = name.part, name == plan.figure(of: partner) else { continue }
            add(
                name,
                pence[.partner(partner)] ?? .whole(0),
                settled: contribution.settled.minorUnits
            )
        }
    }

    private mutating func pence(
        _ plan: SharedContributionPlan
    ) -> [Account: WorkbookFormula]? {
        let title = plan.clause + (Phase.told(plan.phase).map { " (\($0))" } ?? "")
        guard let total = amounts([plan.total], per: 1), total.denominator == 1,
            let terms = terms(plan, title, total.formulas[0])
        else { return nil }
        return divide(
            DivisionBlock(
                clause: title,
                direction: "contribution",
                amount: total.formulas[0],
                terms: terms,
                figure: { _ in nil },
                isSubtracted: false,
                most: Self.tenTimes(plan.total.settled)
            )
        )
    }

    private mutating func terms(
        _ plan: SharedContributionPlan,
        _ title: String,
        _ amount: WorkbookFormula
    ) -> DivisionTerms? {
        switch plan.weights {
        case .fixed(let parts):
            return Self.parts(
                amount,
                parts.map { .init(party: .partner($0.partner), part: $0.part) }
            )
        case .figures(let weights):
            var steps = working
            let all = figures.weights(weights) { party, formula in
                steps.add(
                    title,
                    party.map { "weight of \(steps.name($0))" } ?? "all weights",
                    formula,
                    isMoney: false
                )
            }
            guard let all else { return nil }
            working = steps
            bounds.append(.init(clause: title, sum: all.sum, most: all.most))
            return DivisionTerms(
                [.init(amount: amount, coefficients: all.coefficients)],
                over: .changing(all.sum, most: all.most)
            )
        case .realised(let places): return terms(bySavings: places, title, amount)
        }
    }

    /// In proportion to the savings in each partner's own budget.
    private mutating func terms(
        bySavings places: [String: [Int]],
        _ title: String,
        _ amount: WorkbookFormula
    ) -> DivisionTerms? {
        var weights: [Account: WorkbookFormula] = [:]
        var settled = 0
        for (partner, own) in places.sorted(by: { $0.key < $1.key }) {
            var sum: [WorkbookFormula] = []
            for place in own {
                guard let saving = plan.realised[place] else { return nil }
                sum.append(realised(saving))
                settled += abs(settlement.savings[place].realised.minorUnits)
            }
            weights[.partner(partner)] = step(
                title,
                "saved in the budget of \(settlement.agreement.name(of: partner))",
                .most([.whole(0), .sum(sum)])
            )
        }
        let (ten, isTooLarge) = settled.multipliedReportingOverflow(by: 10)
        guard !isTooLarge else { return nil }
        let most = max(1_000_000_000, ten)
        let all = step(
            title,
            "saved in all these budgets",
            .sum(weights.sorted { $0.key < $1.key }.map(\.value))
        )
        bounds.append(.init(clause: title, sum: all, most: most))
        return DivisionTerms(
            [.init(amount: amount, coefficients: weights)],
            over: .changing(all, most: most)
        )
    }

    /// Says which contributions some clause takes as they were settled.
    mutating func keepContributions() {
        for contribution in plan.sharedContributions
        where keptFigures.remove(contribution.name) != nil {
            keptFigures.formUnion(contribution.figures)
            guard !contribution.savings.isEmpty else { continue }
            keep(
                contribution.clause,
                "a clause that is no formula takes what partners put in as it was settled",
                Set(
                    contribution.savings.map {
                        .saving(settlement.savings[$0].stream.recordedAs)
                    }
                )
            )
        }
    }
}
