import TopsliceExactArithmetic
import TopsliceMoney

/// Which clauses follow figures of the year, collected while they are planned.
struct YearFigures {
    private(set) var contributions: [FigureContribution]
    private let agreement: Agreement
    /// Parts of each figure, in the order of the table.
    private let parts: [String: [UsedParameter]]
    private var followed: Set<ParameterUse> = []
    /// Uses of figures by contributions, of which nothing follows as soon as one clause does not.
    private var contributionUses: Set<ParameterUse>
    /// Names of contributions that are worked out, and are then figures like others.
    private var worked: Set<String> = []
    private(set) var contributionsAreFixed = false
    /// Uses by clauses of which some part stays as it was settled.
    private var keptUses: Set<ParameterUse> = []

    init(_ settlement: Settlement) {
        let agreement = settlement.agreement
        self.agreement = agreement
        parts = Dictionary(grouping: agreement.parameters, by: \.name)
        var found: [FigureContribution] = []
        var uses: Set<ParameterUse> = []
        for contribution in agreement.contributions {
            guard let rule = contribution.rule as? FixedContribution, contribution.uplift == .none,
                let use = agreement.parameterUses.first(where: {
                    $0.section == "contributions" && $0.id == contribution.id && $0.key == "amount"
                }), let own = parts[use.parameter], own.count == 1, own[0].part == nil
            else { continue }
            uses.insert(use)
            for entry in settlement.contributions where entry.contribution == contribution.id {
                found.append(
                    FigureContribution(
                        partner: rule.partner,
                        figure: FigureName(name: use.parameter, part: nil),
                        settled: entry.share.amount,
                        isAligned: contribution.isAligned,
                        isIntoRiskPool: contribution.isIntoRiskPool,
                        phase: entry.phase
                    )
                )
            }
        }
        contributions = found
        contributionUses = uses
        followed = uses
    }

    /// Weights that a figure gives, such as heads of population; nil where the clause takes its weights from none.
    mutating func weights(
        _ section: String,
        _ id: String,
        _ key: String
    ) -> [FigureWeight]? {
        guard let (use, own) = use(section, id, key), own.allSatisfy({ $0.part != nil }) else {
            return nil
        }
        followed.insert(use)
        return own.compactMap { row in
            row.part.map {
                FigureWeight(
                    partner: $0,
                    fixed: 0,
                    figures: [FigureName(name: row.name, part: $0)]
                )
            }
        }
    }

    /// The parts of a figure, by partner, or the figure itself under an empty text; nil where a key takes none.
    mutating func figures(
        _ section: String,
        _ id: String,
        _ key: String
    ) -> [String: FigureName]? {
        guard let (use, own) = use(section, id, key) else { return nil }
        followed.insert(use)
        return Dictionary(
            own.map { ($0.part ?? "", FigureName(name: $0.name, part: $0.part)) }
        ) { first, _ in first }
    }

    private func use(
        _ section: String,
        _ id: String,
        _ key: String
    ) -> (ParameterUse, [UsedParameter])? {
        guard
            let use = agreement.parameterUses.first(where: {
                $0.section == section && $0.id == id && $0.key == key
            }), let own = parts[use.parameter]
        else { return nil }
        return (use, own)
    }

    /// What partners put in, in pence, where contributions are figures of the year.
    ///
    /// - Parameters:
    ///   - phase: for whose clauses they count; nil for the whole term.
    ///   - measures: what they came to.
    func weights(
        inPhase phase: String?,
        _ measures: SharingMeasures,
        _ entries: [ContributionEntry]
    ) -> [FigureWeight]? {
        // A phase with contributions of its own counts those alone.
        let isOwn = phase != nil && entries.contains { $0.phase == phase }
        let counting = contributions.filter { !$0.isAligned && (!isOwn || $0.phase == phase) }
        guard !counting.isEmpty else { return nil }
        let byPartner = Dictionary(grouping: counting, by: \.partner)
        let all = Set(measures.pooled.keys).union(byPartner.keys).sorted { $0.precedes($1) }
        return all.map { partner in
            let own = byPartner[partner] ?? []
            let settled = own.reduce(0) { $0 + $1.settled.minorUnits }
            return FigureWeight(
                partner: partner,
                fixed: (measures.pooled[partner]?.minorUnits ?? 0) - settled,
                figures: own.map(\.figure)
            )
        }
    }

    /// Notes that a clause takes contributions as they were settled.
    mutating func fixContributions() { contributionsAreFixed = true }

    /// Takes up a contribution that follows from savings or figures of the year.
    mutating func follow(
        _ plan: SharedContributionPlan,
        _ entries: [ContributionEntry],
        _ contribution: Contribution
    ) {
        worked.insert(plan.name)
        contributionUses.formUnion(
            agreement.parameterUses.filter {
                $0.section == "contributions" && $0.id == contribution.id
                    && plan.figures.contains($0.parameter)
            }
        )
        for entry in entries {
            contributions.append(
                FigureContribution(
                    partner: entry.share.partner,
                    figure: plan.figure(of: entry.share.partner),
                    settled: entry.share.amount,
                    isAligned: contribution.isAligned,
                    isIntoRiskPool: contribution.isIntoRiskPool,
                    phase: entry.phase
                )
            )
        }
    }

    /// Notes that a clause, or a part of it, stays as it was settled.
    mutating func keep(_ section: String, _ id: String) {
        keptUses.formUnion(agreement.parameterUses.filter { $0.section == section && $0.id == id })
    }

    /// Names of figures of which some clause stays as it was settled.
    var kept: Set<String> {
        let fixed = contributionsAreFixed ? contributionUses : []
        let all = followed.subtracting(fixed).subtracting(keptUses)
        let names = Set(agreement.parameterUses.filter { !all.contains($0) }.map(\.parameter))
        return contributionsAreFixed ? names.union(worked) : names
    }
}
