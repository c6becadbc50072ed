package import TopsliceOptions
package import TopsliceRecords

/// Options of every command that reads a table of rows.
package struct InputOptions: StatedOptions {
    package var delimiter: Delimiter?
    package var missing: [String]?
    package var filter: RowFilter?
    package var counts: String?
    package var threads: Int?
    package var table: String?
    package var query: String?

    package init() {}

    package static let alternatives = [["table", "query"]]

    package static let entries: [OptionEntry<Self>] = [
        .delimiter(\.delimiter),
        .init(
            "missing_codes",
            \.missing,
            .columns,
            flag: "missing",
            "Texts that count as missing besides the empty field, separated by commas."
        ),
        .filter(\.filter, scope: .result),
        .counts(\.counts, scope: .result),
        .table(\.table),
        .query(\.query),
        .threads(\.threads, "Worker threads."),
    ]

    /// Which rows of a database are meant.
    package var choice: DatabaseChoice? { DatabaseChoice(table: table, query: query) }

    package var separator: Delimiter { filled.delimiter.value("delimiter") }
    package var missingCodes: [String] { missing ?? [] }
    package var threadCount: Int { filled.threads.value("threads") }
}

extension OptionEntry {
    package static func delimiter(
        _ path: WritableKeyPath<Options, Delimiter?> & Sendable,
        scope: OptionStatement.Scope = .everywhere
    ) -> Self {
        Self(
            "delimiter",
            path,
            .choice(reading: { Delimiter(spelling: $0) }),
            scope: scope,
            default: .value(.comma),
            "What stands between fields"
        )
    }

    /// Frequency weights, of every command that reads a cohort.
    package static func counts(
        _ path: WritableKeyPath<Options, String?> & Sendable,
        scope: OptionStatement.Scope = .everywhere
    ) -> Self {
        Self(
            "counts",
            path,
            .text,
            scope: scope,
            "Column of how many people each row stands for, whole numbers (frequency weights); else each is one person."
        )
    }

    package static func table(_ path: WritableKeyPath<Options, String?> & Sendable) -> Self {
        Self(
            "table",
            path,
            .text,
            scope: .statedResult,
            "With postgresql://HOST/DATABASE or duckdb:FILE: the table that is read, perhaps with its schema."
        )
    }

    package static func query(_ path: WritableKeyPath<Options, String?> & Sendable) -> Self {
        Self(
            "query",
            path,
            .query,
            scope: .statedResult,
            "With postgresql://HOST/DATABASE or duckdb:FILE: the query whose rows are read; one that changes data is refused."
        )
    }

    package static func threads(
        _ path: WritableKeyPath<Options, Int?> & Sendable,
        _ meaning: String
    ) -> Self {
        Self(
            "threads",
            path,
            .whole(1...64),
            scope: .commandLine,
            default: .value(2),
            meaning
        )
    }
}

extension Delimiter: SpelledChoice {
    package var spelling: String { name }
}

/// Options of every command that gives intervals.
package struct IntervalOptions: StatedOptions {
    package var level: Double?

    package init() {}

    package static let entries: [OptionEntry<Self>] = [
        .init(
            "confidence_level",
            \.level,
            .between(0, 1),
            flag: "level",
            scope: .result,
            default: .value(0.95),
            "Coverage of the intervals."
        )
    ]

    package var coverage: Double { filled.level.value("confidence_level") }
}
