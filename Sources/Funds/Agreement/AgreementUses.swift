import TopsliceContracts
import TopsliceMoney
import TopsliceRecords

/// What of a sound agreement is used by nothing: declared and then named by no clause, line or table.
struct AgreementUses {
    private let root: YAMLMap
    private let agreement: Agreement
    /// Every key and value of the clauses, outside the lists that declare partners and phases.
    private let mentions: Set<String>

    init(_ root: YAMLMap, _ agreement: Agreement) {
        self.root = root
        self.agreement = agreement
        let declaring = ["agreement", "partners", "phases"]
        var texts: Set<String> = []
        for entry in root.entries where !declaring.contains(entry.key) {
            Self.gather(entry.value, into: &texts)
        }
        mentions = texts
    }

    private static let prose = ["id", "name", "clause", "definition", "unit", "source"]

    private static func gather(_ node: YAMLNode, into texts: inout Set<String>) {
        switch node.content {
        case .scalar(let scalar): texts.insert(scalar.text)
        case .list(let items): for item in items { gather(item, into: &texts) }
        case .map(let entries):
            for entry in entries where !prose.contains(entry.key) {
                texts.insert(entry.key)
                gather(entry.value, into: &texts)
            }
        }
    }

    var notices: [AgreementNotice] {
        unusedRisks + unusedShares + unusedOutcomes + unusedPartners + unusedPhases + unusedLinks
            + nettedUnderspends + unaligned + leapAnniversaries
    }

    private var unusedRisks: [AgreementNotice] {
        var used: Set<String> = []
        for line in agreement.lines {
            for allotment in line.allotments {
                if let risk = allotment.risk { used.insert(risk) }
                used.formUnion(allotment.riskByPhase.values)
            }
        }
        return agreement.risks.filter { !used.contains($0.id) }
            .map { AgreementNotice($0.place, .unusedRiskClause($0.id)) }
    }

    private var unusedShares: [AgreementNotice] {
        var used = Set(agreement.savings.map(\.share.id))
        var open = [root.node]
        while let node = open.popLast() {
            switch node.content {
            case .scalar: continue
            case .list(let items): open += items
            case .map(let entries):
                for entry in entries {
                    open.append(entry.value)
                    if entry.key == "savings_share", case .scalar(let id) = entry.value.content {
                        used.insert(id.text)
                    }
                }
            }
        }
        guard case .list(let items) = root["savings_shares"]?.content else { return [] }
        return items.compactMap { item in
            guard case .map(let entries) = item.content,
                case .scalar(let id) = entries.first(where: { $0.key == "id" })?.value.content,
                !used.contains(id.text)
            else { return nil }
            return AgreementNotice(place(item), .unusedSavingsShare(id.text))
        }
    }

    private var unusedOutcomes: [AgreementNotice] {
        let used = Set(agreement.outcomePayments.map(\.outcome))
            .union(agreement.contracts.clauses.flatMap(\.outcomes))
        return agreement.outcomes.filter { !used.contains($0.id) }
            .map { AgreementNotice($0.place, .unusedOutcome($0.id)) }
    }

    /// The host holds the pool, and everybody may be meant where something is shared equally.
    private var unusedPartners: [AgreementNotice] {
        let tabled =
            agreement.lines.flatMap { [$0.owner, $0.provider].compactMap(\.self) }
            + agreement.contributions.compactMap { ($0.rule as? FixedContribution)?.partner }
            + (agreement.personalBudgets?.people.map(\.agency) ?? [])
            + agreement.savings.compactMap(\.beneficiary)
        let used = mentions.union(tabled)
        return agreement.partners.filter { partner in
            if partner.role == .host || used.contains(partner.id) { return false }
            return !(partner.role == .funder && mentions.contains("equally"))
        }.map { AgreementNotice($0.place, .unusedPartner($0.id)) }
    }

    private var unusedPhases: [AgreementNotice] {
        guard root.contains("phases") else { return [] }
        var used = mentions
        for line in agreement.lines { used.formUnion(line.allotments.compactMap(\.phase)) }
        for contribution in agreement.contributions { used.formUnion(contribution.phases ?? []) }
        return agreement.phases.filter { !used.contains($0.id) }
            .map { AgreementNotice($0.place, .unusedPhase($0.id)) }
    }

    private var unusedLinks: [AgreementNotice] {
        var paid = Set(agreement.outcomePayments.map(\.payee))
        paid.formUnion(agreement.lines.compactMap(\.provider))
        // What one link passes on may be passed on further.
        var isGrowing = true
        while isGrowing {
            let reached = agreement.supplyChain.filter { paid.contains($0.prime) }.map(\.sub)
            isGrowing = !paid.isSuperset(of: reached)
            paid.formUnion(reached)
        }
        return agreement.supplyChain.filter { !paid.contains($0.prime) }
            .map { AgreementNotice($0.place, .unusedLink(prime: $0.prime, sub: $0.sub)) }
    }

    private var nettedUnderspends: [AgreementNotice] {
        agreement.risks.filter { risk in
            guard risk.application == .net, let waterfall = risk.overspend as? Waterfall else {
                return false
            }
            return waterfall.sources.contains(.underspends)
        }.map { AgreementNotice($0.place, .underspendsAlreadyNetted(clause: $0.clause)) }
    }

    private var unaligned: [AgreementNotice] {
        guard !agreement.contributions.contains(where: \.isAligned) else { return [] }
        var notices: [AgreementNotice] = []
        var open = [root.node]
        while let node = open.popLast() {
            switch node.content {
            case .scalar: continue
            case .list(let items): open += items
            case .map(let entries):
                open += entries.map(\.value)
                guard let entry = entries.first(where: { $0.key == "include_aligned" }),
                    case .scalar(let answer) = entry.value.content, answer.text == "true"
                else { continue }
                notices.append(AgreementNotice(place(entry.value), .noAlignedMoney))
            }
        }
        return notices.sorted {
            $0.place < $1.place
        }
    }

    /// Yearly rises of a term that begins on a day most years do not have.
    private var leapAnniversaries: [AgreementNotice] {
        let start = agreement.term.from.components
        guard start.month == 2, start.day == 29 else { return [] }
        let before = agreement.phases.filter { phase in
            let day = phase.period.from.components
            return day.month == 2 && day.day == 28 && day.year > start.year
        }.map(\.id)
        return agreement.contributions.compactMap { contribution in
            guard case .eachYear = contribution.uplift else { return nil }
            return AgreementNotice(
                contribution.place,
                .leapAnniversary(contribution: contribution.id, phasesDayBefore: before)
            )
        }
    }

    private func place(_ node: YAMLNode) -> FilePlace {
        FilePlace(file: agreement.file, node.position)
    }
}
