import TopsliceExactArithmetic
import TopsliceMoney
import TopsliceRecords

/// Finds rows that may have been entered twice: those that are the same in every column, and references that
/// stand twice.
struct RowRepeats {
    /// What one row says besides its place.
    private struct Content: Hashable {
        let date: CalendarDate
        let counted: CalendarDate
        let kind: ActualRow.Kind
        let nature: ActualRow.Nature
        let id: String
        let partner: String?
        let amount: Money
        let quantity: Rational
        let scenario: String
        let reference: String?
        let note: String?

        /// The columns in which almost all rows differ: a table of a hundred thousand rows is hashed by these.
        func hash(into hasher: inout Hasher) {
            hasher.combine(date)
            hasher.combine(id)
            hasher.combine(amount.minorUnits)
        }
    }

    private var placesOfContent: [Content: [FilePlace]] = [:]
    private var order: [Content] = []
    private var placesOfReference: [String: [(scenario: String, place: FilePlace)]] = [:]

    /// Takes in a row; refuses a reference that another row of its scenario, or of the actual ones, has.
    mutating func take(
        _ row: ActualRow,
        reference: Field?,
        note: String?,
        _ faults: inout FaultBook
    ) {
        if let reference {
            let known = placesOfReference[reference.text] ?? []
            // Rows of different scenarios never count together.
            let first = known.first {
                $0.scenario == row.scenario || $0.scenario == Actuals.actual
                    || row.scenario == Actuals.actual
            }
            if let first {
                faults.add(
                    reference,
                    "\(reference.said) stands in line \(first.place.line) already; a reference is that of "
                        + "one row"
                )
            } else {
                placesOfReference[reference.text, default: []].append((row.scenario, row.place))
            }
        }
        // Nothing twice is nothing.
        guard !row.amount.isZero || !row.quantity.isZero else { return }
        let content = Content(
            date: row.date,
            counted: row.counted,
            kind: row.kind,
            nature: row.nature,
            id: row.id,
            partner: row.partner,
            amount: row.amount,
            quantity: row.quantity,
            scenario: row.scenario,
            reference: reference?.text,
            note: note
        )
        guard let places = placesOfContent[content] else {
            placesOfContent[content] = [row.place]
            return
        }
        if places.count == 1 { order.append(content) }
        placesOfContent[content] = places + [row.place]
    }

    /// Rows that are the same in every column, of the scenarios that count.
    func repeats(in scenario: String) -> [RepeatedRows] {
        order.filter { $0.scenario == Actuals.actual || $0.scenario == scenario }
            .map { content in
                guard let places = placesOfContent[content] else {
                    preconditionFailure("rows of '\(content.id)' were noted without a place")
                }
                return RepeatedRows(
                    places: places,
                    kind: content.kind,
                    id: content.id,
                    amount: content.amount
                )
            }
    }
}
