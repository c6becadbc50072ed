import TopsliceMoney

/// Money that risk schedules may draw on, and what percentages are of.
///
/// What earlier divisions leave to later ones.
struct RiskSources {
    /// A risk clause in one phase.
    struct ClauseInPhase: Hashable {
        let clause: String
        let phase: String?
        /// Money that is set aside makes up for nothing but its own.
        let band: MoneyBand
    }

    /// Lines under one clause in one phase whose money one party holds.
    struct BudgetKey: Hashable {
        let clause: String
        let phase: String?
        let holder: Account
    }

    /// Underspend of each of `lines` that is not used yet, in pence.
    var underspends: [Money]
    /// The same of all lines of the pool, by line.
    var uncommitted: [String: Money] = [:]
    /// What the risk pool holds, in pence.
    let riskPoolHeld: Money
    /// What was asked of the risk pool and it does not hold, in pence.
    var lacked: Money
    /// What partners have borne under rules whose caps run over several terms.
    var borne: [CapUse.Rule: [String: Money]] = [:]
    /// What was drawn from each account, in pence.
    var drawn: [Account: Money] = [:]
    /// Positions of the lines of the pool under each clause and phase.
    var positions: [ClauseInPhase: [Int]] = [:]
    /// Positions of each line of the pool.
    var positionsOfLine: [String: [Int]] = [:]
    /// The budgets of all lines under one clause in one phase, by who holds their money, in pence.
    var budgets: [BudgetKey: Money] = [:]
    var measures: [String?: SharingMeasures] = [:]

    /// What the clauses of one phase may share in proportion to.
    func measures(in phase: String?) -> SharingMeasures {
        guard let measures = measures[phase] else {
            preconditionFailure("no line was settled in phase \(phase ?? "of the whole term")")
        }
        return measures
    }

    mutating func consume(
        _ amount: Money,
        at positions: [Int],
        of lines: [LineOutturn]
    ) throws(FundError) {
        var rest = amount
        for position in positions {
            let taken = min(rest, underspends[position])
            let line = lines[position].line.id
            underspends[position] = try underspends[position].minus(taken)
            uncommitted[line] = try uncommitted[line]?.minus(taken)
            rest = try rest.minus(taken)
        }
    }

    /// Counts what partners bear under a rule whose caps run over several terms.
    mutating func bear(_ parts: [RiskDivision.Part], under rule: CapUse.Rule?) throws(FundError) {
        guard let rule else { return }
        for part in parts {
            guard let partner = part.party.partner else { continue }
            try borne[rule, default: [:]].add(part.amount, to: partner)
        }
    }
}
