/// The words of a study: what people read instead of the names of columns and levels, which data keep.
package struct StudyLabels: Sendable, Equatable, Codable {
    /// In the order of the study.
    package internal(set) var columns: [Column]
    /// What the study asks, as the title of its report; nil for a title made from the outcome.
    package internal(set) var question: String?
    /// What one person's outcome is counted in, such as "days" or "£"; nil for a plain number.
    package internal(set) var unit: String?

    package struct Column: Sendable, Equatable, Codable {
        package let name: String
        /// Nil where only its levels have labels.
        package let label: String?
        package let levels: [Level]
    }

    package struct Level: Sendable, Equatable, Codable {
        package let name: String
        package let label: String
    }

    package init() {
        columns = []
    }

    package var isEmpty: Bool { columns.isEmpty && question == nil && unit == nil }

    /// The label of a column, or its name where it has none.
    package func name(_ column: String) -> String {
        label(column) ?? column
    }

    /// The same within a sentence: a name that is no word stands between quotes.
    package func quoted(_ column: String) -> String {
        label(column) ?? "‘\(column)’"
    }

    /// A column or a term of a model within a warning, which marks names with straight quotes.
    package func marked(_ term: String) -> String {
        let words = self.term(term)
        return words == term ? "'\(term)'" : words
    }

    /// A term of a model such as `need4:prior1` in words: "Need: very high × Prior: 1"; as it stands where nothing of it has a label.
    func term(_ term: String) -> String {
        let parts = term.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        return parts.allSatisfy({ part($0) == nil })
            ? term : parts.map { part($0) ?? $0 }.joined(separator: " × ")
    }

    private func part(_ text: String) -> String? {
        if let label = label(text) { return label }
        for column in columns {
            guard text.hasPrefix(column.name) else { continue }
            let rest = text.dropFirst(column.name.count)
            if let level = column.levels.first(where: { $0.name == rest }) {
                return "\(column.label ?? column.name): \(level.label)"
            }
        }
        return nil
    }

    private func label(_ column: String) -> String? {
        columns.first { $0.name == column }?.label
    }
}
