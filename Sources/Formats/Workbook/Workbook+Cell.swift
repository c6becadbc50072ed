extension Workbook.Cell {
    /// What a cell of a spreadsheet can hold.
    enum Content: Equatable {
        case blank
        case number(Double)
        case words(String)
    }

    /// Spreadsheets keep numbers as doubles and show 15 significant digits of them.
    private static let digitLimit: UInt = 1_000_000_000_000_000

    /// The content as it goes into the file.
    ///
    /// An amount becomes the double nearest to it, which shows and adds up exactly to the penny as
    /// long as it has at most 15 digits; one with more digits becomes words, because a spreadsheet
    /// would silently show it rounded.
    var content: Content {
        switch self {
        case .empty: return .blank
        case .text(let words): return .words(words)
        case .integer(let value):
            return value.magnitude < Self.digitLimit
                ? .number(Double(value)) : .words(value.description)
        case .number(let value): return value.isFinite ? .number(value) : .blank
        case .date(let dayNumber):
            // Day 1 of spreadsheets is 1 January 1900, and they know a 29 February of that year.
            let serial = dayNumber + 25_569
            return (61...2_958_465).contains(serial) ? .number(Double(serial)) : .blank
        case .formula: return .blank
        case .minorUnits(let units, let decimals):
            guard units.magnitude < Self.digitLimit, (0...9).contains(decimals) else {
                return .words(Self.decimalText(units, decimals: decimals))
            }
            // Both are exact, and division is correctly rounded: the nearest double there is.
            return .number(Double(units) / Self.power(decimals))
        }
    }

    private static func power(_ decimals: Int) -> Double {
        (0..<decimals).reduce(1.0) { product, _ in product * 10 }
    }

    private static func decimalText(_ units: Int, decimals: Int) -> String {
        let digits = String(units.magnitude)
        let missing = max(0, decimals + 1 - digits.count)
        let padded = String(repeating: "0", count: missing) + digits
        let sign = units < 0 ? "-" : ""
        guard decimals > 0 else { return sign + padded }
        return sign + padded.dropLast(decimals) + "." + padded.suffix(decimals)
    }

    /// About how many characters the cell takes, for the width of its column.
    var displayLength: Int {
        switch self {
        case .empty: 0
        case .text(let words): words.count
        // Separators and a currency symbol need room too.
        case .integer(let value): value.description.count * 4 / 3 + 1
        case .number: 10
        case .date: 12
        // Whatever it comes to after a change: totals of tens of millions fit.
        case .formula(_, .amount): 18
        case .formula(let formula, .plain): max(12, formula.longestWords)
        case .minorUnits(let units, _): units.description.count * 4 / 3 + 4
        }
    }
}
