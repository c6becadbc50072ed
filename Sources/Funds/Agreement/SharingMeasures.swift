import TopsliceExactArithmetic
import TopsliceMoney

/// What clauses may share in proportion to besides fixed weights: what each partner put in, and what it
/// gains; in pence.
struct SharingMeasures: Sendable {
    let pooled: [String: Money]
    /// Parts of one of the pooled money, in the order of identifiers' bytes; empty where there is none.
    /// Worked out once, because hundreds of clauses may share by it.
    let pooledParts: [(id: String, part: Rational)]
    /// The same with aligned money.
    let allParts: [(id: String, part: Rational)]
    private let benefits: Benefits

    /// Cashable savings in the budget of each partner, before anything is shared.
    struct Benefits: Sendable {
        var realised: [String: Money] = [:]
        var forecast: [String: Money] = [:]
    }

    init(benefits: Benefits = Benefits()) {
        pooled = [:]
        pooledParts = []
        allParts = []
        self.benefits = benefits
    }

    init(
        pooled: [String: Money],
        aligned: [String: Money] = [:],
        benefits: Benefits = Benefits()
    ) throws(FundError) {
        self.pooled = pooled
        self.benefits = benefits
        var all = pooled
        for (partner, amount) in aligned {
            try all.add(amount, to: partner)
        }
        pooledParts = Self.parts(pooled)
        allParts = Self.parts(all)
    }

    func benefits(_ measure: SharingBasis.SavingsMeasure) -> [String: Money] {
        switch measure {
        case .realised: benefits.realised
        case .forecast: benefits.forecast
        }
    }

    private static func parts(
        _ totals: [String: Money]
    ) -> [(id: String, part: Rational)] {
        let sum = totals.values.map { Rational($0) }.sum()
        guard sum.isPositive else { return [] }
        return totals.filter { !$0.value.isZero }
            .map { (id: $0.key, part: Rational($0.value) / sum) }
            .sorted { $0.id.precedes($1.id) }
    }
}
