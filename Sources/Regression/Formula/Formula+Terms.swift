/// One term of a formula with the design columns it stands for: a number has one, a factor one a level but the
/// first, a polynomial one a power.
package struct FormulaTerm: Sendable, Equatable {
    /// As R would deparse it: `x1`, `factor(area)`, `x1:x2`.
    package let label: String
    package let columns: [String]
    /// How many variables it multiplies; 1 for a main effect.
    package let variableCount: Int
    /// Of the variables that are nothing but a column, the column.
    package let variables: [String]
    /// Columns that are read inside the others.
    private let hidden: [String]

    package init(
        label: String,
        columns: [String],
        variableCount: Int,
        variables: [String] = [],
        hidden: [String] = []
    ) {
        self.label = label
        self.columns = columns
        self.variableCount = variableCount
        self.variables = variables
        self.hidden = hidden
    }

    /// Whether a column stands in it otherwise than by itself, as in `I(x^2)` or `factor(x)`.
    package func hides(_ column: String) -> Bool { hidden.contains(column) }
}

extension Formula {
    /// The terms of the right-hand side in the order of the design.
    ///
    /// - `levels`: of each group column, in order; the first is the reference.
    /// - `textColumns`: columns that hold text, so that their bare name stands for a factor.
    package func terms(levels: [String: [String]], textColumns: Set<String>) -> [FormulaTerm] {
        var builder = DesignBuilder(levels: levels)
        builder.addTerms(of: self, textColumns: textColumns)
        let columns = builder.design(hasIntercept: hasIntercept).columns
        return terms.enumerated().map { number, term in
            FormulaTerm(
                label: label(of: term),
                columns: columns.filter { $0.term == number }.map(\.name),
                variableCount: term.count,
                variables: term.compactMap { variables[$0].plainColumn },
                hidden: term.filter { variables[$0].plainColumn == nil }
                    .flatMap { variables[$0].columns }
            )
        }
    }

    /// Labels of the terms.
    package var termLabels: [String] { terms.map(label) }

    private func label(of term: [Int]) -> String {
        term.map { variables[$0].label }.joined(separator: ":")
    }
}
