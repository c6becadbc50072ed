import TopsliceMoney
import TopsliceRecords

extension AgreementReader {
    private static let columns = ["id", "agency", "amount", "from", "to", "consent", "left"]

    /// One person's fields, from the agreement or from a table.
    private struct Entry {
        let id: Field?
        let agency: Field?
        let amount: Field?
        let from: Field?
        let to: Field?
        let consent: Field?
        let left: Field?
        let place: FilePlace
    }

    mutating func personalBudgets(_ root: YAMLMap) -> PersonalBudgets? {
        guard let map = map(root, "personal_budgets"), let node = root["personal_budgets"] else {
            return nil
        }
        refuseUnknownKeys(map, ["clause", "people", "people_file"])
        var entries: [Entry] = []
        for item in list(map, "people") {
            guard let person = self.map(item) else { continue }
            require(person, ["id", "agency", "amount"])
            refuseUnknownKeys(person, Self.columns)
            entries.append(
                Entry(
                    id: personal(person, "id"),
                    agency: personal(person, "agency"),
                    amount: personal(person, "amount"),
                    from: personal(person, "from"),
                    to: personal(person, "to"),
                    consent: personal(person, "consent"),
                    left: personal(person, "left"),
                    place: place(item)
                )
            )
        }
        if let table = table(
            map,
            "people_file",
            required: ["id", "agency", "amount"],
            known: Self.columns,
            isPersonal: true
        ) {
            for row in table.rows {
                entries.append(
                    Entry(
                        id: row.require("id", &faults),
                        agency: row.require("agency", &faults),
                        amount: row.require("amount", &faults),
                        from: row["from"],
                        to: row["to"],
                        consent: row["consent"],
                        left: row["left"],
                        place: row.place
                    )
                )
            }
        }
        var seen: Set<String> = []
        let people = entries.compactMap { person($0, &seen) }
        if people.isEmpty, faults.isEmpty { fault(node, "there are no people in it") }
        let early = people.filter { person in person.left.map { $0 < person.period.from } ?? false }
        if !early.isEmpty {
            notices.append(
                AgreementNotice(
                    place(node),
                    .withdrawnBeforeStart(people: early.count, of: people.count)
                )
            )
        }
        let unconsented = people.filter { $0.consent == nil }.count
        if unconsented > 0 {
            notices.append(
                AgreementNotice(place(node), .withoutConsent(people: unconsented, of: people.count))
            )
        }
        return PersonalBudgets(
            clause: text(map, "clause") ?? "personal budgets",
            people: people,
            place: place(node)
        )
    }

    private mutating func personal(_ map: YAMLMap, _ key: String) -> Field? {
        field(map, key)?.personal
    }

    private mutating func person(_ entry: Entry, _ seen: inout Set<String>) -> PersonalBudget? {
        let id = entry.id.flatMap { faults.identifier($0) }
        if let id, let field = entry.id, !seen.insert(id).inserted {
            faults.add(field, "this person occurs twice")
        }
        let agency = entry.agency.flatMap { partner($0) }
        let amount = entry.amount.flatMap { faults.amount($0) }
        let from = entry.from.flatMap { faults.date($0) }
        let to = entry.to.flatMap { faults.date($0) }
        let consent = entry.consent.flatMap { faults.date($0) }
        let left = entry.left.flatMap { faults.date($0) }
        guard let id, let agency, let amount, let term = declared.term else { return nil }
        guard let period = Period(from: from ?? term.from, to: to ?? term.to) else {
            if let field = entry.to ?? entry.from {
                faults.add(field, "the budget ends before it begins")
            }
            return nil
        }
        if period.from < term.from || period.to > term.to, let field = entry.from ?? entry.to {
            faults.add(field, "the budget runs outside the term, \(term.from) to \(term.to)")
        }
        if let left, left > period.to, let field = entry.left {
            faults.add(field, "the last day in the pool comes after the budget's last day")
        }
        if let left, let field = entry.left, left < consent ?? period.from {
            faults.add(
                field,
                consent == nil
                    ? "left before the budget began, and no consent is recorded"
                    : "left before consent was given"
            )
        }
        if let consent, consent > period.from, let field = entry.consent {
            faults.add(
                field,
                "consent comes after the budget was pooled; give the first day in the pool under 'from'"
            )
        }
        return PersonalBudget(
            id: id,
            agency: agency,
            amount: amount,
            period: period,
            consent: consent,
            left: left,
            place: entry.place
        )
    }
}
