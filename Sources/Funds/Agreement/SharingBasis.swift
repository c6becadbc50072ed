public import ExactArithmetic

/// What an amount is shared in proportion to.
public enum SharingBasis: Sendable, Hashable {
    /// Agreed parts of one.
    case shares([String: Rational])
    /// Any common measure: population, levy, need.
    case weights([String: Rational])
    /// Several measures, each turned into parts of one and then weighted; the weights sum to one.
    case formula([WeightedFactor])
    /// What each put into the pool; aligned money counts only where the agreement says so.
    case contributions(includingAligned: Bool)
    case equally([String])

    /// One measure of a formula.
    public struct WeightedFactor: Sendable, Hashable {
        public let name: String
        /// A part of one.
        public let weight: Rational
        public let values: [String: Rational]

        public init(name: String, weight: Rational, values: [String: Rational]) {
            self.name = name
            self.weight = weight
            self.values = values
        }
    }

    /// The parts of one, by partner in the order of identifiers' bytes; parts of zero are left out.
    func parts(
        contributions: ContributionTotals,
        clause: String
    ) throws(FundError) -> [(id: String, part: Rational)] {
        let weights: [String: Rational]
        switch self {
        case .shares(let shares): weights = shares
        case .weights(let given): weights = given
        case .equally(let ids): weights = Dictionary(ids.map { ($0, 1) }) { first, _ in first }
        case .contributions(let includingAligned):
            let parts = includingAligned ? contributions.allParts : contributions.pooledParts
            guard !parts.isEmpty else { throw .noContributions(clause: clause) }
            return parts
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

    /// In words for a statement.
    public var words: String {
        switch self {
        case .shares: "agreed shares"
        case .weights: "weights"
        case .formula(let factors): "a formula of " + factors.map(\.name).joined(separator: ", ")
        case .contributions(false): "contributions to the pool"
        case .contributions(true): "contributions, aligned money included"
        case .equally: "equal shares"
        }
    }
}

/// What each partner put in, in pence.
struct ContributionTotals: Sendable {
    let pooled: [String: Int]
    let aligned: [String: Int]
    /// Parts of one of the pooled money, in the order of identifiers' bytes; empty where there is none.
    /// Worked out once, because hundreds of clauses may share by it.
    let pooledParts: [(id: String, part: Rational)]
    /// The same with aligned money.
    let allParts: [(id: String, part: Rational)]

    init() {
        pooled = [:]
        aligned = [:]
        pooledParts = []
        allParts = []
    }

    init(pooled: [String: Int], aligned: [String: Int] = [:]) throws(FundError) {
        self.pooled = pooled
        self.aligned = aligned
        var all = pooled
        for (partner, amount) in aligned {
            all[partner] = try Pence.sum(all[partner] ?? 0, amount)
        }
        pooledParts = try Self.parts(pooled)
        allParts = try Self.parts(all)
    }

    private static func parts(
        _ totals: [String: Int]
    ) throws(FundError) -> [(id: String, part: Rational)] {
        let sum = try Pence.sum(totals.values)
        guard sum > 0 else { return [] }
        return totals.filter { $0.value != 0 }
            .map { (id: $0.key, part: Rational($0.value) / Rational(sum)) }
            .sorted { $0.id.precedes($1.id) }
    }
}
