import TopsliceExactArithmetic
import TopsliceMoney

/// Over- and underspends as risk clauses divide them.
struct RisksShared {
    private(set) var divisions: [RiskDivision] = []
    /// What clauses asked of the risk pool and it does not hold, in pence.
    private(set) var lackedByRiskPool: Money
    /// What of caps that run over several terms is used.
    private(set) var caps: [CapUse] = []
    /// What partners and the risk pool owe the pool for overspends, as these arose.
    private(set) var accruals: [OverspendAccrual] = []
    private let facts: SettlementFacts
    private let charges: [LineCharge]
    private let riskPoolHeld: Money
    private let lines: [LineOutturn]
    /// What was spent on each of them, day by day.
    private let spending: [[DatedAmount]]
    private let clauses: [String: RiskClause]

    init(
        _ facts: SettlementFacts,
        _ spent: LinesSpent,
        riskPoolHeld: Money,
        _ charges: [LineCharge],
        _ measures: FundMeasures,
        _ books: inout Books
    ) throws(FundError) {
        self.facts = facts
        self.charges = charges
        lines = spent.lines
        spending = spent.spending
        self.riskPoolHeld = riskPoolHeld
        lackedByRiskPool = .zero(facts.currency)
        clauses = Dictionary(facts.agreement.risks.map { ($0.id, $0) }) { first, _ in first }
        try share(facts.date, measures, &books)
    }

    /// What was spent on a line in its phase, day by day, with the payments for outcomes that it bears.
    private func spending(of place: Int) -> [DatedAmount] {
        guard !charges.isEmpty else { return spending[place] }
        let outturn = lines[place]
        let period = outturn.phase.map { facts.phase($0).period } ?? facts.agreement.term
        return spending[place]
            + charges.filter { $0.line == outturn.line.id && period.contains($0.date) }
            .map { DatedAmount(date: $0.date, amount: $0.amount) }
    }

    /// Lines that share one schedule in one phase, and who holds the money that is over or short.
    private struct Group {
        let clause: RiskClause?
        let phase: String?
        /// The pool, or the owner of an aligned line.
        let holder: Account
        /// Positions in `lines`.
        var members: [Int]
        /// What members that are netted made up for each other, in pence.
        var netted: Money
    }

    private func sources(_ measures: FundMeasures) throws(FundError) -> RiskSources {
        var sources = RiskSources(
            underspends: lines.map(\.underspend),
            riskPoolHeld: riskPoolHeld,
            lacked: .zero(facts.currency)
        )
        for rule in facts.agreement.risks.flatMap(\.rulesOverYears) {
            sources.borne[rule] = facts.agreement.borneBefore[rule] ?? [:]
        }
        for outturn in lines {
            guard let clause = outturn.risk else { continue }
            let key = RiskSources.BudgetKey(
                clause: clause,
                phase: outturn.phase,
                holder: Self.holder(of: outturn.line)
            )
            try sources.budgets.add(outturn.budget, to: key)
        }
        for (index, outturn) in lines.enumerated() where outturn.line.kind != .aligned {
            let id = outturn.line.id
            sources.positionsOfLine[id, default: []].append(index)
            try sources.uncommitted.add(sources.underspends[index], to: id)
            guard let clause = outturn.risk else { continue }
            let key = RiskSources.ClauseInPhase(
                clause: clause,
                phase: outturn.phase,
                band: outturn.line.band
            )
            sources.positions[key, default: []].append(index)
        }
        for phase in Set(lines.map(\.phase)) {
            sources.measures[phase] = try measures.measures(in: phase)
        }
        return sources
    }

    /// Who holds the money of a line: the pool, or the owner of an aligned line.
    private static func holder(of line: FundLine) -> Account {
        line.kind == .aligned ? .partner(line.owner) : .pool
    }

    /// What percentages of a group are a part of: the budget of its line where each line stands alone,
    /// otherwise of all lines under the clause, also of those that were spent to the penny.
    private func budget(of group: Group, _ sources: RiskSources) throws(FundError) -> Money {
        if let clause = group.clause, clause.application != .eachLine {
            let key = RiskSources.BudgetKey(
                clause: clause.id,
                phase: group.phase,
                holder: group.holder
            )
            if let budget = sources.budgets[key] { return budget }
        }
        return try Money.total(group.members.map { lines[$0].budget }, in: facts.currency)
    }

    private mutating func share(
        _ date: CalendarDate,
        _ measures: FundMeasures,
        _ books: inout Books
    ) throws(FundError) {
        var groups = riskGroups()
        var sources = try sources(measures)
        // What lines make up for each other is used before anybody else can draw on it.
        for index in groups.indices where groups[index].clause?.application == .net {
            let (over, under) = try amounts(of: groups[index], sources.underspends)
            let common = min(over, under)
            groups[index].netted = common
            if common.isPositive { try Self.sayNetted(groups[index], over, under, &books) }
            try sources.consume(common, at: groups[index].members, of: lines)
        }
        // Overspends first: a waterfall may use up underspends before they are shared.
        for group in groups { try shareOverspend(of: group, date, &sources, &books) }
        for group in groups { try shareUnderspend(of: group, date, &sources, &books) }
        lackedByRiskPool = sources.lacked
        caps = try Self.uses(
            before: facts.agreement.borneBefore,
            after: sources.borne,
            facts.currency
        )
        divisions.sort { left, right in
            if left.id != right.id { return left.id.precedes(right.id) }
            if left.isOverspend != right.isOverspend { return left.isOverspend }
            return (left.phase ?? "").precedes(right.phase ?? "")
        }
        for risk in divisions {
            guard let rest = risk.parts.first(where: { $0.party == .unfunded }) else {
                continue
            }
            books.warn(
                .ofNobody(
                    clause: risk.clause,
                    amount: rest.amount,
                    isOverspend: risk.isOverspend
                )
            )
        }
    }

    /// Says what was assumed where the agreement leaves open whether lines make up for each other.
    private static func sayNetted(
        _ group: Group,
        _ over: Money,
        _ under: Money,
        _ books: inout Books
    ) throws(FundError) {
        guard let clause = group.clause, clause.isApplicationAssumed else { return }
        books.warn(
            .nettingAssumed(
                clause: clause.clause,
                phase: group.phase,
                over: over,
                under: under,
                left: try max(over, under).minus(min(over, under))
            )
        )
    }

    private func riskGroups() -> [Group] {
        struct Key: Hashable {
            let clause: String?
            let phase: String?
            let holder: Account
            let band: MoneyBand
            let line: Int?
        }
        var groups: [Key: Group] = [:]
        for (index, outturn) in lines.enumerated() where !outturn.variance.isZero {
            let clause = outturn.risk.flatMap { clauses[$0] }
            let isAligned = outturn.line.kind == .aligned
            // An aligned line without a clause is its owner's affair and was paid by it.
            if isAligned, clause == nil { continue }
            let isAlone = clause == nil || clause?.application == .eachLine
            let key = Key(
                clause: clause?.id,
                phase: outturn.phase,
                holder: Self.holder(of: outturn.line),
                band: outturn.line.band,
                line: isAlone ? index : nil
            )
            groups[
                key,
                default: Group(
                    clause: clause,
                    phase: key.phase,
                    holder: key.holder,
                    members: [],
                    netted: .zero(facts.currency)
                )
            ].members.append(index)
        }
        return groups.values.sorted { $0.members[0] < $1.members[0] }
    }

    /// Over- and underspend of a group, in pence.
    private func amounts(
        of group: Group,
        _ underspendLeft: [Money]
    ) throws(FundError) -> (over: Money, under: Money) {
        let over = try Money.total(group.members.map { lines[$0].overspend }, in: facts.currency)
        let under = try Money.total(group.members.map { underspendLeft[$0] }, in: facts.currency)
        return (try over.minus(group.netted), under)
    }

    private func setting(
        for group: Group,
        isOverspend: Bool,
        _ sources: RiskSources
    ) throws(FundError) -> RiskSetting {
        var byOwner: [String: Money] = [:]
        for index in group.members {
            let variance = isOverspend ? lines[index].overspend : lines[index].underspend
            guard variance.isPositive else { continue }
            try byOwner.add(variance, to: lines[index].line.owner)
        }
        var setting = RiskSetting(
            clause: group.clause?.clause ?? "own schemes",
            budget: try budget(of: group, sources),
            byOwner: byOwner,
            underspends: .zero(facts.currency),
            measures: sources.measures(in: group.phase)
        )
        setting.byShares = group.members.compactMap { index in
            lines[index].line.shares.map { basis in
                (basis, isOverspend ? lines[index].overspend : lines[index].underspend)
            }
        }
        return setting
    }

    private mutating func shareOverspend(
        of group: Group,
        _ date: CalendarDate,
        _ sources: inout RiskSources,
        _ books: inout Books
    ) throws(FundError) {
        let over = try amounts(of: group, sources.underspends).over
        guard over.isPositive else { return }
        var setting = try setting(for: group, isOverspend: true, sources)
        // Each line on its own may still be offset by the others under the same clause; lines that are
        // netted have been offset already.
        var offsetting: [Int] = []
        if let clause = group.clause, clause.application != .net {
            let key = RiskSources.ClauseInPhase(
                clause: clause.id,
                phase: group.phase,
                band: lines[group.members[0]].line.band
            )
            offsetting = sources.positions[key] ?? []
        }
        setting.offsetting = offsetting.map {
            OffsettingLine(line: lines[$0].line.id, amount: sources.underspends[$0])
        }
        setting.underspends = try Money.total(setting.offsetting.map(\.amount), in: facts.currency)
        setting.drawn = sources.drawn
        setting.lacked = sources.lacked
        setting.isLoss = true
        setting.riskPoolHeld = sources.riskPoolHeld
        setting.uncommitted = sources.uncommitted
        let rule = Self.ruleOverYears(group, isOverspend: true)
        setting.borne = rule.flatMap { sources.borne[$0] } ?? [:]
        let division = try divide(over, group, isOverspend: true, setting)
        try sources.bear(division.parts, under: rule)
        let lacking = try Money.total(division.steps.compactMap(\.lacking), in: facts.currency)
        if lacking.isPositive {
            sources.lacked = try sources.lacked.plus(lacking)
            books.warnFirst(.riskPoolShort(clause: setting.clause, missing: lacking))
        }
        // In the order of the steps, so that each uses up what it counted on.
        for step in division.steps where step.party.partner == nil {
            let taken = try Money.nearest(step.exact, in: facts.currency)
            guard step.party != .underspends else {
                try sources.consume(taken, at: offsetting, of: lines)
                continue
            }
            try sources.drawn.add(taken, to: step.party)
            guard case .line(let line) = step.party else { continue }
            try sources.consume(taken, at: sources.positionsOfLine[line] ?? [], of: lines)
        }
        try division.postOverspend(holder: group.holder, on: date, &books)
        if group.holder == .pool {
            let borne = try Money.total(
                division.parts.lazy.filter { $0.party.partner != nil || $0.party == .riskPool }
                    .map(\.amount),
                in: facts.currency
            )
            accruals += try OverspendAccrual.all(
                of: borne,
                lines: group.members.filter { lines[$0].variance.isPositive }
                    .map { (lines[$0].budget, spending(of: $0)) },
                band: lines[group.members[0]].line.band
            )
        }
        divisions.append(division)
    }

    /// The schedule of a group in one direction, where its caps run over several terms.
    private static func ruleOverYears(_ group: Group, isOverspend: Bool) -> CapUse.Rule? {
        group.clause?.rulesOverYears.first { $0.isOverspend == isOverspend }
    }

    private mutating func shareUnderspend(
        of group: Group,
        _ date: CalendarDate,
        _ sources: inout RiskSources,
        _ books: inout Books
    ) throws(FundError) {
        let under = try amounts(of: group, sources.underspends).under
        guard under.isPositive else { return }
        var setting = try setting(for: group, isOverspend: false, sources)
        // An underspend may fill up the risk pool first, but no other line has a claim to it.
        setting.uncommitted = sources.uncommitted.mapValues { _ in .zero(facts.currency) }
        setting.riskPoolHeld = nil
        let rule = Self.ruleOverYears(group, isOverspend: false)
        setting.borne = rule.flatMap { sources.borne[$0] } ?? [:]
        let division = try divide(under, group, isOverspend: false, setting)
        try sources.bear(division.parts, under: rule)
        try division.postUnderspend(holder: group.holder, on: date, &books)
        divisions.append(division)
    }

    private func divide(
        _ amount: Money,
        _ group: Group,
        isOverspend: Bool,
        _ setting: RiskSetting
    ) throws(FundError) -> RiskDivision {
        let own: any RiskSchedule = OwnSchemes()
        let schedule = (isOverspend ? group.clause?.overspend : group.clause?.underspend) ?? own
        let steps = try schedule.steps(dividing: amount, setting)
        let (parties, exact) = Self.summed(steps)
        let pence = try Money.divide(
            exact,
            among: parties,
            clause: setting.clause,
            in: facts.currency
        )
        let concerned = group.members.map { lines[$0] }.filter {
            isOverspend ? $0.variance.isPositive : $0.variance.isNegative
        }
        let sources = concerned.prefix(3).map(\.source).joined(separator: "; ")
        return RiskDivision(
            id: group.clause?.id ?? "own schemes",
            clause: setting.clause,
            schedule: schedule.kind,
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

    /// The exact parts of all steps by party, in the order of identifiers.
    private static func summed(_ all: [RiskStep]) -> (parties: [Account], exact: [Rational]) {
        // A risk pool that holds nothing has no part in it.
        let steps = all.filter { $0.lacking == nil || !$0.exact.isZero }
        // Most schedules give each party one step, in order already.
        if zip(steps, steps.dropFirst()).allSatisfy({ $0.party < $1.party }) {
            return (steps.map(\.party), steps.map(\.exact))
        }
        var sums: [Account: Rational] = [:]
        for step in steps { sums[step.party, default: .zero] += step.exact }
        let sorted = sums.sorted { $0.key < $1.key }
        return (sorted.map(\.key), sorted.map(\.value))
    }
}
