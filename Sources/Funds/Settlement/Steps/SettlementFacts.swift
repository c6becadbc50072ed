internal import TopsliceRecords
import TopsliceMoney

/// What a settlement starts from: an agreement and what happened under it.
struct SettlementFacts {
    let agreement: Agreement
    let actuals: Actuals
    /// The day to which everything that follows from the whole term is posted.
    let date: CalendarDate
    /// The actuals by kind and identifier, in the order of the table.
    private let rowsByKind: [ActualRow.Kind: [String: [ActualRow]]]

    init(_ input: FundInput) {
        agreement = input.agreement
        actuals = input.actuals
        date = input.agreement.term.to
        var rowsByKind: [ActualRow.Kind: [String: [ActualRow]]] = [:]
        for row in input.actuals.rows {
            rowsByKind[row.kind, default: [:]][row.id, default: []].append(row)
        }
        self.rowsByKind = rowsByKind
    }

    func rows(_ kind: ActualRow.Kind, _ id: String) -> [ActualRow] {
        rowsByKind[kind]?[id] ?? []
    }

    /// `file:2` or `file:2 to 14 (13 rows)`; nil for no rows.
    static func source(of rows: [ActualRow]) -> String? {
        let places = rows.map(\.place).sorted { $0.line < $1.line }
        guard let first = places.first, let last = places.last else { return nil }
        if places.count == 1 { return "\(first.ofLine)" }
        return "\(first.ofLine) to \(last.line) (\(places.count) rows)"
    }
}
