import TopsliceMoney
import TopsliceRecords

extension AgreementReader {
    /// The agreement with the year's figures in the places of their names.
    ///
    /// - Parameter given: the table the command line names, in place of the one the agreement does.
    mutating func withParameters(
        _ root: YAMLNode,
        given: String?
    ) -> (YAMLNode, used: UsedParameters) {
        guard case .map(let entries) = root.content else { return (root, UsedParameters()) }
        let named = entries.first { $0.key == "parameters_file" }?.value
        let origin: Parameters.Origin
        if let given {
            origin = .given(given)
        } else if let field = named.flatMap({ field($0) }) {
            origin = .stated(StatedPath(field.text, in: file), field)
        } else {
            return (root, UsedParameters())
        }
        guard !headings.isUnknown else {
            return Parameters.unread.substituted(in: root, file: file, &faults)
        }
        faults.tableKeys.insert("parameters_file")
        faults.currency = statedCurrency(entries)
        let table = Parameters(
            origin,
            headedBy: headings.ofTable("parameters_file"),
            on: firstDay(entries),
            &faults
        )
        return table.substituted(in: root, file: file, &faults)
    }

    /// The first day of the term; nil where it cannot be read, which is said elsewhere.
    private func firstDay(_ root: [YAMLEntry]) -> CalendarDate? {
        guard case .map(let term) = root.first(where: { $0.key == "term" })?.value.content,
            case .scalar(let text) = term.first(where: { $0.key == "from" })?.value.content
        else { return nil }
        return CalendarDate(parsing: text.text)
    }

    /// The currency of the agreement; nil where it cannot be read, which is said elsewhere.
    private func statedCurrency(_ root: [YAMLEntry]) -> Currency? {
        guard let node = root.first(where: { $0.key == "currency" })?.value else { return .pounds }
        guard case .scalar(let text) = node.content else { return nil }
        return try? Currency(code: text.text)
    }
}
