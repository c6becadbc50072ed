/// People of whom everything is known but some values of some covariates.
package struct IncompleteTable: Sendable {
    /// A covariate; NaN where its value is missing.
    package struct Variable: Sendable {
        package enum Kind: Sendable, Equatable {
            case number
            /// Values are the numbers of levels, 0 ..< count.
            case levels(count: Int)
        }

        package let name: String
        package let kind: Kind
        package let values: [Double]

        package init(name: String, kind: Kind, values: [Double]) {
            self.name = name
            self.kind = kind
            self.values = values
        }
    }

    package let outcome: [Double]
    /// Further outcomes of the same people.
    package let otherOutcomes: [[Double]]
    /// 0 or 1, one column an agency.
    package let agencies: [[Double]]
    package let weights: [Double]?
    /// Numbers of clusters, 0 ..< count; nil for independent people.
    package let clusters: (numbers: [Double], count: Int)?
    package let variables: [Variable]

    package var rowCount: Int { outcome.count }

    package init(
        outcome: [Double],
        otherOutcomes: [[Double]] = [],
        agencies: [[Double]],
        weights: [Double]? = nil,
        clusters: (numbers: [Double], count: Int)? = nil,
        variables: [Variable]
    ) {
        let lengths = (otherOutcomes + agencies).map(\.count) + variables.map(\.values.count)
        precondition(
            lengths.allSatisfy { $0 == outcome.count },
            "columns of \(lengths) values beside an outcome of \(outcome.count)"
        )
        self.outcome = outcome
        self.otherOutcomes = otherOutcomes
        self.agencies = agencies
        self.weights = weights
        self.clusters = clusters
        self.variables = variables
    }
}
