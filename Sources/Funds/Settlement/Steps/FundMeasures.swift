import TopsliceMoney

/// What clauses may share in proportion to: what partners put in and gain.
struct FundMeasures {
    /// Over the whole term.
    let whole: SharingMeasures
    private let entries: [ContributionEntry]
    private let benefits: SharingMeasures.Benefits

    init(_ due: ContributionsDue, _ benefits: SharingMeasures.Benefits) throws(FundError) {
        entries = due.entries
        self.benefits = benefits
        whole = try Self.measures(in: nil, due.entries, benefits)
    }

    /// Those of contributions alone, for clauses that share by nothing else.
    init(_ entries: [ContributionEntry]) throws(FundError) {
        self.entries = entries
        benefits = SharingMeasures.Benefits()
        whole = try Self.measures(in: nil, entries, benefits)
    }

    /// In one phase, or the whole term.
    func measures(in phase: String?) throws(FundError) -> SharingMeasures {
        try Self.measures(in: phase, entries, benefits)
    }

    /// What each partner put in and gains, for clauses that share in proportion to it: in a phase that has
    /// contributions of its own those alone, otherwise all.
    private static func measures(
        in phase: String?,
        _ entries: [ContributionEntry],
        _ benefits: SharingMeasures.Benefits
    ) throws(FundError) -> SharingMeasures {
        let own = entries.filter { phase != nil && $0.phase == phase }
        var pooled: [String: Money] = [:]
        var aligned: [String: Money] = [:]
        for entry in own.isEmpty ? entries : own where entry.share.reversed == nil {
            let partner = entry.share.partner
            let amount = try entry.share.amount.minus(entry.share.refunded)
            if entry.isAligned {
                try aligned.add(amount, to: partner)
            } else {
                try pooled.add(amount, to: partner)
            }
        }
        return try SharingMeasures(pooled: pooled, aligned: aligned, benefits: benefits)
    }
}
