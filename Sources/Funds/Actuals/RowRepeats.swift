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
    /// By references as people compare them.
    private var placesOfReference: [String: [Referred]] = [:]

    /// A row that has a reference.
    private struct Referred {
        let reference: String
        let scenario: String
        let place: FilePlace
    }

    /// Takes in a row; refuses a reference that another row of its scenario, or of the actual ones, has.
    mutating func take(
        _ row: ActualRow,
        reference: Field?,
        note: String?,
        _ faults: inout FaultBook
    ) {
        if let reference {
            let key = Self.folded(reference.text)
            let known = placesOfReference[key] ?? []
            // Rows of different scenarios never count together.
            let first = known.first {
                $0.scenario == row.scenario || $0.scenario == Actuals.actual
                    || row.scenario == Actuals.actual
            }
            if let first {
                let likeness =
                    first.reference == reference.text ? "" : ", but for capitals, spaces and dashes"
                faults.add(
                    reference,
                    "\(reference.said) stands in line \(first.place.line) already\(likeness); a reference is that of "
                        + "one row"
                )
            } else {
                placesOfReference[key, default: []].append(
                    Referred(
                        reference: reference.text,
                        scenario: row.scenario,
                        place: row.place
                    )
                )
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
        placesOfContent[content, default: []].append(row.place)
        if placesOfContent[content]?.count == 2 { order.append(content) }
    }

    /// A reference without what people type differently: capitals, spaces, kinds of dashes.
    private static func folded(_ reference: String) -> String {
        let bytes = reference.utf8
        // Most references are digits and small letters.
        if bytes.allSatisfy({ (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) }) {
            return reference
        }
        return String(
            reference.lowercased().compactMap { character -> Character? in
                if character.isWhitespace { return nil }
                return "\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\u{2212}".contains(character)
                    ? "-" : character
            }
        )
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
