package import TopsliceCohortData

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

    /// Names of all coefficients, the intercept first.
    package var coefficientNames: [String] {
        (hasIntercept ? ["(Intercept)"] : []) + columns.map(\.name)
    }
}
