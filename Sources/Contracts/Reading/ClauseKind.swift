import TopsliceRecords

/// Every kind of clause, by the word that agreements call it.
package enum ClauseKind: String, Sendable, Hashable, CaseIterable {
    case attachment
    case outcome
    case sustainment
    case interim
    case bestOf = "best-of"
    case personCap = "person-cap"
    case advance
    case `break`
    case topUp = "top-up"
    case payerCap = "payer-cap"
    case spendingLimit = "spending-limit"
    case atRisk = "at-risk"
    case gainShare = "gain-share"
    case trigger
    case netImpact = "net-impact"
    case chain
    case novation
    case jointGate = "joint-gate"

    /// Reads the terms of a clause of the kind; nil with faults.
    func read(
        _ map: YAMLMap,
        _ head: ClauseHead,
        _ reader: inout ContractReader
    ) -> (any ContractClause)? {
        switch self {
        case .attachment: AttachmentClause(map, head, &reader)
        case .outcome: OutcomeClause(map, head, &reader)
        case .sustainment: SustainmentClause(map, head, &reader)
        case .interim: InterimClause(map, head, &reader)
        case .bestOf: BestOfClause(map, head, &reader)
        case .personCap: PersonCapClause(map, head, &reader)
        case .advance: AdvanceClause(map, head, &reader)
        case .break: BreakClause(map, head, &reader)
        case .topUp: TopUpClause(map, head, &reader)
        case .payerCap: PayerCapClause(map, head, &reader)
        case .spendingLimit: SpendingLimitClause(map, head, &reader)
        case .atRisk: AtRiskClause(map, head, &reader)
        case .gainShare: GainShareClause(map, head, &reader)
        case .trigger: TriggerClause(map, head, &reader)
        case .netImpact: NetImpactClause(map, head, &reader)
        case .chain: ChainClause(map, head, &reader)
        case .novation: NovationClause(map, head, &reader)
        case .jointGate: JointGateClause(map, head, &reader)
        }
    }
}
