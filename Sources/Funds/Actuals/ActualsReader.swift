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
    /// Savings that are measured, of which there are no rows.
    let measuredSavingIDs: Set<String>
    /// The last day of which rows are known, after the term where invoices came late; nil where nobody said.
    var asAt: CalendarDate?

    /// For an agreement of which nothing could be read: only what the table itself says is checked.
    init() {
        term = nil
        partnerIDs = []
        known = [:]
        unitSavingIDs = []
        measuredSavingIDs = []
        linePeriods = [:]
    }

    init(_ declared: Declarations) {
        let ids = declared.identifiers
        term = declared.term
        partnerIDs = ids.partners
        known = [
            .spend: ids.lines, .accrual: ids.lines, .commitment: ids.lines, .saving: ids.savings,
            .receipt: ids.allocations,
            .paid: ids.contributions.union(ids.payables),
            .outcome: ids.outcomes, .start: ids.outcomes, .cost: ids.compensations,
            .income: ids.incomes,
        ]
        unitSavingIDs = ids.unitSavings
        measuredSavingIDs = ids.measuredSavings
        linePeriods = declared.lines.mapValues { $0.allotments.map(\.period) }
    }

    /// - Parameters:
    ///   - mapping: how the columns are headed.
    ///   - scenario: rows of other scenarios than this and the actual one are left out.
    func read(
        _ path: String,
        mapping: ColumnMapping?,
        scenario: String,
        _ faults: inout FaultBook
    ) -> Actuals {
        let before = faults.files.count
        guard
            let table = DelimitedTable.read(
                path,
                mapping: mapping,
                required: ["date", "kind", "id"],
                known: Actuals.columns,
                &faults
            )
        else { return .none }
        var rows: [ActualRow] = []
        rows.reserveCapacity(table.rows.count)
        var scenarios: Set<String> = []
        var repeats = RowRepeats()
        for row in table.rows {
            guard let read = read(row, &faults) else { continue }
            repeats.take(read, reference: row["reference"], note: row["note"]?.text, &faults)
            scenarios.insert(read.scenario)
            if read.scenario == Actuals.actual || read.scenario == scenario { rows.append(read) }
        }
        let sorted = scenarios.sorted { $0.precedes($1) }
        return Actuals(
            file: table.file,
            sha256: table.sha256,
            rows: rows,
            scenarios: sorted,
            scenario: scenario,
            mapping: faults.files[before...].first { $0.path == mapping?.file },
            repeats: repeats.repeats(in: scenario)
        )
    }

    private func read(_ row: DelimitedTable.Row, _ faults: inout FaultBook) -> ActualRow? {
        let dateField = row.require("date", &faults)
        let date = dateField.flatMap { faults.date($0) }
        let kind = row.require("kind", &faults).flatMap { faults.choice($0, ActualRow.Kind.self) }
        let counted = counted(row, date, dateField, kind, &faults)
        let idField = row.require("id", &faults)
        let partner = row["partner"].flatMap {
            faults.reference($0, among: partnerIDs, .partner)
        }
        guard let kind, let idField else { return nil }
        let id = faults.reference(idField, among: known[kind] ?? [], Self.thing(kind))
        if let id, kind == .saving, measuredSavingIDs.contains(id) {
            faults.add(
                idField,
                "saving '\(id)' is measured by an attribution, which the agreement names; expected no row of it"
            )
        }
        if [.paid, .cost, .income, .receipt].contains(kind), row["partner"] == nil {
            _ = row.require("partner", &faults)
        }
        let isCounted = id.map { kind == .saving && unitSavingIDs.contains($0) } ?? false
        let isCount =
            kind == .outcome || kind == .start || isCounted && row["quantity"] != nil
        var amount: Money?
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
            let mayBeNegative = kind.isSpending || [.saving, .income, .receipt].contains(kind)
            guard let field = row.require("amount", &faults),
                let read = faults.amount(field, allowingNegative: mayBeNegative)
            else { return nil }
            amount = read
        }
        guard let date, let counted, let id, let currency = faults.currency else { return nil }
        if kind.isSpending, let periods = linePeriods[id], let dateField,
            !periods.contains(where: { $0.contains(counted) }), term?.contains(counted) == true
        {
            faults.add(row["for"] ?? dateField, "line '\(id)' has no budget on \(counted)")
            return nil
        }
        return ActualRow(
            date: date,
            counted: counted,
            kind: kind == .accrual ? .spend : kind,
            nature: kind == .accrual ? .accrued : .recorded,
            id: id,
            partner: partner,
            amount: amount ?? .zero(currency),
            quantity: quantity,
            scenario: row["scenario"]?.text ?? Actuals.actual,
            place: row.place
        )
    }

    /// The day of the term that a row counts in.
    private func counted(
        _ row: DelimitedTable.Row,
        _ date: CalendarDate?,
        _ dateField: Field?,
        _ kind: ActualRow.Kind?,
        _ faults: inout FaultBook
    ) -> CalendarDate? {
        var day = date
        if let field = row["for"] {
            day = faults.date(field)
            if let kind, !kind.isSpending {
                faults.add(field, "only spending is for another day than it is paid on")
            }
            if let day, let term, !term.contains(day) {
                faults.add(field, "\(day) lies outside the term, \(term.from) to \(term.to)")
            }
        }
        guard let date, let dateField, let term, !term.contains(date) else { return day }
        let mayBeLate = kind.map { $0.isSpending || $0 == .paid } ?? false
        guard date > term.to, mayBeLate, let asAt, date <= asAt else {
            let hint =
                date > term.to && mayBeLate && asAt == nil
                ? "; invoices that came after it count where the settlement is as at a later day"
                : ""
            faults.add(
                dateField,
                "\(date) lies outside the term, \(term.from) to \(term.to)\(hint)"
            )
            return day
        }
        return row["for"] == nil ? term.to : day
    }

    private static func thing(_ kind: ActualRow.Kind) -> DeclaredThing {
        switch kind {
        case .spend, .accrual, .commitment: .line
        case .saving: .saving
        case .receipt: .allocation
        case .paid: .contribution
        case .outcome, .start: .outcome
        case .cost: .costCompensation
        case .income: .incomeCompensation
        }
    }
}

extension ActualRow.Kind {
    /// Whether it is spending on a line.
    var isSpending: Bool {
        switch self {
        case .spend, .accrual, .commitment: true
        case .saving, .receipt, .paid, .outcome, .start, .cost, .income: false
        }
    }
}
