/// Sums over people for each of the 2^K coalitions: values, support, second moments and gradients.
struct CoalitionSums: Sendable {
    private let playerCount: Int
    private let coefficientCount: Int
    private let hasCross: Bool
    /// A record a coalition: the sums of `GameLayout.Record` before the slopes, gradient, and Σ w μ s for independent people.
    private var table: [Double]
    private static let lead = GameLayout.Record.slope
    private var width: Int { Self.lead + coefficientCount * (hasCross ? 2 : 1) }

    init(_ layout: GameLayout) {
        playerCount = layout.playerCount
        coefficientCount = layout.coefficientCount
        hasCross = layout.hasCross
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
            for place in 0..<Self.lead { expanded[target + place] = records[source + place] }
            for part in layout.parts.indices {
                let slopes = source + GameLayout.Record.slope + part * layout.slopeColumnCount
                let gradient = target + Self.lead + part * layout.partSize
                let whole = records[slopes]
                expanded[gradient] = whole
                var fixed = 0
                for (column, term) in layout.terms.enumerated() {
                    let sum: Double
                    switch term {
                    case .fixed:
                        sum = records[slopes + 1 + layout.ownByCount + fixed]
                        fixed += 1
                    case .agencies(let needed, let by):
                        let slope: Double
                        switch by.map({ layout.byPlaces[$0] }) {
                        case nil: slope = whole
                        case .own(let place): slope = records[slopes + 1 + place]
                        case .fixed(let place, let origin):
                            slope =
                                records[slopes + 1 + layout.ownByCount + place]
                                + layout.centre[origin] * whole
                        }
                        let present = needed & ~mask == 0
                        sum = (present ? slope : 0) - layout.centre[column] * whole
                    }
                    expanded[gradient + 1 + column] = sum
                }
            }
            guard hasCross else { continue }
            for column in 0..<coefficientCount {
                expanded[target + Self.lead + coefficientCount + column] =
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
    var values: [Double] { column(GameLayout.Record.value) }
    /// People for whom a coalition is without support, those among them under whose agencies nobody was ever seen, and people with thin
    /// support.
    var unsupported: [Double] { column(GameLayout.Record.unsupported) }
    var neverSeen: [Double] { column(GameLayout.Record.neverSeen) }
    var thin: [Double] { column(GameLayout.Record.thin) }
    var squaredWeightValues: [Double] { column(GameLayout.Record.squaredWeight) }
    var squares: [Double] { column(GameLayout.Record.square) }
    /// Σ w μ′ z of one coefficient for each coalition.
    func gradient(coefficient: Int) -> [Double] { column(Self.lead + coefficient) }
    /// Σ w μ s of one coefficient for each coalition.
    func cross(coefficient: Int) -> [Double] {
        column(Self.lead + coefficientCount + coefficient)
    }
}
