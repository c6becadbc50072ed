import ExactArithmetic
import Money

/// The actuals of a period: rows of a table, checked against an agreement.
public struct Actuals: Sendable {
    /// The scenario of rows that name none.
    public static let actual = "actual"

    public let file: String
    /// Those of the scenario asked for and the actual ones, in the order of the table.
    public let rows: [ActualRow]
    /// Every scenario the table names, sorted.
    public let scenarios: [String]
    public let scenario: String

    /// Columns of the table.
    public static let columns = [
        "date", "kind", "id", "partner", "amount", "quantity", "scenario", "note",
    ]

    static let none = Actuals(file: "", rows: [], scenarios: [], scenario: actual)

    init(file: String, rows: [ActualRow], scenarios: [String], scenario: String) {
        self.file = file
        self.rows = rows
        self.scenarios = scenarios
        self.scenario = scenario
    }
}
