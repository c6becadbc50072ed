import TopsliceDoor
import TopsliceExactArithmetic
import TopsliceMoney
import TopsliceRecords

extension CashCaseReader {
    private static let flowKeys = [
        "id", "from", "to", "amount", "on", "every_months", "times", "lag_months", "at_risk",
    ]

    /// Payments, once or at intervals of months, and which part of them comes how much later.
    mutating func readFlows(_ root: YAMLMap) {
        var ids = SeenNames()
        for map in reader.maps(root, "flows") {
            reader.refuseUnknownKeys(map, Self.flowKeys)
            reader.require(map, ["id", "from", "to", "amount", "on"])
            let id = ids.take(map, &reader)
            if let node = map["id"], let id, contracted.contains(id) {
                reader.fault(node, "'\(escapedName(id))' is a clause of the contracts")
            }
            let from = reader.text(map, "from")
            let to = reader.text(map, "to")
            let amount = reader.amount(map, "amount")
            let dates = dates(map)
            let lag = reader.whole(map, "lag_months", 0...Self.mostMonths)
            let risk = reader.percentage(map, "at_risk")
            if let node = map["at_risk"], !map.contains("lag_months") {
                reader.fault(node, "it says which part comes later; state 'lag_months' as well")
            }
            guard let id, let from, let to, let amount, let dates else { continue }
            if from == to, let node = map["to"] {
                reader.fault(node, "'\(escapedName(to))' would pay itself")
                continue
            }
            guard let later = part(amount, risk ?? .one), let now = try? amount.subtracting(later)
            else { continue }
            for date in dates {
                guard let lagged = date.adding(months: lag ?? 0) else {
                    reader.fault(map.node, "a payment falls after the year 9999")
                    break
                }
                add(from, to, now, id, earned: date, on: date)
                add(from, to, later, id, earned: date, on: lagged)
            }
            if payments.count > Self.mostPayments {
                reader.fault(map.node, "there are more than \(Self.mostPayments) payments")
                return
            }
        }
    }

    /// The part that comes later, to the nearest penny; the rest is what is left.
    private func part(_ amount: Money, _ part: Rational) -> Money? {
        try? amount.multiplied(by: part, rounding: .nearestOrAwayFromZero)
    }

    mutating func add(
        _ from: String,
        _ to: String,
        _ amount: Money,
        _ id: String,
        earned: CalendarDate,
        on date: CalendarDate
    ) {
        guard amount.isPositive else { return }
        payments.append(
            CashPayment(id: id, from: from, to: to, amount: amount, earned: earned, date: date)
        )
    }

    /// A day, and every so many months after it. The month's last day where it has no such day.
    mutating func dates(_ map: YAMLMap) -> [CalendarDate]? {
        let every = reader.whole(map, "every_months", 1...120)
        let times = reader.whole(map, "times", 1...Self.mostMonths)
        if let node = map["every_months"], !map.contains("times") {
            reader.fault(node, "state how many 'times' as well")
        }
        guard let first = reader.date(map, "on") else { return nil }
        var dates: [CalendarDate] = []
        for place in 0..<(times ?? 1) {
            guard let date = first.adding(months: place * (every ?? 1)) else {
                reader.fault(map.node, "a payment falls after the year 9999")
                return nil
            }
            dates.append(date)
        }
        return dates
    }

    /// `date,from,to,amount[,reason]`.
    mutating func readFlowTable(_ root: YAMLMap) {
        guard
            let table = reader.table(
                root,
                "flows_file",
                required: ["date", "from", "to", "amount"],
                optional: ["reason"]
            )
        else { return }
        for record in table.records {
            let date = reader.date(table, record, "date")
            let from = reader.text(table, record, "from")
            let to = reader.text(table, record, "to")
            let amount = reader.amount(table, record, "amount")
            guard let date, let from, let to, let amount else { continue }
            guard from != to else {
                reader.fault(table, record, "to", "'\(escapedName(to))' would pay itself")
                continue
            }
            let reason = table.field("reason", of: record)
            let id = reason.isEmpty ? table.file : reason
            add(from, to, amount, id, earned: date, on: date)
            if payments.count > Self.mostPayments {
                reader.fault(
                    table,
                    record,
                    "",
                    "there are more than \(Self.mostPayments) payments"
                )
                return
            }
        }
    }
}
