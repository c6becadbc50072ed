package import TopsliceRecords

/// Why a cell of a workbook does not hold what its column means.
package enum CellTrouble: Error, Sendable, Hashable {
    package enum Expected: String, Sendable, Hashable {
        case amount = "an amount of money"
        case number = "a number"
        case percentage = "a percentage"
        case day = "a day"
    }

    /// The cell is of another kind.
    case holds(FieldForm, Expected)
    /// The cell states another currency, by its sign or code; the code expected.
    case currency(CellCurrency, expected: String)
    /// A number with more decimals than the currency has, beyond what storing it in binary explains.
    case tooManyDecimals(allowed: Int)
    /// A date in words with two digits for its year.
    case shortYear
    /// A date in figures whose second figure cannot be a month.
    case monthFirst

    /// What is wrong and what was expected; nothing of what the cell holds.
    package var message: String {
        switch self {
        case .holds(let form, let expected):
            "the cell holds \(Self.words(form)), expected \(expected.rawValue)"
                + Self.remedy(form, expected)
        case .currency(let stated, let expected):
            "the cell is formatted in '\(escapedName(stated.mark))', expected \(expected); amounts are "
                + "never relabelled"
        case .tooManyDecimals(let allowed):
            "the cell holds a number with more than \(allowed) decimals behind what it shows; round it "
                + "in the workbook, as in =ROUND(…, \(allowed))"
        case .shortYear:
            "the year has two digits; write four, as in 31/03/2026"
        case .monthFirst:
            "the second figure is no month; days come first, as in 31/03/2026"
        }
    }

    private static func words(_ form: FieldForm) -> String {
        switch form {
        case .written, .typed: "text"
        case .number: "a number"
        case .percentage: "a percentage"
        case .date: "a date"
        case .time: "a time"
        case .truth: "a truth value"
        }
    }

    private static func remedy(_ form: FieldForm, _ expected: Expected) -> String {
        switch (form, expected) {
        case (.number, .day): "; format it as a date in the workbook"
        case (.date, .amount), (.date, .number), (.time, .amount), (.time, .number):
            "; format it as a number in the workbook"
        default: ""
        }
    }
}
