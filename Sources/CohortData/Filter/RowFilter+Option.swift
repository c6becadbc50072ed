package import TopsliceOptions
internal import TopsliceRecords

extension OptionEntry {
    /// The row filter, of every command that reads a cohort.
    package static func filter(
        _ path: WritableKeyPath<Options, RowFilter?> & Sendable,
        scope: OptionStatement.Scope = .everywhere
    ) -> Self {
        Self(
            "where",
            path,
            .rowFilter,
            scope: scope,
            "Rows to read, such as 'area = E06 and age >= 18': column, one of = != < <= > >=, value; joined by and."
        )
    }
}

extension OptionForm where Value == RowFilter {
    /// Comparisons joined by `and`.
    package static var rowFilter: Self {
        Self(
            .text,
            fromText: { text, faults in
                do throws(RowFilterParser.Fault) {
                    return try RowFilterParser.filter(text.value)
                } catch {
                    faults.add(text, "character \(error.character): \(error.message)")
                    return nil
                }
            },
            fromNode: { node, reader in
                guard let text = node.text(&reader.faults) else { return nil }
                do throws(RowFilterParser.Fault) {
                    return try RowFilterParser.filter(text)
                } catch {
                    let message = "character \(error.character) of the text: \(error.message)"
                    reader.faults.add(.value, node, message)
                    return nil
                }
            },
            written: \.text
        )
    }
}
