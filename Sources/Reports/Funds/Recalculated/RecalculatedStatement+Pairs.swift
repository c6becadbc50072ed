import TopsliceFormats
import TopsliceFunds
import TopsliceMoney

/// What every two partners pay each other, where they settle with each other and not all through the host.
///
/// What follows the actuals are payments between a partner and the pool, which the host holds, and what clauses make two
/// partners pay each other; all else between two partners is as it was settled.
extension RecalculatedStatement {
    private enum PairColumn {
        static let owed = 3
    }

    /// Two partners and what the first owes the second, in minor units.
    struct Pair {
        let first: String
        let second: String
        let owed: WorkbookFormula
    }

    /// Every two partners between whom anything may be paid, as invoices name them.
    var pairs: [Pair] {
        let host = host.id
        var wanted: [(first: String, second: String)] = []
        func add(_ one: String, _ other: String) {
            guard one != other else { return }
            let isOrdered = other == host || one != host && place(one) > place(other)
            let pair = isOrdered ? (first: one, second: other) : (first: other, second: one)
            guard !wanted.contains(where: { $0 == pair }) else { return }
            wanted.append(pair)
        }
        for pair in settlement.invoices.pairs { add(pair.first, pair.second) }
        for statement in statements { add(statement.partner, host) }
        for flow in recalculated.followed.flows { add(flow.payer, flow.payee) }
        return wanted.sorted {
            (place($0.first), place($0.second)) < (place($1.first), place($1.second))
        }
        .map { Pair(first: $0.first, second: $0.second, owed: owed($0.first, $0.second)) }
    }

    private func place(_ partner: String) -> Int {
        guard let place = settlement.agreement.partners.firstIndex(where: { $0.id == partner })
        else { preconditionFailure("'\(partner)' is no partner of the agreement") }
        return place
    }

    /// What was settled, and by how much the figures of the two have changed since.
    private func owed(_ first: String, _ second: String) -> WorkbookFormula {
        let pair = settlement.invoices.pairs.first { $0.first == first && $0.second == second }
        let before = pair.map { $0.owed.minorUnits - $0.owedBack.minorUnits } ?? 0
        let host = host.id
        let flows = recalculated.followed.flows
        guard second == host else {
            let changes = flows.compactMap { flow -> WorkbookFormula? in
                switch (flow.payer, flow.payee) {
                case (first, second): change(flow)
                case (second, first): .product(.whole(-1), change(flow))
                default: nil
                }
            }
            return .sum([.whole(before)] + changes)
        }
        // What of the change of its net lies between it and others is not between it and the host.
        let elsewhere = flows.compactMap { flow -> WorkbookFormula? in
            switch (flow.payer, flow.payee) {
            case (first, let payee) where payee != host: .product(.whole(-1), change(flow))
            case (let payer, first) where payer != host: change(flow)
            default: nil
            }
        }
        let row = row(first)
        let whole = WorkbookFormula.difference(
            net(row),
            .whole(statements[row].net.minorUnits)
        )
        return .difference(.whole(before), .difference(whole, .sum(elsewhere)))
    }

    private func change(_ flow: FollowedClauses.Flow) -> WorkbookFormula {
        .difference(flow.now, .whole(flow.before))
    }

    private func row(_ partner: String) -> Int {
        guard let row = statements.firstIndex(where: { $0.partner == partner }) else {
            preconditionFailure("'\(partner)' has no statement")
        }
        return row
    }

    /// What a partner pays and is paid by all pairs, in minor units.
    func paid(by partner: String, in pairs: [Pair]) -> (
        pays: WorkbookFormula, isPaid: WorkbookFormula
    ) {
        let zero = WorkbookFormula.whole(0)
        var pays: [WorkbookFormula] = []
        var isPaid: [WorkbookFormula] = []
        for (row, pair) in pairs.enumerated() where pair.first == partner || pair.second == partner
        {
            let owed = WorkbookFormula.cell(
                WorkbookPlace(Self.invoicesName, row: row, column: PairColumn.owed)
            )
            let forward = WorkbookFormula.most([zero, owed])
            let back = WorkbookFormula.most([zero, .difference(zero, owed)])
            pays.append(pair.first == partner ? forward : back)
            isPaid.append(pair.first == partner ? back : forward)
        }
        return (.sum(pays), .sum(isPaid))
    }

    /// At most one payment between every two partners.
    var pairsSheet: Workbook.Sheet {
        let zero = WorkbookFormula.whole(0)
        let rows = pairs.enumerated().map { row, pair -> [Workbook.Cell] in
            let names = (
                settlement.agreement.name(of: pair.first),
                settlement.agreement.name(of: pair.second)
            )
            let owed = WorkbookFormula.cell(
                WorkbookPlace(Self.invoicesName, row: row, column: PairColumn.owed)
            )
            func words(_ pays: String, _ isPaid: String) -> Workbook.Cell {
                .formula(
                    .choice(
                        .less(zero, owed),
                        then: .words(pays),
                        otherwise: .choice(
                            .less(owed, zero),
                            then: .words(isPaid),
                            otherwise: .words("nobody")
                        )
                    ),
                    .plain
                )
            }
            return [
                words(names.0, names.1), words(names.1, names.0),
                WorkbookFormula.most([owed, .difference(zero, owed)]).amount(in: currency),
                .formula(pair.owed, .plain),
            ]
        }
        return Workbook.Sheet(
            name: Self.invoicesName,
            columns: [
                .init("From", .text), .init("To", .text),
                .init("Amount", currency.columnKind, isTotalled: true),
                .init("Owed by the first of the two, pence", .integer),
            ],
            rows: rows,
            totalLabel: "All payments",
            heading: StateTable.heading,
            printedColumns: PairColumn.owed
        )
    }
}
