package import TopsliceCohortData

/// Turns formula terms into design columns once the levels of the factors are known.
package struct DesignBuilder {
    private var requests: [ColumnRequest] = []
    private var expressions: [Expression] = []
    private var columns: [Design.Column] = []
    private let levels: [String: [String]]

    /// - `levels`: for each group column what its levels are called in the names of columns, in order; the first is
    ///   the reference.
    package init(levels: [String: [String]]) {
        self.levels = levels
    }

    /// How many columns there are so far.
    package var columnCount: Int { columns.count }

    /// The request number of a column as this kind, added when it is new.
    package mutating func request(_ name: String, _ kind: ColumnRequest.Kind) -> Int {
        let wanted = ColumnRequest(name, kind)
        // A column that must be 0 or 1 (or a day) is a number already.
        let known = requests.firstIndex {
            $0 == wanted || ($0.name == name && kind == .number && $0.kind != .category)
        }
        if let known { return known }
        requests.append(wanted)
        return requests.count - 1
    }

    /// The number of an expression, added when it is new.
    package mutating func expression(_ expression: Expression) -> Int {
        if let known = expressions.firstIndex(of: expression) { return known }
        for column in expression.columns { _ = request(column, .number) }
        expressions.append(expression)
        return expressions.count - 1
    }

    /// Adds the columns of every term of a formula.
    ///
    /// - `textColumns`: columns that hold text, so that their bare name stands for a factor.
    package mutating func addTerms(of formula: Formula, textColumns: Set<String>) {
        let present = Set(formula.terms)
        for (number, term) in formula.terms.enumerated() {
            var products: [(name: String, parts: [Design.Part])] = [("", [])]
            for variable in term {
                let margin = term.filter { $0 != variable }
                let hasMargin =
                    margin.isEmpty
                    ? formula.hasIntercept || !formula.absorbed.isEmpty : present.contains(margin)
                // Only the first factor of a model without intercept keeps all its levels.
                let isFirstFactor =
                    margin.isEmpty && !hasMargin
                    && !formula.terms[..<number].contains {
                        $0.count == 1
                            && isFactor(formula.variables[$0[0]], textColumns)
                    }
                let choices = self.choices(
                    formula.variables[variable],
                    textColumns,
                    full: margin.isEmpty ? isFirstFactor : !hasMargin
                )
                // The first variable of a term varies fastest.
                products = choices.flatMap { choice in
                    products.map { made in
                        (
                            made.name.isEmpty ? choice.name : made.name + ":" + choice.name,
                            made.parts + [choice.part]
                        )
                    }
                }
            }
            for product in products {
                columns.append(
                    Design.Column(name: product.name, parts: product.parts, term: number)
                )
            }
        }
    }

    /// Adds the response, which stands behind all other columns.
    package mutating func addResponse(_ response: Formula.Variable) {
        guard case .expression(let inner) = response else { return }
        columns.append(
            Design.Column(
                name: inner.label,
                parts: [.value(expression: expression(inner))],
                term: -1
            )
        )
    }

    /// Adds one column that is a product of plain numeric columns, under a name of its own.
    package mutating func addProduct(of names: [String], name: String, term: Int) {
        let parts = names.map { Design.Part.value(expression: expression(.column($0))) }
        columns.append(Design.Column(name: name, parts: parts, term: term))
    }

    /// Adds one column that is a plain numeric column times a column added before.
    package mutating func addProduct(of name: String, withColumn number: Int, term: Int) {
        let other = columns[number]
        columns.append(
            Design.Column(
                name: name + ":" + other.name,
                parts: [.value(expression: expression(.column(name)))] + other.parts,
                term: term
            )
        )
    }

    /// Adds the curved parts of a spline of a plain numeric column, named x', x'' and so on as in Harrell's rms.
    package mutating func addCurve(of name: String, _ spline: RestrictedCubicSpline, term: Int) {
        let number = expression(.column(name))
        for part in 0..<spline.curvedParts {
            columns.append(
                Design.Column(
                    name: name + String(repeating: "'", count: part + 1),
                    parts: [.spline(expression: number, spline, part: part)],
                    term: term
                )
            )
        }
    }

    /// Adds treatment contrasts of a group column, named as R names a text column.
    package mutating func addContrasts(of column: String, term: Int) {
        let number = request(column, .category)
        for (level, name) in (levels[column] ?? []).enumerated().dropFirst() {
            columns.append(
                Design.Column(
                    name: column + name,
                    parts: [.isLevel(request: number, level: level)],
                    term: term
                )
            )
        }
    }

    /// The design with all that was added.
    package func design(hasIntercept: Bool) -> Design {
        var numbers: [String: Int] = [:]
        for (index, request) in requests.enumerated() where request.kind != .category {
            if numbers[request.name] == nil { numbers[request.name] = index }
        }
        return Design(
            requests: requests,
            columns: columns,
            hasIntercept: hasIntercept,
            expressions: expressions,
            numberRequests: numbers
        )
    }

    private func isFactor(_ variable: Formula.Variable, _ textColumns: Set<String>) -> Bool {
        switch variable {
        case .factor, .indicators: true
        case .powers: false
        case .expression(let expression): expression.plainColumn.map(textColumns.contains) ?? false
        }
    }

    /// What one variable contributes: a name and a part for each of its columns.
    private mutating func choices(
        _ variable: Formula.Variable,
        _ textColumns: Set<String>,
        full: Bool
    ) -> [(name: String, part: Design.Part)] {
        switch variable {
        case .factor(let column):
            return indicators(column, prefix: variable.label, full)
        case .indicators(let column):
            return indicators(column, prefix: column + "::", full)
        case .powers(let column, let degree):
            return (1...degree).map { power in
                let base = Expression.column(column)
                let made: Expression = power == 1 ? base : .power(base, .number(Double(power)))
                return ("\(variable.label)\(power)", .value(expression: expression(made)))
            }
        case .expression(let inner):
            if let column = inner.plainColumn, textColumns.contains(column) {
                return indicators(column, prefix: column, full)
            }
            return [(inner.label, .value(expression: expression(inner)))]
        }
    }

    private mutating func indicators(
        _ column: String,
        prefix: String,
        _ full: Bool
    ) -> [(name: String, part: Design.Part)] {
        let number = request(column, .category)
        return (levels[column] ?? []).enumerated().dropFirst(full ? 0 : 1).map { level, name in
            (prefix + name, .isLevel(request: number, level: level))
        }
    }
}
