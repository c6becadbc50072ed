internal import TopsliceApportionment
internal import TopsliceExactArithmetic
internal import TopsliceMoney
internal import TopsliceDoor
internal import TopsliceRecords

/// Reads the costs and shares of departments and checks all that can be said of one line.
struct ServicesTable {
    let departments: [String]
    let costs: [Money]
    let shares: [ServiceNetwork.Share]
    /// Lines of the shares of each department, for messages.
    let lines: [String: [Int]]
    let file: String

    /// - Throws: `Faults` with every fault of one file; the costs come first, since shares name them.
    init(
        costs costRecords: RecordTable,
        shares shareRecords: RecordTable,
        _ form: AmountForm
    ) throws(Faults) {
        var costTable = costRecords
        var places: [String: Int] = [:]
        var departments: [String] = []
        var costs: [Money] = []
        for record in costRecords.records {
            let name = costTable.faults.name(
                TableCell(
                    costRecords.field("department", of: record),
                    record,
                    "department"
                )
            )
            if let name, let first = places.updateValue(record.line, forKey: name) {
                costTable.faults.add(
                    record,
                    column: "department",
                    "'\(escapedName(name))' is on line \(first) too"
                )
            }
            let cost = costTable.faults.amount(
                TableCell(costRecords.field("cost", of: record), record, "cost"),
                form
            )
            guard let name, let cost else { continue }
            departments.append(name)
            costs.append(cost)
        }
        try costTable.faults.throwIfAny()
        self.departments = departments
        self.costs = costs
        file = shareRecords.file
        (shares, lines) = try Self.shares(shareRecords, Set(departments), costs: costRecords.file)
    }

    private static func shares(
        _ records: RecordTable,
        _ departments: Set<String>,
        costs: String
    ) throws(Faults) -> ([ServiceNetwork.Share], [String: [Int]]) {
        var table = records
        var places: [[String]: Int] = [:]
        var lines: [String: [Int]] = [:]
        var shares: [ServiceNetwork.Share] = []
        for record in records.records {
            let names = ["from", "to"].compactMap { column -> String? in
                let field = records.field(column, of: record)
                guard let name = table.faults.name(TableCell(field, record, column)) else {
                    return nil
                }
                guard departments.contains(name) else {
                    table.faults.add(
                        record,
                        column: column,
                        "'\(escapedName(name))' has no cost in \(costs); list it, with 0 if it has "
                            + "none of its own"
                    )
                    return nil
                }
                return name
            }
            let share = table.faults.number(
                TableCell(records.field("share", of: record), record, "share")
            )
            if let share, share.isNegative {
                table.faults.add(
                    record,
                    column: "share",
                    "the share is below zero: \(written(share))"
                )
            }
            guard names.count == 2, let share else { continue }
            if let first = places.updateValue(record.line, forKey: names) {
                table.faults.add(
                    record,
                    "the share of '\(escapedName(names[0]))' that goes to "
                        + "'\(escapedName(names[1]))' is on line \(first) too"
                )
            }
            lines[names[0], default: []].append(record.line)
            shares.append(.init(from: names[0], to: names[1], share: share))
        }
        try table.faults.throwIfAny()
        return (shares, lines)
    }

    /// What the library says, with the lines of the departments concerned.
    func words(_ error: ServiceError) -> String {
        let concerned: [String] =
            switch error {
            case .sharesDoNotSumToOne(let from, _): [from]
            case .closedLoop(let loop): loop
            case .nothingToFinal(let department): [department]
            case .nothingLeftInOrder(let department, _): [department]
            default: []
            }
        let numbers = concerned.flatMap { lines[$0] ?? [] }.sorted()
        guard let first = numbers.first else { return "\(file): \(error)" }
        return numbers.count == 1
            ? "\(file):\(first): \(error)"
            : "\(file):\(first): \(error) (lines "
                + "\(numbers.map(String.init).joined(separator: ", ")))"
    }
}
