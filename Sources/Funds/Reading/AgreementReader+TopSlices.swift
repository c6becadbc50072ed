import TopsliceExactArithmetic
import TopsliceMoney
import TopsliceRecords

extension AgreementReader {
    mutating func topSlice(_ map: YAMLMap, due: [String]?) -> (any ContributionRule)? {
        var entries: [TopSlice.Entry] = []
        var seen: Set<String> = []
        for item in list(map, "budgets") {
            guard let entry = self.map(item) else { continue }
            if let read = slice(entry, &seen, due: due) { entries.append(read) }
        }
        return entries.isEmpty ? nil : TopSlice(entries: entries)
    }

    private mutating func slice(
        _ entry: YAMLMap,
        _ seen: inout Set<String>,
        due: [String]?
    ) -> TopSlice.Entry? {
        require(entry, ["partner", "budget"])
        refuseUnknownKeys(
            entry,
            ["partner", "budget", "percent", "amount", "minimum", "reversed"]
        )
        let partner = partner(entry, "partner")
        let budget = amount(entry, "budget")
        let percent = percentage(entry, "percent")
        let stated = amount(entry, "amount")
        let minimum = amount(entry, "minimum")
        let reversals = reversals(entry, due: due)
        guard entry.contains("percent") != entry.contains("amount") else {
            fault(entry.node, "expected either 'percent' or 'amount' of the budget")
            return nil
        }
        guard let partner, let budget else { return nil }
        if !seen.insert(partner).inserted {
            fault(entry.node, "partner '\(partner)' is sliced twice by this clause")
        }
        for (key, value) in [("amount", stated), ("minimum", minimum)] {
            if let value, value > budget, let node = entry[key] {
                fault(node, "is above the budget of \(budget.formatted())")
            }
        }
        guard let slice = percent.map(TopSlice.Slice.part) ?? stated.map(TopSlice.Slice.amount)
        else { return nil }
        return TopSlice.Entry(
            partner: partner,
            budget: budget,
            slice: slice,
            minimum: minimum,
            reversed: reversals.all,
            reversedByPhase: reversals.byPhase
        )
    }

    /// One day for all entries of a partner, or a day for each entry that is given back.
    private mutating func reversals(
        _ entry: YAMLMap,
        due: [String]?
    ) -> (all: CalendarDate?, byPhase: [String: CalendarDate]) {
        guard let node = entry["reversed"] else { return (nil, [:]) }
        guard case .map(let days) = node.content else {
            return (field(node).flatMap { reversal($0) }, [:])
        }
        var byPhase: [String: CalendarDate] = [:]
        for day in days {
            let key = keyField(day)
            guard let phase = phase(key), let field = field(day.value),
                let date = reversal(field)
            else { continue }
            guard due?.contains(phase) == true else {
                faults.add(key, "nothing is due in phase '\(phase)' by this clause")
                continue
            }
            if let start = declared.phase(phase)?.period.from, date < start {
                faults.add(field, "\(date) comes before the entry, which is made on \(start)")
            }
            byPhase[phase] = date
        }
        return (nil, byPhase)
    }

    private mutating func reversal(_ field: Field) -> CalendarDate? {
        guard let date = faults.date(field) else { return nil }
        if declared.term?.contains(date) == false {
            faults.add(field, "\(date) lies outside the term")
        }
        return date
    }
}
