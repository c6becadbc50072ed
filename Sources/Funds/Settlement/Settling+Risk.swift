import ExactArithmetic
import Money

extension Settling {
    /// Lines that share one schedule in one phase, and who holds the money that is over or short.
    private struct Group {
        let clause: RiskClause?
        let phase: String?
        /// The pool, or the owner of an aligned line.
        let holder: String
        /// Positions in `lines`.
        var members: [Int]
    }

    mutating func shareRisks() throws(FundError) {
        let groups = riskGroups()
        var underspendLeft = lines.map { max(0, -$0.variance) }
        var drawn: [String: Int] = [:]
        // Overspends first: a waterfall may use up underspends before they are shared.
        for group in groups {
            try shareOverspend(of: group, &underspendLeft, &drawn)
        }
        for group in groups {
            try shareUnderspend(of: group, underspendLeft)
        }
        risks.sort { left, right in
            if left.id != right.id { return left.id.precedes(right.id) }
            if left.isOverspend != right.isOverspend { return left.isOverspend }
            return (left.phase ?? "").precedes(right.phase ?? "")
        }
        for risk in risks {
            guard let rest = risk.parts.first(where: { $0.party == Account.unfunded }) else {
                continue
            }
            warnings.append(
                "\(risk.clause): \(PenceText.pounds(rest.amount)) of the "
                    + (risk.isOverspend ? "overspend is unfunded" : "underspend belongs to nobody")
            )
        }
    }

    private func riskGroups() -> [Group] {
        struct Key: Hashable {
            let clause: String
            let phase: String?
            let holder: String
            let line: Int?
        }
        let clauses = Dictionary(agreement.risks.map { ($0.id, $0) }) { first, _ in first }
        var groups: [Key: Group] = [:]
        for (index, outturn) in lines.enumerated() where outturn.variance != 0 {
            let clause = outturn.risk.flatMap { clauses[$0] }
            let isAligned = outturn.line.kind == .aligned
            // An aligned line without a clause is its owner's affair and was paid by it.
            if isAligned, clause == nil { continue }
            let isAlone = clause == nil || clause?.application == .eachLine
            let key = Key(
                clause: clause?.id ?? "",
                phase: outturn.phase,
                holder: isAligned ? outturn.line.owner : Account.pool,
                line: isAlone ? index : nil
            )
            groups[
                key,
                default: Group(clause: clause, phase: key.phase, holder: key.holder, members: [])
            ].members.append(index)
        }
        return groups.values.sorted { ($0.members.first ?? 0) < ($1.members.first ?? 0) }
    }

    /// Over- and underspend of a group, in pence.
    private func amounts(
        of group: Group,
        _ underspendLeft: [Int]
    ) throws(FundError) -> (over: Int, under: Int) {
        let over = try Pence.sum(group.members.map { max(0, lines[$0].variance) })
        let under = try Pence.sum(group.members.map { underspendLeft[$0] })
        guard group.clause?.application == .net else { return (over, under) }
        let common = min(over, under)
        return (over - common, under - common)
    }

    private func setting(
        for group: Group,
        isOverspend: Bool,
        _ underspends: Int,
        _ drawn: [String: Int]
    ) throws(FundError) -> RiskSetting {
        var byOwner: [String: Int] = [:]
        for index in group.members {
            let outturn = lines[index]
            let variance = isOverspend ? outturn.variance : -outturn.variance
            guard variance > 0 else { continue }
            byOwner[outturn.line.owner] = try Pence.sum(
                byOwner[outturn.line.owner] ?? 0,
                variance
            )
        }
        var setting = RiskSetting(
            clause: group.clause?.clause ?? "own schemes",
            budget: try Pence.sum(group.members.map { lines[$0].budget }),
            byOwner: byOwner,
            underspends: underspends,
            contributions: try totals(in: group.phase)
        )
        setting.drawn = drawn
        return setting
    }

    private mutating func shareOverspend(
        of group: Group,
        _ underspendLeft: inout [Int],
        _ drawn: inout [String: Int]
    ) throws(FundError) {
        let over = try amounts(of: group, underspendLeft).over
        guard over > 0 else { return }
        // Each line on its own may still be offset by the others under the same clause.
        let pooled = lines.indices.filter { index in
            guard let clause = group.clause, clause.application != .net else { return false }
            let outturn = lines[index]
            return outturn.risk == clause.id && outturn.phase == group.phase
                && outturn.line.kind != .aligned
        }
        let available = try Pence.sum(pooled.map { underspendLeft[$0] })
        var setting = try setting(for: group, isOverspend: true, available, drawn)
        for (index, outturn) in lines.enumerated() where outturn.line.kind != .aligned {
            let id = outturn.line.id
            setting.uncommitted[id] = try Pence.sum(
                setting.uncommitted[id] ?? 0,
                underspendLeft[index]
            )
        }
        let division = try divide(over, group, isOverspend: true, setting)
        for part in division.parts {
            switch part.party {
            case Account.underspends:
                Self.consume(part.amount, of: &underspendLeft, at: pooled)
            case let party where statements[party] == nil:
                drawn[party] = try Pence.sum(drawn[party] ?? 0, part.amount)
                let own = lines.indices.filter { Account.line(lines[$0].line.id) == party }
                Self.consume(part.amount, of: &underspendLeft, at: own)
            default: break
            }
        }
        try postOverspend(division, holder: group.holder)
        risks.append(division)
    }

    private static func consume(_ amount: Int, of left: inout [Int], at positions: [Int]) {
        var rest = amount
        for position in positions {
            let taken = min(rest, left[position])
            left[position] -= taken
            rest -= taken
        }
    }

    private mutating func shareUnderspend(
        of group: Group,
        _ underspendLeft: [Int]
    ) throws(FundError) {
        let under = try amounts(of: group, underspendLeft).under
        guard under > 0 else { return }
        let setting = try setting(for: group, isOverspend: false, 0, [:])
        let division = try divide(under, group, isOverspend: false, setting)
        try postUnderspend(division, holder: group.holder)
        risks.append(division)
    }

    private func divide(
        _ amount: Int,
        _ group: Group,
        isOverspend: Bool,
        _ setting: RiskSetting
    ) throws(FundError) -> RiskDivision {
        let own: any RiskSchedule = OwnSchemes()
        let schedule = (isOverspend ? group.clause?.overspend : group.clause?.underspend) ?? own
        let steps = try schedule.steps(dividing: amount, setting)
        var exact: [String: Rational] = [:]
        for step in steps { exact[step.party] = (exact[step.party] ?? .zero) + step.exact }
        let parties = exact.keys.sorted { $0.precedes($1) }
        let pence = try Pence.divide(
            parties.map { exact[$0] ?? .zero },
            ids: parties,
            clause: setting.clause
        )
        let concerned = group.members.map { lines[$0] }.filter {
            isOverspend ? $0.variance > 0 : $0.variance < 0
        }
        let sources = concerned.prefix(3).map(\.source).joined(separator: "; ")
        return RiskDivision(
            id: group.clause?.id ?? "own schemes",
            clause: setting.clause,
            schedule: schedule.name,
            isOverspend: isOverspend,
            phase: group.phase,
            lines: concerned.map(\.line.id),
            amount: amount,
            steps: steps,
            parts: zip(parties, pence).map { RiskDivision.Part(party: $0, amount: $1) },
            destination: group.clause?.destination ?? .giveBack,
            source: concerned.count > 3
                ? "\(sources); and \(concerned.count - 3) more lines" : sources
        )
    }

    private mutating func postOverspend(
        _ division: RiskDivision,
        holder: String
    ) throws(FundError) {
        let clause = division.clause + ": overspend, \(division.schedule)"
        for part in division.parts {
            var payer = part.party
            if holder != Account.pool {
                // The owner of an aligned line keeps what nobody bears, and is paid from the pool where
                // its overspend is met with money of the pool.
                if payer == Account.unfunded { continue }
                if payer == Account.riskPool {
                    ledger.post(
                        date,
                        debit: Account.pool,
                        credit: Account.riskPool,
                        part.amount,
                        clause: clause,
                        source: division.source
                    )
                }
                if statements[payer] == nil { payer = Account.pool }
            } else if Self.isInside(payer) {
                // In the pool already.
                continue
            }
            try add(part.amount, to: \.riskShare, of: payer)
            try add(-part.amount, to: \.riskShare, of: holder)
            ledger.post(
                date,
                debit: holder,
                credit: payer,
                part.amount,
                clause: clause,
                source: division.source
            )
        }
    }

    /// Whether a party of a division is money that lies in the pool anyway.
    static func isInside(_ party: String) -> Bool {
        party == Account.underspends || party.hasPrefix(Account.line(""))
    }

    private mutating func postUnderspend(
        _ division: RiskDivision,
        holder: String
    ) throws(FundError) {
        for part in division.parts where Self.leaves(part, holder: holder, division) {
            let receiver: String
            switch division.destination {
            case .giveBack: receiver = part.party
            case .carryForward: receiver = Account.carriedForward
            case .riskPool: receiver = Account.riskPool
            case .reinvest(let line): receiver = Account.line(line)
            }
            try add(-part.amount, to: \.riskShare, of: receiver)
            try add(part.amount, to: \.riskShare, of: holder)
            ledger.post(
                date,
                debit: receiver,
                credit: holder,
                part.amount,
                clause: division.clause + ": underspend, \(division.schedule), "
                    + division.destination.words,
                source: division.source
            )
        }
    }

    /// Whether a part of an underspend leaves who holds it. What belongs to nobody stays, and so does what
    /// the owner of an aligned line does not owe to another partner.
    static func leaves(
        _ part: RiskDivision.Part,
        holder: String,
        _ division: RiskDivision
    ) -> Bool {
        if part.party == Account.unfunded || isInside(part.party) { return false }
        return holder == Account.pool
            || division.destination == .giveBack && part.party != Account.riskPool
    }
}
