package import TopsliceCohortData

/// A term of a model as messages name it: never by its levels.
package struct NamedTerm: Sendable, Equatable, CustomStringConvertible {
    package let label: String
    /// How many of its levels are meant; 0 for a number.
    package internal(set) var levelCount: Int

    package init(label: String, levelCount: Int = 0) {
        self.label = label
        self.levelCount = levelCount
    }

    /// `'x'`, `'area' (1 of its levels)`.
    package var description: String {
        levelCount == 0 ? "'\(label)'" : "'\(label)' (\(levelCount) of its levels)"
    }
}

/// The columns of a model matrix, and how each is made from the columns of the file.
///
/// The intercept is no column here: it is `hasIntercept`. Names and contrasts follow R's `model.matrix`: treatment contrasts
/// against the first level, or one indicator a level where the margin of the factor is not in the model.
package struct Design: Sendable {
    /// What the reader must deliver, in this order.
    package let requests: [ColumnRequest]
    package let columns: [Column]
    package let hasIntercept: Bool
    /// Distinct numeric variables; columns refer to them by number.
    let expressions: [Expression]
    /// Request number of each column name that is read as a number.
    let numberRequests: [String: Int]

    /// One column: the product of its parts.
    package struct Column: Sendable, Equatable {
        package let name: String
        let parts: [Part]
        /// Position of the term in the formula; columns of one term share it.
        package let term: Int

        init(name: String, parts: [Part], term: Int) {
            self.name = name
            self.parts = parts
            self.term = term
        }
    }

    enum Part: Sendable, Equatable {
        /// The value of expression number `expression`.
        case value(expression: Int)
        /// One where the category in request `request` has number `level`.
        case isLevel(request: Int, level: Int)
        /// A part of a restricted cubic spline of an expression, beyond the straight one.
        case spline(expression: Int, RestrictedCubicSpline, part: Int)
    }

    init(
        requests: [ColumnRequest],
        columns: [Column],
        hasIntercept: Bool,
        expressions: [Expression],
        numberRequests: [String: Int]
    ) {
        self.requests = requests
        self.columns = columns
        self.hasIntercept = hasIntercept
        self.expressions = expressions
        self.numberRequests = numberRequests
    }

    /// What a column is made of, without its levels, which may be those of one person: `area`, `x:area`.
    func label(of column: Column) -> String {
        column.parts.map { part in
            switch part {
            case .value(let expression): expressions[expression].label
            case .spline(let expression, _, let part):
                expressions[expression].label
                    + String(repeating: "'", count: part + 1)
            case .isLevel(let request, _): requests[request].name
            }
        }.joined(separator: ":")
    }

    /// Those of some coefficients, each once, with how many of them are levels of a factor.
    func terms(ofCoefficients numbers: [Int]) -> [NamedTerm] {
        var found: [NamedTerm] = []
        for number in numbers where number > 0 || !hasIntercept {
            let column = columns[number - (hasIntercept ? 1 : 0)]
            let label = label(of: column)
            let isLevel = column.parts.contains {
                if case .isLevel = $0 { true } else { false }
            }
            if let known = found.firstIndex(where: { $0.label == label }) {
                found[known].levelCount += isLevel ? 1 : 0
            } else {
                found.append(NamedTerm(label: label, levelCount: isLevel ? 1 : 0))
            }
        }
        return found
    }

    /// Numbers of the columns that are the levels of one factor, a group each.
    var levelGroups: [[Int]] {
        var groups: [Int: [Int]] = [:]
        for (number, column) in columns.enumerated() {
            guard column.parts.count == 1, case .isLevel(let request, _) = column.parts[0] else {
                continue
            }
            groups[request, default: []].append(number)
        }
        return groups.keys.sorted().compactMap { groups[$0] }
    }

    /// Numbers of the requests that the columns are made of.
    var usedRequests: Set<Int> {
        Set(
            columns.flatMap(\.parts).flatMap { part -> [Int] in
                switch part {
                case .isLevel(let request, _): [request]
                case .value(let expression), .spline(let expression, _, _):
                    expressions[expression].columns.compactMap { numberRequests[$0] }
                }
            }
        )
    }

    /// Names of all coefficients, the intercept first.
    package var coefficientNames: [String] {
        (hasIntercept ? ["(Intercept)"] : []) + columns.map(\.name)
    }
}
