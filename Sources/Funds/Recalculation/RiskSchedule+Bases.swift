extension RiskSchedule {
    /// What it shares in proportion to, at any depth; not what lines have of their own.
    var bases: [SharingBasis] {
        switch self {
        case let schedule as ProportionalShare: [schedule.basis]
        case let schedule as CappedShare: [schedule.basis]
        case let schedule as OneSidedShare: schedule.then.bases
        case let schedule as FirstLoss: schedule.then.bases
        case let schedule as MarginalTiers: schedule.bands.flatMap(\.schedule.bases)
        case let schedule as Waterfall: schedule.partners.bases
        case let schedule as RestoreThenSplit: [schedule.gain]
        default: []
        }
    }
}

extension Agreement {
    /// Everything that clauses share in proportion to.
    var bases: [SharingBasis] {
        var bases = risks.flatMap { $0.overspend.bases + $0.underspend.bases }
        bases += lines.compactMap(\.shares)
        bases += contributions.compactMap { ($0.rule as? SharedContribution)?.basis }
        for share in savings.map(\.share) {
            bases += share.agreed.map { [$0] } ?? []
            bases += share.schedule?.bases ?? []
            if case .schedule(let schedule) = share.losses { bases += schedule.bases }
        }
        for payment in outcomePayments {
            if case .partners(let basis) = payment.funding.payers { bases.append(basis) }
        }
        bases += compensations.map(\.gain)
        for part in allocations.flatMap(\.parts) {
            if case .basis(let basis) = part.recipients { bases.append(basis) }
        }
        return bases
    }
}
