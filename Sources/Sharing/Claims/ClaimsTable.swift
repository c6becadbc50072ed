internal import TopsliceOptions
internal import TopsliceExactArithmetic
internal import TopsliceMoney
internal import TopsliceDoor
internal import TopsliceRecords

/// Reads claims from a table and checks all that can be said of one line.
struct ClaimsTable {
    let file: String
    let claims: [StatedClaim]

    /// - Throws: `Faults` with every fault.
    init(_ records: RecordTable, _ form: AmountForm) throws(Faults) {
        file = records.file
        var table = records
        var lines: [String: Int] = [:]
        var claims: [StatedClaim] = []
        for record in records.records {
            if let claim = Self.claim(record, &table, form, &lines) { claims.append(claim) }
        }
        try table.faults.throwIfAny()
        self.claims = claims
    }

    private static func claim(
        _ record: TableRecord,
        _ table: inout RecordTable,
        _ form: AmountForm,
        _ lines: inout [String: Int]
    ) -> StatedClaim? {
        func field(_ column: String) -> String { table.field(column, of: record) }
        func amount(_ column: String, _ text: String, _ faults: inout FaultList) -> Money? {
            guard let amount = faults.amount(TableCell(text, record, column), form) else {
                return nil
            }
            if amount.isNegative {
                faults.add(record, column: column, "the \(column) is below zero: \(amount)")
            }
            return amount
        }
        let id = table.faults.name(TableCell(field("claimant"), record, "claimant"))
        if let id {
            if let first = lines[id] {
                table.faults.add(
                    record,
                    column: "claimant",
                    "'\(escapedName(id))' is on line \(first) too"
                )
            }
            lines[id] = record.line
        }
        let claim = amount("claim", field("claim"), &table.faults)
        var weight: Rational? = 1
        if !field("weight").isEmpty {
            weight = table.faults.number(TableCell(field("weight"), record, "weight"))
            if let weight, !weight.isPositive {
                table.faults.add(
                    record,
                    column: "weight",
                    "the weight must be above zero, not \(weight)"
                )
            }
        }
        var cap: Money?
        if !field("cap").isEmpty { cap = amount("cap", field("cap"), &table.faults) }
        var floor: Money? = Money.zero(form.currency)
        if !field("floor").isEmpty { floor = amount("floor", field("floor"), &table.faults) }
        var priority: Int? = 1
        if !field("priority").isEmpty {
            priority = table.faults.wholeNumber(
                TableCell(field("priority"), record, "priority")
            )
        }
        guard let id, let claim, let weight, let floor, let priority else { return nil }
        let limit = min(claim.minorUnits, cap?.minorUnits ?? claim.minorUnits)
        if !claim.isNegative, floor.minorUnits > limit {
            table.faults.add(
                record,
                column: "floor",
                "the floor, \(floor), is above the claim or cap, "
                    + Money(minorUnits: limit, currency: form.currency).formatted()
            )
        }
        return StatedClaim(
            id: id,
            claim: claim,
            weight: weight,
            cap: cap,
            floor: floor,
            priority: priority,
            line: record.line
        )
    }
}
