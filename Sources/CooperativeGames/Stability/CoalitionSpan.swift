/// The linear span of the membership vectors of some coalitions, held exactly.
///
/// Arithmetic is modulo the prime 2⁶¹ − 1. Every minor of a 0/1 matrix of 28 columns is below
/// 29^14.5 / 2²⁸ < 6·10¹² by Hadamard's bound, thus smaller than the prime, so it vanishes modulo the
/// prime only where it vanishes: ranks and membership are those over the rationals.
struct CoalitionSpan {
    let playerCount: Int
    /// Basis rows in echelon form: row r has a 1 at `pivots[r]`, and no other row has anything there.
    private var rows: [[UInt64]] = []
    private var pivots: [Int] = []
    /// Vectors that vanish on the span, one a player without pivot, so that a coalition is in the span
    /// exactly where the sums over its members are all zero.
    private var annihilators: [[UInt64]] = []

    init(playerCount: Int) {
        self.playerCount = playerCount
        updateAnnihilators()
    }

    var rank: Int { rows.count }
    var isEverything: Bool { rank == playerCount }

    /// - Complexity: O(n) for most coalitions outside, O(n · (n − rank)) for those inside.
    func contains(_ mask: Int) -> Bool {
        for vector in annihilators {
            var sum: UInt64 = 0
            var rest = mask
            while rest != 0 {
                sum = PrimeField.sum(sum, vector[rest.trailingZeroBitCount])
                rest &= rest - 1
            }
            if sum != 0 { return false }
        }
        return true
    }

    /// Adds a coalition; false where it was in the span already.
    mutating func insert(_ mask: Int) -> Bool {
        var row = (0..<playerCount).map { UInt64(mask >> $0 & 1) }
        for (index, pivot) in pivots.enumerated() where row[pivot] != 0 {
            let factor = PrimeField.prime - row[pivot]
            for column in 0..<playerCount {
                row[column] = PrimeField.sum(
                    row[column],
                    PrimeField.product(factor, rows[index][column])
                )
            }
        }
        guard let pivot = row.firstIndex(where: { $0 != 0 }) else { return false }
        let inverse = PrimeField.inverse(row[pivot])
        for column in 0..<playerCount { row[column] = PrimeField.product(row[column], inverse) }
        for index in rows.indices where rows[index][pivot] != 0 {
            let factor = PrimeField.prime - rows[index][pivot]
            for column in 0..<playerCount {
                rows[index][column] = PrimeField.sum(
                    rows[index][column],
                    PrimeField.product(factor, row[column])
                )
            }
        }
        rows.append(row)
        pivots.append(pivot)
        updateAnnihilators()
        return true
    }

    private mutating func updateAnnihilators() {
        annihilators = (0..<playerCount).filter { !pivots.contains($0) }.map { free in
            var vector = [UInt64](repeating: 0, count: playerCount)
            vector[free] = 1
            for (row, pivot) in zip(rows, pivots) where row[free] != 0 {
                vector[pivot] = PrimeField.prime - row[free]
            }
            return vector
        }
    }
}

/// Arithmetic modulo the Mersenne prime 2⁶¹ − 1; arguments and results below the prime.
private enum PrimeField {
    static let prime: UInt64 = 1 << 61 - 1

    static func sum(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let sum = left + right
        return sum >= prime ? sum - prime : sum
    }

    static func product(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let (high, low) = left.multipliedFullWidth(by: right)
        return sum(low & prime, high << 3 | low >> 61)
    }

    /// By Fermat: the power prime − 2.
    static func inverse(_ value: UInt64) -> UInt64 {
        var result: UInt64 = 1
        var square = value
        var exponent = prime - 2
        while exponent != 0 {
            if exponent & 1 == 1 { result = product(result, square) }
            square = product(square, square)
            exponent >>= 1
        }
        return result
    }
}
