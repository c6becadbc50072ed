import TopsliceRegression
import TopsliceStudies

/// The coefficients of a regression that may not be written: those of few people, and those that would give them back.
///
/// The people of a level of a factor are told from the others by its coefficient, those of its reference level by all of its
/// coefficients and the intercept. Residuals add up to nought, so that one coefficient alone that is missing follows from the others and the
/// means of the columns: a second one is withheld, of the same factor until all of them together are of enough people, else the intercept.
struct WithheldTerms {
    /// Places of coefficients.
    private(set) var places: Set<Int> = []

    /// - `uses`: one a coefficient, nil for the intercept; nil where that is not known.
    init(_ uses: [RegressionResult.TermUse?]?, _ rule: DisclosureRule) {
        guard let uses, rule.threshold > 0 else { return }
        let intercept = uses.firstIndex { $0 == nil }
        for (place, use) in uses.enumerated() {
            guard let use else { continue }
            let isOfFewOthers = use.reference.map(rule.isSmall) ?? false
            guard rule.isSmall(use.fewest) || isOfFewOthers else { continue }
            places.insert(place)
            if isOfFewOthers || use.factor == nil, let intercept { places.insert(intercept) }
        }
        guard !places.isEmpty else { return }
        for factor in Set(places.compactMap { uses[$0]?.factor }).sorted() {
            withholdMore(of: factor, uses, intercept, rule)
        }
        if places.count == 1 {
            // A model without an intercept: the rarest of the others.
            let others = uses.indices.filter { !places.contains($0) }
            let rarest = others.min { (uses[$0]?.people ?? .max) < (uses[$1]?.people ?? .max) }
            if let rarest { places.insert(rarest) }
        }
    }

    private mutating func withholdMore(
        of factor: Int,
        _ uses: [RegressionResult.TermUse?],
        _ intercept: Int?,
        _ rule: DisclosureRule
    ) {
        let levels = uses.enumerated().compactMap { place, use in
            use.flatMap { $0.factor == factor ? (place: place, people: $0.people) : nil }
        }
        func isEnough() -> Bool {
            let withheld = levels.filter { places.contains($0.place) }
            return withheld.count > 1
                && withheld.reduce(0) { $0 + $1.people } >= rule.threshold
        }
        for level in levels.sorted(by: { ($0.people, $0.place) < ($1.people, $1.place) })
        where !isEnough() {
            places.insert(level.place)
        }
        if !isEnough(), let intercept { places.insert(intercept) }
    }
}
