internal import TopsliceRecords
import TopsliceFormats
import TopsliceFunds
import TopsliceMoney

/// The sheets of a settlement that a spreadsheet works out anew when somebody changes an amount of the actuals.
struct RecalculatedSettlement {
    let settlement: Settlement
    let names: (String) -> String
    let plan: Recalculation
    let keys: RecalculationKeys
    var kept: [KeptClause] = []
    var working: WorkingTable
    var shares: SharesTable
    private(set) var lines: LinesTable
    private(set) var figures: FiguresTable
    /// Names of figures of the year that some clause does not follow.
    var keptFigures: Set<String>
    /// Sums of weights that follow figures of the year.
    var bounds: [DivisionFormulas.Bound] = []
    /// What the lines of a group are over and under together, and what is divided of it.
    private(set) var differences: [Difference] = []
    /// In pence, of partners of whom clauses that are kept make it.
    private(set) var keptRiskShares: [String: Money]
    var hasSavings: Bool
    /// What was saved in each budget, in pence.
    var released: [Account: [WorkbookFormula]] = [:]
    /// What savings came to, by their places in the settlement, once it is written.
    var realised: [Int: WorkbookFormula] = [:]
    /// Clauses that draw on the risk pool one after the other, while they are written.
    private var draws: RiskPoolDraws?
    /// Lines that use up what each other left, while they are written.
    private var pots: [Int: LinesPot] = [:]
    /// Outcome payments, allocations, compensations and supply chains.
    var followed = FollowedClauses()

    struct KeptClause {
        let clause: String
        let reason: String
        let targets: Set<Recalculation.Target>
    }

    struct Difference {
        let lines: [Int]
        let over: WorkbookFormula
        let under: WorkbookFormula
        let drawn: WorkbookFormula
    }

    /// Larger workbooks take spreadsheet programs too long.
    private static let mostRows = 50_000
    private static let mostComparisons = 10_000_000

    /// Nil where nothing can be worked out anew.
    init?(_ report: SettlementReport) throws(FundError) {
        settlement = report.settlement
        names = report.names.said
        // How many rows there are is asked before anything is planned, which takes long where there are many.
        guard settlement.actuals?.count ?? 0 <= Self.mostRows,
            let plan = try settlement.recalculation(), !plan.rows.isEmpty,
            plan.rows.count <= Self.mostRows, Self.isSmall(settlement)
        else { return nil }
        self.plan = plan
        keys = RecalculationKeys(settlement)
        working = WorkingTable(settlement.agreement)
        shares = SharesTable(settlement.agreement)
        figures = FiguresTable(settlement.agreement)
        keptFigures = plan.keptFigures
        lines = LinesTable(settlement, plan, keys, figures, charged: [:])
        keptRiskShares = plan.keptRiskShares
        hasSavings = plan.hasSavings
        kept = plan.kept.map {
            KeptClause(clause: $0.clause, reason: $0.reason.words, targets: $0.targets)
        }
        // What lines bear of payments for outcomes comes before what they are over and under.
        for outcome in plan.outcomes { pay(outcome) }
        lines = LinesTable(settlement, plan, keys, figures, charged: followed.charged)
        for contribution in plan.sharedContributions { share(contribution) }
        let unread = plan.contributions.map(\.figure) + plan.budgets.values
        keptFigures.formUnion(unread.filter { figures.cell($0) == nil }.map(\.name))
        try divideGroups()
        if plan.hasSavings { divideSavings() }
        for allocation in plan.allocations { divide(allocation) }
        for compensation in plan.compensations { divide(compensation) }
        passOn()
        keepContributions()
        guard shares.rows.count <= Self.mostRows, shares.comparisons <= Self.mostComparisons else {
            return nil
        }
    }

    /// Whether every amount is one that spreadsheets hold exactly.
    private static func isSmall(_ settlement: Settlement) -> Bool {
        func isSmall(_ amount: Money) -> Bool {
            amount.minorUnits.magnitude <= WorkbookFormula.limit.magnitude / 1_000
        }
        return (settlement.actuals ?? []).allSatisfy { isSmall($0.amount) }
            && settlement.lines.allSatisfy { isSmall($0.budget) && isSmall($0.spend) }
            && settlement.statements.allSatisfy {
                isSmall($0.contribution) && isSmall($0.alreadySettled) && isSmall($0.net)
            }
    }

    // MARK: Differences

    /// Lines by their clauses; first those that draw on the same money, which are all written or all kept.
    private mutating func divideGroups() throws(FundError) {
        let drawing = plan.groups.filter(\.overspend.drawsOnRiskPool)
        var bound: [[Recalculation.Group]] = drawing.count > 1 ? [drawing] : []
        let alone = drawing.count > 1 ? plan.groups.filter { !drawing.contains($0) } : plan.groups
        let pots = Recalculation.pots(of: plan.groups)
        for (_, own) in pots.sorted(by: { $0.key < $1.key }) {
            // What several clauses draw from the risk pool and what lines leave each other is settled at once.
            if drawing.count > 1, own.contains(where: drawing.contains) {
                bound[0] += own.filter { !drawing.contains($0) }
            } else {
                bound.append(own)
            }
        }
        for groups in bound {
            var written = self
            if try written.divide(together: groups) {
                self = written
            } else {
                for group in groups { try keep(group, restoring: (working, shares)) }
            }
        }
        let done = bound.flatMap(\.self)
        for group in alone where !done.contains(group) {
            let before = (working, shares)
            if try divide(group) { continue }
            try keep(group, restoring: before)
        }
    }

    /// Groups that draw on the same money.
    ///
    /// - Returns: whether numbers stay small enough.
    private mutating func divide(together groups: [Recalculation.Group]) throws(FundError) -> Bool {
        let inOrder = groups.sorted {
            plan.turn(ofLine: $0.lines[0]) < plan.turn(ofLine: $1.lines[0])
        }
        let drawing = inOrder.filter(\.overspend.drawsOnRiskPool)
        let most = plan.riskPoolHeld.minorUnits
        draws = drawing.count > 1 ? RiskPoolDraws(drawing, held: riskPoolHeld, most, &working) : nil
        pots = Recalculation.pots(of: inOrder).mapValues {
            LinesPot($0, lines, plan, &working)
        }
        for group in inOrder {
            guard try divide(group) else { return false }
        }
        draws?.finish(plan, lines, &working)
        for pot in pots.values { pot.finish(&working) }
        draws = nil
        pots = [:]
        return true
    }

    /// - Returns: whether numbers stay small enough.
    private mutating func divide(_ group: Recalculation.Group) throws(FundError) -> Bool {
        let clause = group.clause ?? "the owner's: \(settlement.lines[group.lines[0]].line.name)"
        let title = clause + (Phase.told(group.phase).map { " (\($0))" } ?? "")
        let over = working.add(title, "spent above budgets", .sum(group.lines.map(lines.over)))
        let under = working.add(title, "left of budgets", .sum(group.lines.map(lines.under)))
        var shared = (over: over, under: under)
        if group.isNetted, group.lines.count > 1 {
            let both = working.add(
                title,
                "what lines make up for each other",
                .least([over, under])
            )
            shared.over = working.add(title, "overspend to share", .difference(over, both))
            shared.under = working.add(title, "underspend to share", .difference(under, both))
        }
        let known = group.lines.map { settlement.lines[$0] }
        let most = Self.most(group, known)
        let pot = group.pot.flatMap { pots[$0] }
        guard
            let drawn = add(
                title,
                group.overspend,
                shared.over,
                group,
                isOverspend: true,
                underspends: pot?.left ?? (group.isNetted ? nil : under),
                most: most
            )
        else { return false }
        let met = drawn[.underspends].map { WorkbookFormula.sum($0) } ?? .whole(0)
        if let number = group.pot {
            pots[number]?.draw(met)
            shared.under = pot?.left(of: group.lines[0], lines, title, &working) ?? shared.under
        } else if drawn[.underspends] != nil {
            shared.under = working.add(
                title,
                "underspend to share",
                .difference(shared.under, met)
            )
        }
        guard
            add(
                title,
                group.underspend,
                shared.under,
                group,
                isOverspend: false,
                underspends: nil,
                most: most,
                isWhole: group.pot == nil && drawn[.underspends] == nil
            ) != nil
        else { return false }
        differences.append(
            Difference(lines: group.lines, over: shared.over, under: shared.under, drawn: met)
        )
        return true
    }

    /// An amount above any that is likely, in pence: ten times the budgets, and at least ten million pounds.
    private static func most(_ group: Recalculation.Group, _ lines: [LineOutturn]) -> Int {
        let spent = try? Money.sum(lines.lazy.map(\.spend), in: group.budget.currency)
        return tenTimes(max(group.budget, spent ?? group.budget))
    }

    static func tenTimes(_ amount: Money) -> Int {
        let (ten, isTooLarge) = amount.minorUnits.multipliedReportingOverflow(by: 10)
        return isTooLarge ? .max : max(abs(ten), 1_000_000_000)
    }

    /// What of it accounts of the fund meet; nil where numbers become too large. Where figures of the year make them so,
    /// they are taken as they were settled.
    private mutating func add(
        _ title: String,
        _ plan: DivisionPlan,
        _ amount: WorkbookFormula,
        _ group: Recalculation.Group,
        isOverspend: Bool,
        underspends: WorkbookFormula?,
        most: Int,
        isWhole: Bool = true
    ) -> [Account: [WorkbookFormula]]? {
        func add(_ plan: DivisionPlan) -> [Account: [WorkbookFormula]]? {
            write(
                title,
                plan,
                amount,
                group,
                isOverspend: isOverspend,
                underspends: underspends,
                most: most,
                isWhole: isWhole
            )
        }
        if let met = add(plan) { return met }
        guard !plan.figures.isEmpty, let met = add(plan.settled) else { return nil }
        keptFigures.formUnion(plan.figures)
        return met
    }

    private mutating func write(
        _ title: String,
        _ plan: DivisionPlan,
        _ amount: WorkbookFormula,
        _ group: Recalculation.Group,
        isOverspend: Bool,
        underspends: WorkbookFormula?,
        most: Int,
        isWhole: Bool
    ) -> [Account: [WorkbookFormula]]? {
        var formulas = DivisionFormulas(
            working: working,
            over: lines.overByPlace,
            under: lines.underByPlace,
            figures: figures
        )
        let owners = group.lines.map { ($0, settlement.lines[$0].line.owner) }
        let terms = formulas.terms(
            plan,
            DivisionFormulas.Divided(
                clause: title,
                amount: amount,
                lines: group.lines,
                isOverspend: isOverspend,
                isWhole: isWhole && !(group.isNetted && group.lines.count > 1),
                underspends: underspends,
                riskPool: isOverspend ? riskPool(for: group) : nil,
                owners: Dictionary(owners) { first, _ in first }
            )
        )
        guard let terms else { return nil }
        let destination = group.destination
        let keys = keys
        let block = DivisionBlock(
            clause: title,
            direction: isOverspend ? "overspend" : "underspend, \(destination.words)",
            amount: amount,
            terms: terms,
            figure: { party in
                guard let partner = party.partner, isOverspend || destination == .giveBack else {
                    return nil
                }
                return keys.risk(partner)
            },
            isSubtracted: !isOverspend,
            most: most
        )
        guard let modes = block.modes else { return nil }
        working = formulas.working
        bounds += formulas.bounds
        if isOverspend, let asked = formulas.asked { draws?.ask(asked, for: group) }
        let pence = shares.add(block, modes)
        if let owner = group.holder.partner {
            pass(pence, of: group, owner, isOverspend: isOverspend)
        }
        return terms.whole
    }

    private func riskPool(for group: Recalculation.Group) -> DivisionFormulas.RiskPool {
        draws?.riskPool(for: group) ?? .init(held: riskPoolHeld, before: nil)
    }

    private mutating func keep(
        _ group: Recalculation.Group,
        restoring before: (WorkingTable, SharesTable)
    ) throws(FundError) {
        (working, shares) = before
        kept.append(
            KeptClause(
                clause: group.clause ?? settlement.lines[group.lines[0]].line.name,
                reason: Self.tooFine,
                targets: Set(group.lines.map { .line($0) })
            )
        )
        keptRiskShares = try settlement.riskShares(of: group, addedTo: keptRiskShares)
        let budgets = group.lines.compactMap { plan.budgets[$0]?.name }
        keptFigures.formUnion(group.overspend.figures.union(group.underspend.figures))
        keptFigures.formUnion(budgets)
    }

    mutating func keep(_ clause: String, _ reason: String, _ targets: Set<Recalculation.Target>) {
        kept.append(KeptClause(clause: clause, reason: reason, targets: targets))
    }

    /// Takes up an amount that is worked out and that clauses take like a figure of the year.
    mutating func add(_ name: FigureName, _ cell: WorkbookFormula, settled: Int) {
        figures.add(name, cell, settled: settled)
    }

    static let tooFine =
        "its parts need finer numbers than the cells of spreadsheets hold"

    // MARK: Steps

    /// A step of the working.
    mutating func step(
        _ clause: String,
        _ words: String,
        _ formula: WorkbookFormula,
        isMoney: Bool = true
    ) -> WorkbookFormula {
        working.add(clause, words, formula, isMoney: isMoney)
    }

    /// The working and the divisions as they are, to come back to.
    var steps: (WorkingTable, SharesTable) { (working, shares) }

    mutating func restore(_ before: (WorkingTable, SharesTable)) { (working, shares) = before }

    /// Says of a clause that it stays as it was settled, and takes back what was written of it.
    mutating func keep(
        _ clause: String,
        _ targets: [Recalculation.Target],
        restoring before: (WorkingTable, SharesTable)
    ) {
        (working, shares) = before
        kept.append(KeptClause(clause: clause, reason: Self.tooFine, targets: Set(targets)))
    }

    /// A division.
    ///
    /// - Returns: the pence of each party; nil where numbers become too large.
    mutating func divide(_ block: DivisionBlock) -> [Account: WorkbookFormula]? {
        guard let modes = block.modes else { return nil }
        return shares.add(block, modes)
    }
}
