/// What is known of everybody, as predictors of what is missing: the outcome or all of them, the agencies, their pairs, the outcome among those whom an
/// agency served, the weight, and the outcome and the agencies of the others in a person's cluster.
///
/// A model of a covariate that leaves out the outcome makes the two unrelated among those imputed, and every effect too small (Moons
/// and others 2006); leaving out the agencies does the same to them.
struct KnownPredictors: Sendable {
    /// One a predictor, one number a person, centred and scaled.
    let columns: [[Double]]

    /// With more agencies than this their pairs stay out: there would be more of them than data can show.
    static let mostAgenciesForPairs = 6

    init(_ table: IncompleteTable) {
        var columns: [[Double]] = []
        var outcomes: [[Double]] = []
        for values in [table.outcome] + table.otherOutcomes {
            let outcome = Self.scaled(values) ?? values.map { _ in 0 }
            outcomes.append(outcome)
            columns.append(outcome)
            // Of costs with many zeros whether there is any says as much as how much there is.
            let isBinary = values.allSatisfy { $0 == 0 || $0 == 1 }
            if !isBinary, values.contains(0) { columns.append(values.map { $0 == 0 ? 1 : 0 }) }
        }
        columns += table.agencies
        for outcome in outcomes {
            for agency in table.agencies { columns.append(Self.product(agency, outcome)) }
        }
        if table.agencies.count <= Self.mostAgenciesForPairs {
            for (number, first) in table.agencies.enumerated() {
                for second in table.agencies[(number + 1)...] {
                    columns.append(Self.product(first, second))
                }
            }
        }
        if let weights = table.weights { columns.append(weights) }
        if let clusters = table.clusters {
            for column in outcomes + table.agencies {
                columns.append(ClusterMeans.ofOthers(column, clusters.numbers, clusters.count))
            }
        }
        // What is the same for everybody predicts nothing.
        self.columns = columns.compactMap(Self.scaled)
    }

    private static func product(_ first: [Double], _ second: [Double]) -> [Double] {
        zip(first, second).map { $0 * $1 }
    }

    /// Mean 0, deviation 1; nil for a constant.
    private static func scaled(_ column: [Double]) -> [Double]? {
        let count = Double(column.count)
        let mean = column.reduce(0, +) / count
        let square = column.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
        guard square > 1e-24 * max(1, mean * mean) else { return nil }
        let factor = 1 / square.squareRoot()
        return column.map { ($0 - mean) * factor }
    }
}
