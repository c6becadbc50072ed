internal import TopsliceRegression

/// The game of one person: the expected outcome had only some of the agencies that served them acted.
///
/// Agencies that did not serve the person change nothing, so 2^(number served) evaluations are enough. One object a thread.
final class PersonGame {
    private let layout: GameLayout
    /// μ and dμ/dη of each subset, by number.
    private(set) var means: [Double]
    private(set) var slopes: [Double]
    private var sums: [Double]
    private var effects: [Double]
    private let players: Int
    private var dividends: [Double]

    init(_ layout: GameLayout) {
        self.layout = layout
        let most = 1 << layout.playerCount
        means = [Double](repeating: 0, count: most)
        slopes = means
        sums = means
        players = layout.playerCount
        effects = [Double](repeating: 0, count: layout.playerCount)
        dividends = means
    }

    /// Evaluates every subset of those who served a person.
    ///
    /// - `predictor`: η with everybody who really acted.
    /// - `by`: the person's values of the columns by which effects differ.
    /// - Complexity: O(2^a), a exponentials of the family's link.
    func evaluate(_ subsets: SubsetMasks, predictor: Double, by: [Double]) {
        let count = subsets.masks.count
        for (place, agency) in subsets.members.enumerated() {
            var effect = layout.mainEffects[agency]
            for (number, value) in by.enumerated() {
                effect += layout.byEffects[number * players + agency] * value
            }
            effects[place] = effect
        }
        sums[0] = 0
        for subset in 1..<max(count, 1) {
            sums[subset] = sums[subset & (subset - 1)] + effects[subset.trailingZeroBitCount]
        }
        let everybody = count - 1
        let base =
            predictor - sums[everybody] - layout.interactionSums[Int(subsets.masks[everybody])]
        for subset in 0..<count {
            means[subset] =
                base + sums[subset] + layout.interactionSums[Int(subsets.masks[subset])]
        }
        layout.family.replaceByMeans(&means, slopes: &slopes, count: count)
    }

    /// Harsanyi dividends of the person's game, by subset number.
    func dividends(_ subsets: SubsetMasks) -> [Double] {
        let count = subsets.masks.count
        for subset in 0..<count { dividends[subset] = means[subset] }
        for player in subsets.members.indices {
            let bit = 1 << player
            for subset in 0..<count where subset & bit != 0 {
                dividends[subset] -= dividends[subset ^ bit]
            }
        }
        return dividends
    }

    /// Writes the person's functionals, times `weight`, to `target[0]`, `target[stride]`, …; see `FunctionalLayout`.
    func writeFunctionals(
        _ subsets: SubsetMasks,
        weight: Double,
        to target: UnsafeMutablePointer<Double>,
        stride: Int
    ) {
        let places = layout.functionalPlaces
        for place in 0..<layout.functionalCount { target[place * stride] = 0 }
        let count = subsets.masks.count
        let last = count - 1
        target[places[.deadweight] * stride] = weight * means[0]
        target[places[.observed] * stride] = weight * means[last]
        for (place, agency) in subsets.members.enumerated() {
            let bit = 1 << place
            target[places[.served(agency: agency)] * stride] = weight
            target[places[.firstIn(agency: agency)] * stride] = weight * (means[bit] - means[0])
            target[places[.lastIn(agency: agency)] * stride] =
                weight * (means[last] - means[last ^ bit])
        }
        let dividends = dividends(subsets)
        for subset in 1..<max(count, 1) {
            let size = Double(subset.nonzeroBitCount)
            let share = weight * dividends[subset] / size
            let pairShare = size > 1 ? weight * dividends[subset] / (size - 1) : 0
            var rest = subset
            while rest != 0 {
                let first = subsets.members[rest.trailingZeroBitCount]
                rest &= rest - 1
                target[places[.shapley(agency: first)] * stride] += share
                var others = rest
                while others != 0 {
                    let second = subsets.members[others.trailingZeroBitCount]
                    others &= others - 1
                    target[places[.interaction(first, second)] * stride] += pairShare
                }
            }
        }
    }
}
