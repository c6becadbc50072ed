/// A model in the notation of R and fixest: `y ~ x1 + x2*x3 + factor(z) + I(x^2) | absorbed1 + absorbed2`.
///
/// Terms follow R's `terms()`: main effects first, then two-way interactions and so on, each in the order written; the variables
/// of a term in the order in which they first appear in the formula.
package struct Formula: Sendable, Equatable {
    package let text: String
    package let response: Variable
    /// Every variable of the right-hand side, in order of first appearance.
    package let variables: [Variable]
    /// Each term as the numbers of its variables, increasing.
    package let terms: [[Int]]
    package let hasIntercept: Bool
    /// Columns after `|`: their fixed effects are absorbed and not reported.
    package let absorbed: [String]

    init(
        text: String,
        response: Variable,
        variables: [Variable],
        terms: [[Int]],
        hasIntercept: Bool,
        absorbed: [String]
    ) {
        self.text = text
        self.response = response
        self.variables = variables
        self.terms = terms
        self.hasIntercept = hasIntercept
        self.absorbed = absorbed
    }

    /// One variable of a formula.
    package enum Variable: Sendable, Hashable {
        /// A column, or arithmetic on columns; a column that holds text is taken as a factor.
        case expression(Expression)
        /// `factor(z)`: treatment contrasts named `factor(z)2`.
        case factor(column: String)
        /// fixest's `i(z)`: the same contrasts named `z::2`.
        case indicators(column: String)
        /// `poly(x, 3, raw = TRUE)`: powers one to `degree` of a column.
        case powers(column: String, degree: Int)

        /// The name as R would deparse it.
        package var label: String {
            switch self {
            case .expression(let expression): expression.label
            case .factor(let column): "factor(\(Formula.quoted(column)))"
            case .indicators(let column): column
            case .powers(let column, let degree):
                "poly(\(Formula.quoted(column)), \(degree), raw = TRUE)"
            }
        }

        /// The column, where the variable is nothing but a column.
        package var plainColumn: String? {
            if case .expression(let expression) = self { return expression.plainColumn }
            return nil
        }

        /// Columns of the file that the variable reads.
        package var columns: [String] {
            switch self {
            case .expression(let expression): expression.columns
            case .factor(let column), .indicators(let column), .powers(let column, _): [column]
            }
        }
    }

    /// A name as it must stand in a formula: in backticks unless it is a plain identifier.
    package static func quoted(_ name: String) -> String {
        let plain = name.utf8.enumerated().allSatisfy { index, byte in
            FormulaLexer.isNameByte(byte, first: index == 0)
        }
        return plain && !name.isEmpty ? name : "`\(name)`"
    }

    /// Columns that stand in the formula by themselves and nowhere as numbers, so that their cells tell what they are.
    package var undeclaredColumns: [String] {
        var numbers = Set(response.columns)
        for variable in variables where variable.plainColumn == nil {
            switch variable {
            case .expression, .powers: numbers.formUnion(variable.columns)
            case .factor, .indicators: break
            }
        }
        var seen: Set<String> = []
        return variables.compactMap(\.plainColumn).filter {
            !numbers.contains($0) && seen.insert($0).inserted
        }
    }

    /// Columns of the file that must be numbers, and those that name groups; each once, in order of appearance.
    package func columnsUsed(textColumns: Set<String>) -> (numbers: [String], groups: [String]) {
        var numbers: [String] = []
        var groups: [String] = []
        func note(_ column: String, isGroup: Bool) {
            if isGroup {
                if !groups.contains(column) { groups.append(column) }
            } else if !numbers.contains(column) {
                numbers.append(column)
            }
        }
        for variable in [response] + variables {
            switch variable {
            case .factor(let column), .indicators(let column): note(column, isGroup: true)
            case .powers(let column, _): note(column, isGroup: false)
            case .expression(let expression):
                if let column = expression.plainColumn, textColumns.contains(column) {
                    note(column, isGroup: true)
                } else {
                    for column in expression.columns { note(column, isGroup: false) }
                }
            }
        }
        for column in absorbed { note(column, isGroup: true) }
        return (numbers, groups)
    }
}

/// A formula that cannot be read, with the place.
package struct FormulaError: Error, Equatable, CustomStringConvertible {
    package let text: String
    /// Character position, counted from 1.
    package let position: Int
    package let problem: String

    package var description: String {
        "formula, character \(position): \(problem), in '\(text)'"
    }
}
