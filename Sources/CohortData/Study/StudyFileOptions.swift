package import TopsliceOptions
internal import TopsliceRecords

/// What a study file says besides the analysis: the columns, and how cells are read.
package struct StudyFileOptions: StatedOptions {
    var columns: YAMLNode?
    var strict: Bool?
    var delimiter: Delimiter?
    var missingCodes: [String]?
    var allowedIdentifiers: [String]?
    var filter: RowFilter?
    var counts: String?
    var labels: YAMLNode?
    var question: YAMLNode?
    var unit: YAMLNode?

    package init() {}

    package static let entries: [OptionEntry<Self>] = [
        .init(
            "columns",
            \.columns,
            .inFile { node, _ in node },
            scope: .file,
            "Each column by its name, with the keys of a column."
        ),
        .init(
            "strict",
            \.strict,
            .isOn,
            scope: .file,
            default: .value(false),
            "Refuse columns that are not declared."
        ),
        .delimiter(\.delimiter, scope: .file),
        .init(
            "missing_codes",
            \.missingCodes,
            .columns,
            scope: .file,
            "Texts that count as an empty cell in every column."
        ),
        .init(
            "allow_identifiers",
            \.allowedIdentifiers,
            .columns,
            scope: .file,
            "Columns that may be present although they name people."
        ),
        .init(
            "labels",
            \.labels,
            .inFile { node, _ in node },
            scope: .file,
            "What people read instead of the name of a column or beneficiary: got_housing: Housing, or need: {label: Need, levels: {4: very high}}."
        ),
        .init(
            "question",
            \.question,
            .inFile { node, _ in node },
            scope: .file,
            "What the study asks: the title of its report."
        ),
        .init(
            "outcome_unit",
            \.unit,
            .inFile { node, _ in node },
            scope: .file,
            "What an outcome that is a number is counted in, such as days or £, as reports say it."
        ),
        .filter(\.filter, scope: .file),
        .counts(\.counts, scope: .file),
    ]
}

/// What a study file says of one column.
package enum StudyColumnKeys {
    package static let statements: [OptionStatement] = [
        .key("type", words: ColumnType.allCases.map(\.rawValue), isRequired: true, "What it holds"),
        .key(
            "range",
            fallback: "none; money is not below 0",
            "Least and greatest value, [0, 4]; either may be none."
        ),
        .key(
            "missing",
            words: ["allowed", "refused"],
            fallback: "allowed for a category, else refused",
            "Whether cells may be empty"
        ),
        .key("missing_codes", "Texts that count as an empty cell in this column."),
        .key("after", "A column of dates, before which this date may not lie."),
        .key(
            "levels",
            fallback: "any; of a binary column 0 and 1, yes and no, or the like",
            "The levels a category may have; of a binary column the word for 0 and the word for 1."
        ),
        .key("unique", fallback: "true", "Whether an id may stand on one row only."),
        .key(
            "scientific",
            words: ["allowed", "refused"],
            fallback: "refused",
            "Whether ids such as 1.23E+11 are meant, which spreadsheets make of long numbers"
        ),
        .key(
            "unit",
            "What an outcome counts: a currency such as GBP, its small coin (GBP-pence), or a word such as days; money is shown in whole units."
        ),
        .key(
            "worth",
            "What one unit of an outcome is worth in money, such as GBP 24000.00, where it is no money itself."
        ),
        .key("beneficiary", fallback: "the column", "To whom an outcome is worth something."),
        .key(
            "benefit",
            words: StudyColumnReader.Benefit.allCases.map(\.rawValue),
            fallback: "rise",
            "Whether more of an outcome benefits, or less of it as with a cost"
        ),
    ]
}
