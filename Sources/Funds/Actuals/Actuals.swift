import TopsliceExactArithmetic
import TopsliceMoney
package import TopsliceRecords

/// The actuals of a period: rows of a table, checked against an agreement.
package struct Actuals: Sendable {
    /// The scenario of rows that name none.
    package static let actual = "actual"

    package let file: String
    /// The digest of the table; nil where there is none.
    package let sha256: String?
    /// Those of the scenario asked for and the actual ones, in the order of the table.
    package let rows: [ActualRow]
    /// Every scenario the table names, sorted.
    package let scenarios: [String]
    package let scenario: String
    /// The file that said how the columns are headed; nil without one.
    package let mapping: InputRecord?
    /// Rows that are the same in every column.
    package let repeats: [RepeatedRows]

    /// Columns of the table.
    package static let columns = [
        "date", "kind", "id", "partner", "amount", "quantity", "scenario", "for", "reference",
        "note",
    ]

    /// The same with other rows.
    func holding(_ rows: [ActualRow]) -> Actuals {
        Actuals(
            file: file,
            sha256: sha256,
            rows: rows,
            scenarios: scenarios,
            scenario: scenario,
            mapping: mapping,
            repeats: repeats
        )
    }

    static let none = Actuals(file: "", sha256: nil, rows: [], scenarios: [], scenario: actual)

    init(
        file: String,
        sha256: String?,
        rows: [ActualRow],
        scenarios: [String],
        scenario: String,
        mapping: InputRecord? = nil,
        repeats: [RepeatedRows] = []
    ) {
        self.repeats = repeats
        self.file = file
        self.sha256 = sha256
        self.rows = rows
        self.scenarios = scenarios
        self.scenario = scenario
        self.mapping = mapping
    }
}
