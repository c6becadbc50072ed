import TopsliceDoor
import TopsliceExactArithmetic
import TopsliceMoney
import TopsliceRecords

private typealias Keys = AttributionKeys

extension AgreementReader {
    /// `measured: {attribution: attribution.json, benefits: police, take: estimate}` of a saving: the column of one beneficiary of the matrix
    /// of who caused it by whom it benefits.
    ///
    /// - `share`: whose attribution is read where one is at hand.
    mutating func measuredSaving(_ map: YAMLMap, share: String?) -> MeasuredSaving? {
        guard let entry = self.map(map, "measured") else { return nil }
        refuseUnknownKeys(entry, ["attribution", "benefits", "take"])
        require(entry, ["attribution", "benefits"])
        if let node = map["unit_value"] {
            fault(
                node,
                "'unit_value' counts a saving, and 'measured' measures it; give one of them"
            )
        }
        let taken = choice(entry, "take", MeasuredSaving.Taken.self)
        if !entry.contains("take") { note(entry.node.path + ".take", "estimate") }
        guard let node = entry["attribution"], let field = field(node),
            let wanted = entry["benefits"], let name = self.field(wanted),
            let document = attribution(field, share: share),
            let matrix = members(document.root, Keys.benefits)
        else { return nil }
        let columns = items(matrix, Keys.Benefits.beneficiaries)
        guard
            let column = columns.first(where: {
                scalar($0, Keys.Benefits.beneficiary) == name.text
            })
        else {
            let others = columns.compactMap { scalar($0, Keys.Benefits.beneficiary) }
            fault(
                wanted,
                others.isEmpty
                    ? "'\(field.shown)' holds no benefits; expected what topslice attribute writes of --outcomes with units of money"
                    : "'\(field.shown)' has no beneficiary '\(name.shown)'"
                        + Spelling.suggestion(for: name.text, among: others)
            )
            return nil
        }
        guard let currency = faults.currency else { return nil }
        guard let code = scalar(matrix, Keys.Benefits.currency) else {
            fault(wanted, "the benefits of '\(field.shown)' state no currency")
            return nil
        }
        guard code == currency.code else {
            fault(
                wanted,
                "the benefits of '\(field.shown)' are in \(Field.shown(code)), and the agreement is in \(currency.code)"
            )
            return nil
        }
        func money(_ key: String) -> Money? {
            scalar(column, key).flatMap { try? Money(parsing: $0, currency: currency) }
        }
        guard let estimate = money(Keys.Benefits.amount) else {
            fault(
                wanted,
                "'\(field.shown)' states no amount for the beneficiary '\(name.shown)'"
            )
            return nil
        }
        let (low, high) = (money(Keys.Benefits.low), money(Keys.Benefits.high))
        if taken == .low, low == nil {
            fault(entry["take"] ?? wanted, "'\(field.shown)' states no interval to take an end of")
            return nil
        }
        let saving = MeasuredSaving(
            file: field.text,
            beneficiary: name.text,
            estimate: estimate,
            low: low,
            high: high,
            confidence: members(document.root, Keys.method).flatMap {
                scalar($0, Keys.Method.confidenceLevel)
            }.flatMap { try? Rational(parsing: $0, allowingExponent: true) },
            people: scalar(matrix, Keys.Benefits.people).flatMap(Int.init),
            taken: taken ?? .estimate
        )
        if saving.holdsZero {
            notices.append(
                AgreementNotice(
                    place(node),
                    .savingMayBeNothing(
                        beneficiary: name.text,
                        file: field.text,
                        confidence: saving.confidenceWords
                    )
                )
            )
        }
        return saving
    }

    private func members(_ node: YAMLNode, _ key: String) -> [YAMLEntry]? {
        guard case .map(let entries) = node.content,
            case .map(let members) = entries.first(where: { $0.key == key })?.value.content
        else { return nil }
        return members
    }

    private func items(_ entries: [YAMLEntry], _ key: String) -> [[YAMLEntry]] {
        guard case .list(let items) = entries.first(where: { $0.key == key })?.value.content else {
            return []
        }
        return items.compactMap { if case .map(let members) = $0.content { members } else { nil } }
    }

    private func scalar(_ entries: [YAMLEntry], _ key: String) -> String? {
        guard case .scalar(let scalar) = entries.first(where: { $0.key == key })?.value.content,
            scalar.text != "null"
        else { return nil }
        return scalar.text
    }
}
