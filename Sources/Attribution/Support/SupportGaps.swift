/// For each coalition, where in the covariates nobody had just these agencies.
struct SupportGaps: Sendable {
    private static let neverSeen: Int32 = -1
    private static let noGap: Int32 = -2

    private let cellCount: Int
    /// By coalition: the row of its gaps, or one of the marks above.
    private var rows: [Int32]
    private var gaps: [Bool] = []

    init(playerCount: Int, cellCount: Int) {
        self.cellCount = cellCount
        rows = [Int32](repeating: SupportGaps.neverSeen, count: 1 << playerCount)
    }

    /// Notes a coalition that was seen, with the cells of the support table that are gaps.
    mutating func note(_ coalition: UInt64, gaps newGaps: [Bool]) {
        guard newGaps.contains(true) else {
            rows[Int(coalition)] = SupportGaps.noGap
            return
        }
        rows[Int(coalition)] = Int32(truncatingIfNeeded: gaps.count / cellCount)
        gaps += newGaps
    }

    /// Whether anybody at all lacks support under this coalition.
    func hasGaps(_ coalition: UInt64) -> Bool { rows[Int(coalition)] != SupportGaps.noGap }

    /// Whether a person at these cells lacks support under this coalition.
    func isGap(_ coalition: UInt64, cells: [Int]) -> Bool {
        let row = rows[Int(coalition)]
        if row == SupportGaps.neverSeen { return true }
        if row == SupportGaps.noGap { return false }
        let start = Int(row) * cellCount
        for cell in cells where gaps[start + cell] { return true }
        return false
    }
}
