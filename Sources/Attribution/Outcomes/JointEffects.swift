internal import TopsliceLinearAlgebra

/// What every agency contributed to every outcome, with how sure all of that is together.
///
/// Contributions are outcome per person of the whole cohort. Their covariance is that of all agencies and outcomes at once, so that any sum of them
/// (a row, a column, the whole, each outcome in its own unit) has an interval.
package struct JointEffects: Sendable, Equatable {
    package let agencies: [String]
    package let outcomes: [String]
    /// By outcome, then agency.
    package let contributions: [[Double]]
    /// Shape (outcomes · agencies) squared: outcome after outcome, an agency after the other.
    package let covariance: [[Double]]
    /// People analysed.
    package let people: Int
    /// Of Student's t, by outcome: of each contribution, and of the whole effect.
    private let degrees: [[Double]]
    private let wholeDegrees: [Double]
    /// By outcome, up to which a variance is rounding.
    private let rounding: [Double]
    package let level: Double

    /// What is taken from the attribution of one outcome.
    struct Part {
        let outcome: String
        let contributions: [Double]
        let degrees: [Double]
        let wholeDegrees: Double
        let rounding: Double
        let people: Int

        init(
            _ one: CohortAttribution.Attributed,
            _ problem: AttributionProblem,
            _ scan: SampleScan
        ) {
            let places = problem.agencies.indices.map {
                one.layout.functionalPlaces[.shapley(agency: $0)]
            }
            outcome = problem.outcome
            contributions = places.map { one.inference.functionals[$0] }
            degrees = places.map { one.degrees[$0] }
            wholeDegrees = one.degrees[one.layout.functionalCount]
            rounding = scan.roundingVariance
            people = scan.people
        }
    }

    init(_ parts: [Part], agencies: [String], covariance: Matrix, level: Double) {
        let size = parts.count * agencies.count
        precondition(
            covariance.rowCount == size && covariance.columnCount == size,
            "a covariance of \(covariance.rowCount) contributions, expected \(size)"
        )
        self.agencies = agencies
        self.level = level
        outcomes = parts.map(\.outcome)
        contributions = parts.map(\.contributions)
        degrees = parts.map(\.degrees)
        wholeDegrees = parts.map(\.wholeDegrees)
        rounding = parts.map(\.rounding)
        people = parts[0].people
        self.covariance = (0..<size).map { row in (0..<size).map { covariance[row, $0] } }
    }

    /// Of several completed tables as one: Ū + (1 + 1/m) B, with the degrees of freedom of what was pooled of each outcome.
    ///
    /// - `results`: the pooled attributions, one an outcome.
    init(pooling tables: [JointEffects], results: [AttributionResult]) {
        let (first, count) = (tables[0], Double(tables.count))
        precondition(
            tables.count > 1 && results.count == first.outcomes.count,
            "\(tables.count) tables and \(results.count) results of \(first.outcomes.count) outcomes"
        )
        let flat = tables.map { $0.contributions.flatMap { $0 } }
        let means = flat[0].indices.map { place in
            flat.reduce(0) { $0 + $1[place] } / count
        }
        agencies = first.agencies
        outcomes = first.outcomes
        people = first.people
        level = first.level
        rounding = first.rounding
        contributions = first.outcomes.indices.map { outcome in
            Array(means[(outcome * first.agencies.count)..<((outcome + 1) * first.agencies.count)])
        }
        covariance = means.indices.map { row in
            means.indices.map { column in
                let within = tables.reduce(0) { $0 + $1.covariance[row][column] } / count
                let between = flat.reduce(0) {
                    $0 + ($1[row] - means[row]) * ($1[column] - means[column])
                }
                return within + (1 + 1 / count) * between / (count - 1)
            }
        }
        degrees = zip(results, first.degrees).map { result, own in
            zip(result.contributions, own).map { $0.shapley.uncertainty?.degreesOfFreedom ?? $1 }
        }
        wholeDegrees = zip(results, first.wholeDegrees).map {
            $0.total.attributable.uncertainty?.degreesOfFreedom ?? $1
        }
    }

    /// A weighted sum of contributions with its interval.
    ///
    /// The degrees of freedom are the fewest of what is added up: those of the whole effect for an outcome whose agencies are all weighted alike,
    /// else those of single contributions.
    ///
    /// - `weights`: by outcome, then agency; in what unit each outcome counts.
    package func estimate(_ weights: [[Double]]) -> Estimate {
        let flat = weights.flatMap { $0 }
        let count = agencies.count
        precondition(
            flat.count == outcomes.count * count,
            "\(flat.count) weights of \(outcomes.count * count) contributions"
        )
        var (value, variance) = (0.0, 0.0)
        for (row, weight) in flat.enumerated() where weight != 0 {
            value += weight * contributions[row / count][row % count]
            for (column, other) in flat.enumerated() where other != 0 {
                variance += weight * other * covariance[row][column]
            }
        }
        var least = Double.infinity
        var blur = 0.0
        for (outcome, own) in weights.enumerated() {
            let size = own.map(\.magnitude).max() ?? 0
            guard size > 0 else { continue }
            blur += size * rounding[outcome].squareRoot()
            if own.allSatisfy({ $0 == own[0] }) {
                least = min(least, wholeDegrees[outcome])
            } else {
                for (place, weight) in own.enumerated() where weight != 0 {
                    least = min(least, degrees[outcome][place])
                }
            }
        }
        return IntervalRule(level: level, rounding: blur * blur)
            .estimate(value, variance: variance, degrees: least)
    }
}
