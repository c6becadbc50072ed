import TopsliceExactArithmetic

/// What clauses may share in proportion to besides fixed weights: what each partner put in, and what it
/// gains; in pence.
struct SharingMeasures: Sendable {
    let pooled: [String: Int]
    /// Parts of one of the pooled money, in the order of identifiers' bytes; empty where there is none.
    /// Worked out once, because hundreds of clauses may share by it.
    let pooledParts: [(id: String, part: Rational)]
    /// The same with aligned money.
    let allParts: [(id: String, part: Rational)]
    private let benefits: Benefits

    /// Cashable savings in the budget of each partner, before anything is shared.
    struct Benefits: Sendable {
        var realised: [String: Int] = [:]
        var forecast: [String: Int] = [:]
    }

    init(benefits: Benefits = Benefits()) {
        pooled = [:]
        pooledParts = []
        allParts = []
        self.benefits = benefits
    }

    init(
        pooled: [String: Int],
        aligned: [String: Int] = [:],
        benefits: Benefits = Benefits()
    ) throws(FundError) {
        self.pooled = pooled
        self.benefits = benefits
        var all = pooled
        for (partner, amount) in aligned {
            all[partner] = try Pence.sum(all[partner] ?? 0, amount)
        }
        pooledParts = try Self.parts(pooled)
        allParts = try Self.parts(all)
    }

    func benefits(_ measure: SharingBasis.SavingsMeasure) -> [String: Int] {
        switch measure {
        case .realised: benefits.realised
        case .forecast: benefits.forecast
        }
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
