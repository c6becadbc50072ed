package import TopsliceRecords

/// The contract for a cohort file: its columns, and what they are for.
///
/// Written as YAML (see `Study.read`); its keys are stated by `StudyFileOptions`, `StudyAnalysis` and
/// `StudyColumnKeys`.
package struct Study: Sendable, Equatable {
    /// In the order declared.
    package var columns: [StudyColumn]
    package var isStrict: Bool
    package var delimiter: Delimiter
    package var missingCodes: [String]
    package var allowedIdentifiers: [String]
    /// Whether columns that name people directly (name, postcode, date of birth, …) are refused, or, where
    /// nobody wrote a contract, only warned of.
    package var refusesIdentifiers: Bool
    package var analysis: StudyAnalysis
    /// Which rows are analysed; nil: all.
    package var filter: RowFilter?
    /// Column of how many people each row stands for; nil where each is one person.
    package var counts: String?
    /// What people read instead of the names of columns and levels.
    package var labels = StudyLabels()
    /// Columns that may hold numbers, or flags in words, where nobody declared them: outcomes.
    package var numbersOrFlags: Set<String> = []

    package init(
        columns: [StudyColumn] = [],
        isStrict: Bool = false,
        delimiter: Delimiter = .comma,
        missingCodes: [String] = [],
        allowedIdentifiers: [String] = [],
        refusesIdentifiers: Bool = true,
        analysis: StudyAnalysis = StudyAnalysis(),
        filter: RowFilter? = nil
    ) {
        self.columns = columns
        self.isStrict = isStrict
        self.delimiter = delimiter
        self.missingCodes = missingCodes
        self.allowedIdentifiers = allowedIdentifiers
        self.refusesIdentifiers = refusesIdentifiers
        self.analysis = analysis
        self.filter = filter
    }

    /// To whom outcomes are worth something, as declared.
    var beneficiaries: [String] { columns.compactMap(\.beneficiary) }

    /// Columns with a label. Whoever an outcome benefits may have one too, and is no column.
    var labelledColumns: [String] {
        let others = Set(beneficiaries)
        return labels.columns.map(\.name).filter { column($0) != nil || !others.contains($0) }
    }

    package func column(_ name: String) -> StudyColumn? {
        columns.first { $0.name == name }
    }
}
