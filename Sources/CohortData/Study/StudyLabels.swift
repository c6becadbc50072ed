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
        /// Whether it is declared to hold levels, so that what follows its name in a term is one.
        let isCategory: Bool
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

    /// The label of a level of a column, or the level where it has none.
    package func level(_ level: String, of column: String) -> String {
        columns.first { $0.name == column }?.levels.first { $0.name == level }?.label ?? level
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
    package func term(_ term: String) -> String {
        let parts = term.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        return parts.allSatisfy({ part($0) == nil })
            ? term : parts.map { part($0) ?? $0 }.joined(separator: " × ")
    }

    private func part(_ text: String) -> String? {
        if let label = label(text) { return label }
        // `factor(need)4` of the notation of R.
        if text.hasPrefix("factor("), let end = text.firstIndex(of: ")") {
            let column = String(text[..<end].dropFirst("factor(".count))
            let level = String(text[text.index(after: end)...])
            guard columns.contains(where: { $0.name == column }) else { return nil }
            return level.isEmpty
                ? label(column) : "\(name(column)): \(self.level(level, of: column))"
        }
        // The longest name first: one may begin like another.
        let named = columns.filter { text.hasPrefix($0.name) }.max {
            $0.name.utf8.count < $1.name.utf8.count
        }
        guard let named else { return nil }
        let rest = String(text.dropFirst(named.name.count))
        let isLevel = named.isCategory || named.levels.contains { $0.name == rest }
        return isLevel ? "\(name(named.name)): \(level(rest, of: named.name))" : nil
    }

    private func label(_ column: String) -> String? {
        columns.first { $0.name == column }?.label
    }
}
