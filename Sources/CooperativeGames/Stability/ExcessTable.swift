/// What coalitions gain, searched for those that a proposed division leaves most dissatisfied.
///
/// Coalitions whose share is settled already (their membership vector lies in the span of coalitions held
/// fixed) are struck out as they are met, so each costs at most one test of membership.
struct ExcessTable<Scalar: GameScalar> {
    let playerCount: Int
    let weighting: ExcessWeighting
    let weights: [Scalar]?
    private(set) var gains: [Scalar]
    private var isStruckOut: [Bool]

    init(gains: [Scalar], weighting: ExcessWeighting, weights: [Scalar]?) {
        self.gains = gains
        self.weighting = weighting
        self.weights = weights
        playerCount = gains.count.trailingZeroBitCount
        isStruckOut = Scalar.self == Double.self ? [] : Array(repeating: false, count: gains.count)
        strikeOut(0)
        strikeOut(gains.count - 1)
    }

    func weight(_ mask: Int) -> Scalar { weighting.weight(of: mask, in: weights) }

    private mutating func strikeOut(_ mask: Int) {
        if Scalar.self == Double.self, let never = -Double.infinity as? Scalar {
            gains[mask] = never
        } else {
            isStruckOut[mask] = true
        }
    }

    /// Up to `limit` coalitions outside `span` with v(S) − x(S) > (level + tolerance) · weight(S), the worst.
    mutating func mostDissatisfied(
        with shares: [Scalar],
        level: Scalar,
        tolerance: Scalar,
        limit: Int,
        span: CoalitionSpan
    ) -> [Int] {
        var found = WorstCoalitions<Scalar>(limit: limit, threshold: tolerance)
        // A level per member is a surcharge on each member.
        let charges = weighting == .perCapita ? shares.map { $0 + level } : shares
        let offset: Scalar = weighting == .plain ? level : 0
        if Scalar.self == Double.self, weights == nil, playerCount >= DissatisfiedRows.columnBits {
            var rows = DissatisfiedRows(
                charges: charges.map(\.approximation),
                offset: offset.approximation
            )
            while true {
                let row = gains.withUnsafeBytes {
                    rows.next(in: $0, above: found.threshold.approximation)
                }
                guard let row else { break }
                inspect(row: row, rows: rows, found: &found, span: span)
            }
            return found.coalitions
        }
        let sums = additiveSums(charges)
        for mask in gains.indices where Scalar.self == Double.self || !isStruckOut[mask] {
            var excess = gains[mask] - sums[mask] - offset
            if let weights { excess -= level * weights[mask] }
            guard excess > found.threshold else { continue }
            if span.contains(mask) { strikeOut(mask) } else { found.insert(mask, excess: excess) }
        }
        return found.coalitions
    }

    /// The worst coalition of one row of 64; striking out settled ones on the way.
    private mutating func inspect(
        row: Int,
        rows: DissatisfiedRows,
        found: inout WorstCoalitions<Scalar>,
        span: CoalitionSpan
    ) {
        let first = row << DissatisfiedRows.columnBits
        var worst = -1
        var worstExcess = found.threshold.approximation
        let base = rows.rowCharge
        for column in 0..<DissatisfiedRows.columnCount {
            let excess =
                gains[first + column].approximation - rows.columnCharges[column] - base
            guard excess > worstExcess else { continue }
            if span.contains(first + column) {
                strikeOut(first + column)
            } else {
                worst = column
                worstExcess = excess
            }
        }
        if worst >= 0, let excess = worstExcess as? Scalar {
            found.insert(first + worst, excess: excess)
        }
    }
}

/// The few coalitions with the largest excess met so far.
struct WorstCoalitions<Scalar: GameScalar> {
    private(set) var coalitions: [Int] = []
    private var excesses: [Scalar] = []
    /// What a coalition must exceed to be taken.
    private(set) var threshold: Scalar
    private let limit: Int

    init(limit: Int, threshold: Scalar) {
        self.limit = limit
        self.threshold = threshold
    }

    mutating func insert(_ mask: Int, excess: Scalar) {
        if coalitions.count < limit {
            coalitions.append(mask)
            excesses.append(excess)
        } else if let least = excesses.indices.min(by: { excesses[$0] < excesses[$1] }) {
            coalitions[least] = mask
            excesses[least] = excess
        }
        if coalitions.count == limit, let least = excesses.min() { threshold = least }
    }
}
