import TopsliceFormats
import TopsliceFunds
import TopsliceMoney

/// What each partner pays in the end, as formulas of what lines spent.
struct RecalculatedStatement {
    let recalculated: RecalculatedSettlement
    private let figures: [Figure]

    static let name = "Statement"
    static let netName = "Net"
    static let invoicesName = "Invoices"
    static let checksName = "Recalculated checks"

    /// A column of the statement, in pence a partner.
    private struct Figure {
        let title: String
        /// Whether it is taken off in the net.
        let isSubtracted: Bool
        let formula: (PartnerStatement) -> WorkbookFormula
    }

    init(_ recalculated: RecalculatedSettlement) {
        self.recalculated = recalculated
        figures = Self.figures(recalculated)
    }

    var settlement: Settlement { recalculated.settlement }
    var statements: [PartnerStatement] { settlement.statements }
    var currency: Currency { settlement.agreement.currency }

    // MARK: Figures

    private static func figures(_ recalculated: RecalculatedSettlement) -> [Figure] {
        var figures: [Figure] = []
        func add(
            _ title: String,
            isSubtracted: Bool = false,
            always: Bool = false,
            _ settled: KeyPath<PartnerStatement, Money>,
            _ formula: ((PartnerStatement) -> WorkbookFormula)? = nil
        ) {
            let isUsed = recalculated.settlement.statements.contains {
                !$0[keyPath: settled].isZero
            }
            guard always || isUsed else { return }
            figures.append(
                Figure(title: title, isSubtracted: isSubtracted) {
                    formula?($0) ?? .whole($0[keyPath: settled].minorUnits)
                }
            )
        }
        let agreement = recalculated.settlement.agreement
        add(
            "Contribution",
            isSubtracted: true,
            always: !agreement.contributions.isEmpty,
            \.contribution
        ) { recalculated.contribution($0) }
        add(
            "Share of over- and underspend",
            isSubtracted: true,
            always: !recalculated.settlement.lines.isEmpty,
            \.riskShare
        ) { recalculated.riskShare($0) }
        let saves = recalculated.hasSavings
        add("Share of savings", always: saves, \.savings) { recalculated.savings($0) }
        add("Savings in its own budget", isSubtracted: true, always: saves, \.savingsHeld) {
            recalculated.savingsHeld($0)
        }
        let plan = recalculated.plan
        add("Outcome payments", always: !plan.outcomes.isEmpty, \.outcomePayments) {
            recalculated.outcomePayments($0)
        }
        add("Compensation", always: !plan.compensations.isEmpty, \.compensation) {
            recalculated.compensation($0)
        }
        add("Allocation", always: !plan.allocations.isEmpty, \.allocation) {
            recalculated.allocation($0)
        }
        add("Supply chain", always: !plan.chain.isEmpty, \.supplyChain) {
            recalculated.supplyChain($0)
        }
        add("Spent for the pool", \.reimbursements) { recalculated.reimbursements($0) }
        add("Refunds", \.refunds)
        let isPaidBefore = !recalculated.followed.advances.isEmpty
        add("Settled before", always: isPaidBefore, \.alreadySettled) {
            recalculated.alreadySettled($0)
        }
        return figures
    }

    // MARK: Sheets

    /// Partner, net and figures in pounds, then the same in pence.
    private var netColumn: Int { 2 + figures.count }

    func net(_ row: Int) -> WorkbookFormula {
        .cell(WorkbookPlace(Self.name, row: row, column: netColumn))
    }

    var sheet: Workbook.Sheet {
        let money = currency.columnKind
        let rows = statements.enumerated().map { row, statement -> [Workbook.Cell] in
            func pence(_ figure: Int) -> WorkbookFormula {
                .cell(WorkbookPlace(Self.name, row: row, column: netColumn + 1 + figure))
            }
            let signed = figures.indices.map { figure -> WorkbookFormula in
                figures[figure].isSubtracted
                    ? .product(.whole(-1), pence(figure)) : pence(figure)
            }
            return [
                .text(settlement.agreement.name(of: statement.partner)),
                net(row).amount(in: currency),
            ] + figures.indices.map { pence($0).amount(in: currency) }
                + [.formula(.sum(signed), .plain)]
                + figures.map { .formula($0.formula(statement), .plain) }
        }
        return Workbook.Sheet(
            name: Self.name,
            columns: [.init("Partner", .text), .init("Net", money, isTotalled: true)]
                + figures.map { .init($0.title, money, isTotalled: true) }
                + [.init("Net, pence", .integer)]
                + figures.map { .init("\($0.title), pence", .integer) },
            rows: rows,
            totalLabel: "All partners",
            heading: StateTable.heading,
            printedColumns: netColumn
        )
    }

    /// Who holds the pool.
    var host: Partner {
        guard let host = settlement.agreement.host else {
            preconditionFailure("the agreement '\(settlement.agreement.name)' has no host")
        }
        return host
    }

    /// What each is paid less what it pays in the end, in pence; the host's is also that of the pool it holds.
    private func finally(_ row: Int) -> WorkbookFormula {
        guard statements[row].partner == host.id else { return net(row) }
        let others = statements.indices.filter { $0 != row }.map(net)
        return .difference(.whole(0), .sum(others))
    }

    private enum NetColumn {
        static let pence = 6, settled = 7
    }

    var netSheet: Workbook.Sheet {
        let money = currency.columnKind
        let zero = WorkbookFormula.whole(0)
        let settled = Dictionary(
            settlement.invoices.positions.map { ($0.partner, $0.net) }
        ) { first, _ in first }
        let pairs = settlement.invoices.rule == .pairwise ? pairs : nil
        let rows = statements.enumerated().map { row, statement -> [Workbook.Cell] in
            let role = settlement.agreement.partners.first { $0.id == statement.partner }?.role
            let net = WorkbookFormula.cell(netPlace(row, NetColumn.pence))
            let before = WorkbookFormula.cell(netPlace(row, NetColumn.settled))
            // Through the host everybody pays or is paid once, and the host as often as there are others.
            let paid =
                pairs.map { self.paid(by: statement.partner, in: $0) }
                ?? (statement.partner == host.id
                    ? paidByHost
                    : (.most([zero, .difference(zero, net)]), .most([zero, net])))
            return [
                .text(settlement.agreement.name(of: statement.partner)),
                .text(role.map(\.rawValue) ?? ""), paid.pays.amount(in: currency),
                paid.isPaid.amount(in: currency),
                before.amount(in: currency),
                .formula(
                    .choice(
                        .equal(net, before),
                        then: .words("as settled"),
                        otherwise: .words("changed since the settlement")
                    ),
                    .plain
                ),
                .formula(finally(row), .plain),
                .integer(settled[statement.partner]?.minorUnits ?? 0),
            ]
        }
        return Workbook.Sheet(
            name: Self.netName,
            columns: [
                .init("Partner", .text), .init("Role", .text),
                .init("Pays", money, isTotalled: true), .init("Is paid", money, isTotalled: true),
                .init("Net as settled", money), .init("State", .text),
                .init("Net, pence", .integer), .init("Net as settled, pence", .integer),
            ],
            rows: rows,
            totalLabel: "All partners",
            heading: StateTable.heading,
            printedColumns: NetColumn.pence
        )
    }

    /// What all others are paid, and what they pay.
    private var paidByHost: (pays: WorkbookFormula, isPaid: WorkbookFormula) {
        let zero = WorkbookFormula.whole(0)
        let nets = statements.indices.filter { statements[$0].partner != host.id }
            .map { WorkbookFormula.cell(netPlace($0, NetColumn.pence)) }
        return (
            .sum(nets.map { .most([zero, $0]) }),
            .sum(nets.map { .most([zero, .difference(zero, $0)]) })
        )
    }

    private func netPlace(_ row: Int, _ column: Int) -> WorkbookPlace {
        WorkbookPlace(Self.netName, row: row, column: column)
    }

    /// One payment between the host and every other partner.
    var invoicesSheet: Workbook.Sheet {
        let zero = WorkbookFormula.whole(0)
        let hostName = host.name
        let rows = statements.enumerated().filter { $0.element.partner != host.id }.map {
            row,
            statement -> [Workbook.Cell] in
            let name = settlement.agreement.name(of: statement.partner)
            let net = WorkbookFormula.cell(netPlace(row, NetColumn.pence))
            func words(_ pays: String, _ isPaid: String) -> Workbook.Cell {
                .formula(
                    .choice(
                        .less(net, zero),
                        then: .words(pays),
                        otherwise: .choice(
                            .less(zero, net),
                            then: .words(isPaid),
                            otherwise: .words("nobody")
                        )
                    ),
                    .plain
                )
            }
            return [
                words(name, hostName), words(hostName, name),
                WorkbookFormula.most([net, .difference(zero, net)]).amount(in: currency),
            ]
        }
        return Workbook.Sheet(
            name: Self.invoicesName,
            columns: [
                .init("From", .text), .init("To", .text),
                .init("Amount", currency.columnKind, isTotalled: true),
            ],
            rows: rows,
            totalLabel: "All payments",
            heading: StateTable.heading
        )
    }

    // MARK: Checks

    var checksSheet: Workbook.Sheet {
        var rows: [[Workbook.Cell]] = []
        func add(_ name: String, _ expected: WorkbookFormula, _ actual: WorkbookFormula) {
            let row = rows.count
            func cell(_ column: Int) -> WorkbookFormula {
                .cell(WorkbookPlace(Self.checksName, row: row, column: column))
            }
            rows.append([
                .text(name),
                .formula(
                    .choice(
                        .equal(cell(5), cell(6)),
                        then: .words("holds"),
                        otherwise: .words("FAILS")
                    ),
                    .plain
                ), cell(5).amount(in: currency), cell(6).amount(in: currency),
                WorkbookFormula.difference(cell(6), cell(5)).amount(in: currency),
                .formula(expected, .plain),
                .formula(actual, .plain),
            ])
        }
        addSpending(add)
        for block in recalculated.shares.blocks {
            add(
                "\(block.clause): the parts of the \(block.direction) sum to it",
                block.amount,
                .total(
                    WorkbookRange(
                        SharesTable.name,
                        column: SharesTable.Column.pence,
                        rows: block.rows
                    )
                )
            )
        }
        for difference in recalculated.differences where difference.lines.count > 1 {
            add(
                "what \(difference.lines.count) lines spent above and below their budgets is shared once",
                .sum(difference.lines.map(recalculated.lines.variance)),
                .difference(.difference(difference.over, difference.drawn), difference.under)
            )
        }
        addNets(add)
        let money = currency.columnKind
        return Workbook.Sheet(
            name: Self.checksName,
            columns: [
                .init("Check", .text), .init("Result", .text), .init("Expected", money),
                .init("Actual", money), .init("Difference", money),
                .init("Expected, pence", .integer), .init("Actual, pence", .integer),
            ],
            rows: rows,
            heading: StateTable.heading,
            printedColumns: 5
        )
    }

    private func addSpending(_ add: (String, WorkbookFormula, WorkbookFormula) -> Void) {
        let lines = recalculated.lines.rows.indices
        guard !lines.isEmpty else { return }
        let count = recalculated.plan.rows.count
        func range(_ column: Int) -> WorkbookRange { ActualsTable.range(column, count) }
        // What does not count in a line counts elsewhere, so both sides are sums of all rows.
        let others = Set(
            recalculated.plan.rows.map(\.target).filter {
                if case .line = $0 { false } else { true }
            }.map(recalculated.keys.key)
        ).sorted()
        let elsewhere = others.map {
            WorkbookFormula.totalWhere(
                range(ActualsTable.Column.pence),
                key: range(ActualsTable.Column.key),
                is: $0
            )
        }
        func column(_ column: Int) -> WorkbookFormula {
            .total(WorkbookRange(LinesTable.name, column: column, rows: lines))
        }
        add(
            "spending on all lines is the sum of the actuals",
            .difference(.total(range(ActualsTable.Column.pence)), .sum(elsewhere)),
            .difference(
                column(LinesTable.Column.spentPence),
                column(LinesTable.Column.chargedPence)
            )
        )
    }

    private func addNets(_ add: (String, WorkbookFormula, WorkbookFormula) -> Void) {
        guard !statements.isEmpty else { return }
        let nets = statements.indices.map { WorkbookFormula.cell(netPlace($0, NetColumn.pence)) }
        let zero = WorkbookFormula.whole(0)
        add(
            "what partners pay is what partners are paid",
            .sum(nets.map { .most([zero, .difference(zero, $0)]) }),
            .sum(nets.map { .most([zero, $0]) })
        )
    }
}
