package import TopsliceExactArithmetic
import TopsliceMoney

/// What an amount is shared in proportion to.
package enum SharingBasis: Sendable, Hashable {
    /// Agreed parts of one.
    case shares([String: Rational])
    /// Any common measure: population, levy, need.
    case weights([String: Rational])
    /// Several measures, each turned into parts of one and then weighted; the weights sum to one.
    case formula([WeightedFactor])
    /// What each put into the pool; aligned money counts only where the agreement says so.
    case contributions(includingAligned: Bool)
    case equally([String])
    /// The cashable savings that fell in each partner's own budget: those who gain contribute.
    case savings(SavingsMeasure)

    /// Which savings count as a benefit.
    package enum SavingsMeasure: String, Sendable, Hashable, CaseIterable {
        case realised
        case forecast
    }

    /// One measure of a formula.
    package struct WeightedFactor: Sendable, Hashable {
        package let name: String
        /// A part of one.
        package let weight: Rational
        package let values: [String: Rational]

        package init(name: String, weight: Rational, values: [String: Rational]) {
            self.name = name
            self.weight = weight
            self.values = values
        }
    }

    /// The partners that have a part whatever happens; nil where it depends on what was paid or saved.
    var fixedPartners: Set<String>? {
        switch self {
        case .shares(let values), .weights(let values):
            Set(values.filter { !$0.value.isZero }.keys)
        case .formula(let factors):
            Set(
                factors.filter { !$0.weight.isZero }
                    .flatMap { $0.values.filter { !$0.value.isZero }.keys }
            )
        case .equally(let ids): Set(ids)
        case .contributions, .savings: nil
        }
    }

    /// The parts of one, by partner in the order of identifiers' bytes; parts of zero are left out.
    func parts(
        _ measures: SharingMeasures,
        clause: String
    ) throws(FundError) -> [(id: String, part: Rational)] {
        let weights: [String: Rational]
        switch self {
        case .shares(let shares): weights = shares
        case .weights(let given): weights = given
        case .equally(let ids): weights = Dictionary(ids.map { ($0, 1) }) { first, _ in first }
        case .contributions(let includingAligned):
            let parts = includingAligned ? measures.allParts : measures.pooledParts
            guard !parts.isEmpty else { throw .noContributions(clause: clause) }
            return parts
        case .savings(let measure):
            let benefits = measures.benefits(measure).filter { $0.value.isPositive }
            guard !benefits.isEmpty else { throw .noBenefits(clause: clause) }
            weights = benefits.mapValues { Rational($0) }
        case .formula(let factors):
            var blended: [String: Rational] = [:]
            for factor in factors {
                for entry in try Self.normalised(factor.values, clause: clause) {
                    blended[entry.id] = (blended[entry.id] ?? .zero) + entry.part * factor.weight
                }
            }
            weights = blended
        }
        return try Self.normalised(weights, clause: clause)
    }

    private static func normalised(
        _ weights: [String: Rational],
        clause: String
    ) throws(FundError) -> [(id: String, part: Rational)] {
        let sum = weights.values.sum()
        guard sum.isPositive else { throw .noWeights(clause: clause) }
        return weights.filter { !$0.value.isZero }.map { (id: $0.key, part: $0.value / sum) }
            .sorted { $0.id.precedes($1.id) }
    }
}
