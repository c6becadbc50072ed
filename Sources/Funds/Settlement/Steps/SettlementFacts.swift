import TopsliceContracts
internal import TopsliceRecords
import TopsliceMoney

/// What a settlement starts from: an agreement and what happened under it.
struct SettlementFacts {
    /// As it stands on the day of the settlement.
    let agreement: Agreement
    /// The same for the whole term.
    let whole: Agreement
    /// Those that count on it; of a forecast also those that are foreseen.
    let actuals: Actuals
    /// Nil where nobody gave records of people.
    let people: PeopleRecords?
    /// The day up to which what is recorded of people counts.
    let lastDayOfPeople: CalendarDate
    let standing: Standing
    /// Clauses that are not applied before a period has ended.
    let waiting: [WaitingClause]
    /// Rows of later days, which do not count.
    let laterRows: Int
    /// The day to which everything that follows from the whole term is posted.
    let date: CalendarDate
    /// Of every amount.
    var currency: Currency { agreement.currency }
    /// The actuals by kind and identifier, in the order of the table.
    private let rowsByKind: [ActualRow.Kind: [String: [ActualRow]]]

    init(_ input: FundInput) throws(FundError) {
        standing = input.standing
        people = input.people
        lastDayOfPeople = input.lastDayOfPeople
        var rows = input.actuals.rows.filter {
            $0.date <= input.standing.day && $0.kind != .commitment
        }
        laterRows = input.actuals.rows.lazy.filter { $0.kind != .commitment }.count - rows.count
        let revised = try input.agreement.revised(until: standing.day)
        whole = revised
        switch standing.basis {
        case .toDate:
            (agreement, waiting) = try revised.toDate(standing.day)
            date = standing.day
        case .forecast:
            agreement = revised.withoutCompensations
            waiting = input.agreement.compensations.map {
                WaitingClause(clause: $0.clause, until: input.agreement.term.to)
            }
            rows += try OutturnForecast(
                agreement,
                after: standing.day,
                recorded: Dictionary(grouping: rows.filter { $0.kind == .spend }, by: \.id),
                commitments: Dictionary(
                    grouping: input.actuals.rows.filter { $0.kind == .commitment },
                    by: \.id
                )
            ).rows
            date = agreement.term.to
        case .final:
            agreement = revised
            waiting = []
            date = max(agreement.term.to, rows.lazy.map(\.date).max() ?? agreement.term.to)
        }
        actuals = input.actuals.holding(rows)
        var rowsByKind: [ActualRow.Kind: [String: [ActualRow]]] = [:]
        for row in rows {
            rowsByKind[row.kind, default: [:]][row.id, default: []].append(row)
        }
        self.rowsByKind = rowsByKind
    }

    func rows(_ kind: ActualRow.Kind, _ id: String) -> [ActualRow] {
        rowsByKind[kind]?[id] ?? []
    }

    func phase(_ id: String) -> Phase {
        guard let phase = agreement.phases.first(where: { $0.id == id }) else {
            preconditionFailure("'\(id)' is no phase of the agreement \(agreement.file)")
        }
        return phase
    }

    /// `file:2` or `file:2 to 14 (13 rows)`; nil for no rows.
    static func source(of rows: [ActualRow]) -> String? {
        let places = rows.map(\.place).sorted { $0.line < $1.line }
        guard let first = places.first, let last = places.last else { return nil }
        if places.count == 1 { return "\(first.ofLine)" }
        return "\(first.ofLine) to \(last.line) (\(places.count) rows)"
    }
}
