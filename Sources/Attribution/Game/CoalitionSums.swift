/// Sums over people for each of the 2^K coalitions: values, support, second moments and gradients.
struct CoalitionSums: Sendable {
    private let playerCount: Int
    private let coefficientCount: Int
    private let hasCross: Bool
    /// A record a coalition: Σ w μ, people unsupported, Σ w² μ, Σ w² μ², gradient, and Σ w μ s for independent people.
    private var table: [Double]
    private var width: Int { 4 + coefficientCount * (hasCross ? 2 : 1) }

    init(_ layout: GameLayout) {
        playerCount = layout.playerCount
        coefficientCount = layout.coefficientCount
        hasCross = layout.isUnclustered
        table = []
        table = [Double](repeating: 0, count: width << playerCount)
    }

    /// Adds the records of one exposure pattern, as dividends.
    mutating func addDividends(
        ofRecords records: [Double],
        subsets: SubsetMasks,
        _ layout: GameLayout
    ) {
        let width = width
        var expanded = [Double](repeating: 0, count: subsets.masks.count * width)
        for (subset, mask) in subsets.masks.enumerated() {
            let source = subset * layout.recordLength
            let target = subset * width
            for place in 0..<4 { expanded[target + place] = records[source + place] }
            let slopes = source + GameLayout.Record.slope
            let whole = records[slopes]
            expanded[target + 4] = whole
            var fixed = 0
            for (column, term) in layout.terms.enumerated() {
                let sum: Double
                switch term {
                case .fixed:
                    sum = records[slopes + 1 + layout.byCount + fixed]
                    fixed += 1
                case .agencies(let needed, let by):
                    let present = needed & ~mask == 0
                    sum =
                        (present ? records[slopes + (by.map { $0 + 1 } ?? 0)] : 0)
                        - layout.centre[column] * whole
                }
                expanded[target + 5 + column] = sum
            }
            guard hasCross else { continue }
            for column in 0..<coefficientCount {
                expanded[target + 4 + coefficientCount + column] =
                    records[source + layout.crossStart + column]
            }
        }
        SubsetSums.toDividends(
            &expanded,
            playerCount: subsets.members.count,
            width: width
        )
        for (subset, mask) in subsets.masks.enumerated() {
            let target = Int(mask) * width
            for place in 0..<width { table[target + place] += expanded[subset * width + place] }
        }
    }

    /// Adds the dividends gathered elsewhere.
    mutating func add(_ other: CoalitionSums) {
        for index in table.indices { table[index] += other.table[index] }
    }

    /// Turns the dividends gathered into values.
    mutating func finish() {
        SubsetSums.addSubsets(&table, playerCount: playerCount, width: width)
    }

    private func column(_ place: Int) -> [Double] {
        (0..<(1 << playerCount)).map { table[$0 * width + place] }
    }

    /// Σ w μ of each coalition.
    var values: [Double] { column(0) }
    /// People for whom a coalition is without support.
    var unsupported: [Double] { column(1) }
    var squaredWeightValues: [Double] { column(2) }
    var squares: [Double] { column(3) }
    /// Σ w μ′ z of one coefficient for each coalition.
    func gradient(coefficient: Int) -> [Double] { column(4 + coefficient) }
    /// Σ w μ s of one coefficient for each coalition.
    func cross(coefficient: Int) -> [Double] { column(4 + coefficientCount + coefficient) }
}
