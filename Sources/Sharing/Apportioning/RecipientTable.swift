internal import TopsliceOptions
internal import TopsliceExactArithmetic
internal import TopsliceMoney
internal import TopsliceDoor
internal import TopsliceRecords

/// Reads recipients from a table and checks all that can be said of one line.
struct RecipientTable {
    let recipients: [StatedRecipient]

    /// - Throws: `Faults` with every fault.
    init(_ records: RecordTable, _ terms: ApportionTerms) throws(Faults) {
        var table = records
        var lines: [String: Int] = [:]
        var recipients: [StatedRecipient] = []
        for record in records.records {
            func field(_ column: String) -> String { table.field(column, of: record) }
            let id = table.faults.name(TableCell(field("id"), record, "id"))
            if let id, let first = lines.updateValue(record.line, forKey: id) {
                table.faults.add(
                    record,
                    column: "id",
                    "'\(escapedName(id))' is on line \(first) too"
                )
            }
            let weight = Self.weight(field("weight"), record, &table.faults, terms)
            let floor = Self.bound("floor", field("floor"), record, &table.faults, terms)
            let cap = Self.bound("cap", field("cap"), record, &table.faults, terms)
            if let floor, let cap, floor.minorUnits > cap.minorUnits {
                table.faults.add(record, column: "floor", "the floor is above the cap")
            }
            guard let id, let weight else { continue }
            recipients.append(StatedRecipient(id: id, weight: weight, floor: floor, cap: cap))
        }
        if table.faults.isEmpty, recipients.allSatisfy({ $0.weight.isZero }),
            let first = records.records.first
        {
            table.faults.add(
                first,
                column: "weight",
                "all weights are zero, so nothing says who gets what"
            )
        }
        try table.faults.throwIfAny()
        self.recipients = recipients
    }

    private static func weight(
        _ text: String,
        _ record: TableRecord,
        _ faults: inout FaultList,
        _ terms: ApportionTerms
    ) -> Rational? {
        guard let weight = faults.numberOrAmount(TableCell(text, record, "weight"), terms.form)
        else {
            return nil
        }
        if weight.isNegative {
            faults.add(record, column: "weight", "the weight is below zero: \(written(weight))")
        }
        return weight
    }

    /// A floor or cap: money, or a whole number where units are divided; nil where none is stated.
    private static func bound(
        _ column: String,
        _ text: String,
        _ record: TableRecord,
        _ faults: inout FaultList,
        _ terms: ApportionTerms
    ) -> Money? {
        guard !text.isEmpty else { return nil }
        guard terms.isMoney else {
            return faults.wholeNumber(TableCell(text, record, column)).map {
                Money(minorUnits: $0, currency: terms.form.currency)
            }
        }
        let amount = faults.amount(TableCell(text, record, column), terms.form)
        if let amount, amount.isNegative {
            faults.add(record, column: column, "the \(column) is below zero: \(amount)")
        }
        return amount
    }
}
