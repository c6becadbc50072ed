/// The cells that sums of cross-products disclose: of every 0/1 column how many people have it, and of every two of them how
/// many have both, one or neither.
///
/// Whether a column is 0/1 is read from the sums themselves: then and only then is Σ x (1 − x) nought for numbers from 0 to 1.
struct IndicatorCells {
    let threshold: Int
    /// Columns of 0 and 1, by their place.
    let indicators: [Int]
    /// Indicators of one factor each, whose base level is what is left over.
    private let factors: [[Int]]
    private let origin: [Double]

    /// What a column of 0 and 1 may miss by rounding, a row.
    private static let rounding = 1e-9

    /// - `sums`: of all rows.
    init(_ document: MomentsDocument, sums: Moments.ClusterSums, threshold: Int) {
        self.threshold = threshold
        let moments = document.moments
        origin = moments.origin
        let (order, origin) = (moments.order, moments.origin)
        let indicators = moments.columns.indices.filter { column in
            let count = sums.counted[0]
            let first = sums.counted[column + 1] + origin[column] * count
            let square =
                sums.counted[(column + 1) * (order + 1)]
                + origin[column] * (2 * sums.counted[column + 1] + origin[column] * count)
            return first > -Self.rounding * count
                && (first - square).magnitude <= Self.rounding * max(1, count)
        }
        self.indicators = indicators
        factors = document.model.factors.map { factor in
            let names = Set(
                factor.levels.flatMap { level in
                    ["factor(\(factor.column))", "\(factor.column)::", factor.column].map {
                        $0 + level
                    }
                }
            )
            return indicators.filter { names.contains(moments.columns[$0]) }
        }
    }

    /// How many cells with too few people each indicator takes part in; indicators without one are not among the keys.
    ///
    /// - Complexity: O(indicators²).
    func smallCells(_ sums: Moments.ClusterSums, order: Int) -> [Int: Int] {
        let count = sums.counted[0]
        func people(_ one: Int, _ other: Int) -> Double {
            let (row, column) = (max(one, other) + 1, min(one, other) + 1)
            let (a, b) = (origin[row - 1], origin[column - 1])
            return sums.counted[row + column * order] + a * sums.counted[column]
                + b * sums.counted[row] + a * b * count
        }
        var found: [Int: Int] = [:]
        let alone = indicators.map { people($0, $0) }
        for (place, indicator) in indicators.enumerated() {
            if isSmall(alone[place]) || isSmall(count - alone[place]) {
                found[indicator, default: 0] += 1
            }
            for other in 0..<place {
                let both = people(indicator, indicators[other])
                let cells = [
                    both, alone[place] - both, alone[other] - both,
                    count - alone[place] - alone[other] + both,
                ]
                guard cells.contains(where: isSmall) else { continue }
                found[indicator, default: 0] += 1
                found[indicators[other], default: 0] += 1
            }
        }
        for levels in factors where levels.count > 1 {
            let base = levels.reduce(count) { $0 - people($1, $1) }
            if isSmall(base) { for level in levels { found[level, default: 0] += 1 } }
        }
        return found
    }

    func isSmall(_ people: Double) -> Bool { people > 0.5 && people < Double(threshold) - 0.5 }
}
