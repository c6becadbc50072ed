import TopsliceMoney
import TopsliceRecords

extension AgreementReader {
    /// The agreement with the year's figures in the places of their names.
    ///
    /// - Parameter given: the table the command line names, in place of the one the agreement does.
    mutating func withParameters(
        _ root: YAMLNode,
        given: String?
    ) -> (YAMLNode, used: [UsedParameter]) {
        guard case .map(let entries) = root.content else { return (root, []) }
        let named = entries.first { $0.key == "parameters_file" }?.value
        let table: Parameters
        if let given {
            table = Parameters(.given(given), on: firstDay(entries), &faults)
        } else if let field = named.flatMap({ field($0) }) {
            table = Parameters(
                .stated(StatedPath(field.text, in: file), field),
                on: firstDay(entries),
                &faults
            )
        } else {
            return (root, [])
        }
        return table.substituted(in: root, file: file, &faults)
    }

    /// The first day of the term; nil where it cannot be read, which is said elsewhere.
    private func firstDay(_ root: [YAMLEntry]) -> CalendarDate? {
        guard case .map(let term) = root.first(where: { $0.key == "term" })?.value.content,
            case .scalar(let text) = term.first(where: { $0.key == "from" })?.value.content
        else { return nil }
        return CalendarDate(parsing: text.text)
    }
}
