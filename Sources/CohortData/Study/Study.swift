package import TopsliceRecords

/// The contract for a cohort file: its columns, and what they are for.
///
/// Written as YAML (see `Study.read`). Besides the keys of `StudyAnalysis`, every key optional:
///
/// | key | meaning | default |
/// |---|---|---|
/// | `columns` | map of column name to its declaration, below | none |
/// | `strict` | refuse columns that are not declared | `false` |
/// | `delimiter` | `,` `;` `\|` or `tab` | `,` |
/// | `missing_codes` | texts that count as an empty cell everywhere | none |
/// | `allow_identifiers` | columns that may be present although they name people | none |
///
/// and of a column:
///
/// | key | meaning | default |
/// |---|---|---|
/// | `type` | `id`, `binary`, `integer`, `number`, `money`, `category`, `date` | must be given |
/// | `range` | `[least, greatest]`, either may be `none` | none; money not below 0 |
/// | `missing` | `allowed` or `refused` | `allowed` for a category, else `refused` |
/// | `missing_codes` | texts that count as an empty cell in this column | none |
/// | `after` | a date column that this date may not be before | none |
/// | `levels` | the levels a category may have | any |
/// | `unique` | whether an id may stand on one row only | `true` |
/// | `scientific` | whether ids such as `1.23E+11` are meant: `allowed` or `refused` | `refused` |
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

    package init(
        columns: [StudyColumn] = [],
        isStrict: Bool = false,
        delimiter: Delimiter = .comma,
        missingCodes: [String] = [],
        allowedIdentifiers: [String] = [],
        refusesIdentifiers: Bool = true,
        analysis: StudyAnalysis = StudyAnalysis()
    ) {
        self.columns = columns
        self.isStrict = isStrict
        self.delimiter = delimiter
        self.missingCodes = missingCodes
        self.allowedIdentifiers = allowedIdentifiers
        self.refusesIdentifiers = refusesIdentifiers
        self.analysis = analysis
    }

    package func column(_ name: String) -> StudyColumn? {
        columns.first { $0.name == name }
    }
}
