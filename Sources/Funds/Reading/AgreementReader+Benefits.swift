import TopsliceDoor
import TopsliceRecords

extension AgreementReader {
    /// The entries of an attribution that shares are made of, one an agency, with the key of their numbers; and the entries of the file that are
    /// said of them. Nil with a fault where there are none.
    ///
    /// Without `benefits` those of the outcome; with it the money of one beneficiary in the matrix of who caused it by whom it benefits.
    mutating func measuredItems(
        _ map: YAMLMap,
        _ all: [YAMLEntry],
        _ field: Field,
        at node: YAMLNode
    ) -> (entries: [YAMLEntry], items: [YAMLNode], key: String)? {
        guard let wanted = map["benefits"] else {
            guard let items = Self.list(all, AttributionKeys.attribution) else {
                fault(
                    node,
                    "'\(field.shown)' holds no attribution; expected what topslice attribute writes"
                )
                return nil
            }
            return (all, items, AttributionKeys.Contribution.shapley)
        }
        guard let name = self.field(wanted) else { return nil }
        guard let value = all.first(where: { $0.key == AttributionKeys.benefits })?.value,
            case .map(let benefits) = value.content,
            let cells = Self.list(benefits, AttributionKeys.Benefits.cells)
        else {
            fault(
                wanted,
                "'\(field.shown)' holds no benefits; expected what topslice attribute writes of --outcomes with units of money"
            )
            return nil
        }
        var others: [String] = []
        let items = cells.filter { cell in
            guard case .map(let members) = cell.content,
                let node = members.first(where: {
                    $0.key == AttributionKeys.Benefits.beneficiary
                })?.value, case .scalar(let scalar) = node.content
            else { return false }
            if !others.contains(scalar.text) { others.append(scalar.text) }
            return scalar.text == name.text
        }
        guard !items.isEmpty else {
            fault(
                wanted,
                "'\(field.shown)' has no beneficiary '\(name.shown)'"
                    + Spelling.suggestion(for: name.text, among: others)
            )
            return nil
        }
        // Of the main outcome, which is not this money.
        let ofOutcome = [AttributionKeys.total, AttributionKeys.coalitions]
        return (
            all.filter { !ofOutcome.contains($0.key) }, items, AttributionKeys.Benefits.amount
        )
    }

    private static func list(_ entries: [YAMLEntry], _ key: String) -> [YAMLNode]? {
        guard case .list(let items)? = entries.first(where: { $0.key == key })?.value.content
        else { return nil }
        return items
    }
}
