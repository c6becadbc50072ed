import TopsliceExactArithmetic
import TopsliceMoney
import TopsliceRecords

/// Reads the table of actuals against what an agreement declares.
struct ActualsReader {
    let term: Period?
    let partnerIDs: Set<String>
    /// By kind of row.
    let known: [ActualRow.Kind: Set<String>]
    /// Periods for which a line has a budget.
    let linePeriods: [String: [Period]]
    /// Savings that may be counted in units.
    let unitSavingIDs: Set<String>

    /// For an agreement of which nothing could be read: only what the table itself says is checked.
    init() {
        term = nil
        partnerIDs = []
        known = [:]
        unitSavingIDs = []
        linePeriods = [:]
    }

    init(_ declared: Declarations) {
        let ids = declared.identifiers
        term = declared.term
        partnerIDs = ids.partners
        known = [
            .spend: ids.lines, .saving: ids.savings, .paid: ids.contributions.union(ids.payables),
            .outcome: ids.outcomes, .start: ids.outcomes, .cost: ids.compensations,
            .income: ids.incomes,
        ]
        unitSavingIDs = ids.unitSavings
        linePeriods = declared.lines.mapValues { $0.allotments.map(\.period) }
    }

    /// - Parameter scenario: rows of other scenarios than this and the actual one are left out.
    func read(_ path: String, scenario: String, _ faults: inout FaultBook) -> Actuals {
        guard
            let table = DelimitedTable.read(
                path,
                required: ["date", "kind", "id"],
                known: Actuals.columns,
                &faults
            )
        else { return .none }
        var rows: [ActualRow] = []
        rows.reserveCapacity(table.rows.count)
        var scenarios: Set<String> = []
        for row in table.rows {
            guard let read = read(row, &faults) else { continue }
            scenarios.insert(read.scenario)
            if read.scenario == Actuals.actual || read.scenario == scenario { rows.append(read) }
        }
        let sorted = scenarios.sorted { $0.precedes($1) }
        return Actuals(
            file: table.file,
            sha256: table.sha256,
            rows: rows,
            scenarios: sorted,
            scenario: scenario
        )
    }

    private func read(_ row: DelimitedTable.Row, _ faults: inout FaultBook) -> ActualRow? {
        let dateField = row.require("date", &faults)
        let date = dateField.flatMap { faults.date($0) }
        if let date, let dateField, let term, !term.contains(date) {
            faults.add(dateField, "\(date) lies outside the term, \(term.from) to \(term.to)")
        }
        let kind = row.require("kind", &faults).flatMap { faults.choice($0, ActualRow.Kind.self) }
        let idField = row.require("id", &faults)
        let partner = row["partner"].flatMap {
            faults.reference($0, among: partnerIDs, .partner)
        }
        guard let kind, let idField else { return nil }
        let id = faults.reference(idField, among: known[kind] ?? [], Self.thing(kind))
        if kind == .paid || kind == .cost || kind == .income, row["partner"] == nil {
            _ = row.require("partner", &faults)
        }
        let isCounted = id.map { kind == .saving && unitSavingIDs.contains($0) } ?? false
        let isCount =
            kind == .outcome || kind == .start || isCounted && row["quantity"] != nil
        var amount = Money.zero()
        var quantity = Rational.zero
        if isCount {
            if let extra = row["amount"] { faults.add(extra, "a count has a quantity, no amount") }
            guard let field = row.require("quantity", &faults),
                let read = faults.number(field, allowingNegative: isCounted)
            else { return nil }
            quantity = read
        } else {
            if let extra = row["quantity"] { faults.add(extra, "an amount has no quantity") }
            // Refunds and corrections are spending below zero; nothing else goes backwards but savings.
            let mayBeNegative = kind == .spend || kind == .saving || kind == .income
            guard let field = row.require("amount", &faults),
                let read = faults.amount(field, allowingNegative: mayBeNegative)
            else { return nil }
            amount = read
        }
        guard let date, let id else { return nil }
        if kind == .spend, let periods = linePeriods[id], let dateField,
            !periods.contains(where: { $0.contains(date) }), term?.contains(date) == true
        {
            faults.add(dateField, "line '\(id)' has no budget on \(date)")
            return nil
        }
        return ActualRow(
            date: date,
            kind: kind,
            id: id,
            partner: partner,
            amount: amount,
            quantity: quantity,
            scenario: row["scenario"]?.text ?? Actuals.actual,
            place: row.place
        )
    }

    private static func thing(_ kind: ActualRow.Kind) -> DeclaredThing {
        switch kind {
        case .spend: .line
        case .saving: .saving
        case .paid: .contribution
        case .outcome, .start: .outcome
        case .cost: .costCompensation
        case .income: .incomeCompensation
        }
    }
}
