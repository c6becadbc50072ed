/// How well the data hold people like those concerned under a coalition.
package enum SupportGrade: UInt8, Sendable, Comparable, Codable {
    case full
    /// Far fewer were seen than their numbers would have led one to expect, or nobody where hardly anybody was to be expected.
    case thin
    /// None at some level of a covariate, where others were seen.
    case structural
    /// Nobody was ever seen with just these agencies.
    case none

    package static func < (left: SupportGrade, right: SupportGrade) -> Bool {
        left.rawValue < right.rawValue
    }

    /// Whether the outcome is the model's extrapolation.
    package var isLacking: Bool { self >= .structural }
}

/// For each coalition, where in the covariates nobody had just these agencies, or hardly anybody.
struct SupportGaps: Sendable {
    private static let neverSeen: Int32 = -1
    private static let noGap: Int32 = -2
    private static let byChance: Int32 = -3

    private let cellCount: Int
    /// By coalition: the row of its gaps, or one of the marks above.
    private var rows: [Int32]
    private var grades: [SupportGrade] = []

    init(playerCount: Int, cellCount: Int) {
        self.cellCount = cellCount
        rows = [Int32](repeating: SupportGaps.neverSeen, count: 1 << playerCount)
    }

    /// Notes a coalition that was seen, with the grades of the cells of the support table.
    mutating func note(_ coalition: UInt64, grades newGrades: [SupportGrade]) {
        guard newGrades.contains(where: { $0 != .full }) else {
            rows[Int(coalition)] = SupportGaps.noGap
            return
        }
        rows[Int(coalition)] = Int32(truncatingIfNeeded: grades.count / cellCount)
        grades += newGrades
    }

    /// Notes a coalition that was not seen, and was hardly to be expected.
    mutating func noteChance(_ coalition: UInt64) { rows[Int(coalition)] = SupportGaps.byChance }

    /// Whether anybody at all lacks support under this coalition, or has little.
    func hasGaps(_ coalition: UInt64) -> Bool { rows[Int(coalition)] != SupportGaps.noGap }

    /// Whether nobody was ever seen with just these agencies, though somebody was to be expected: everybody concerned lacks support.
    func isNeverSeen(_ coalition: UInt64) -> Bool { rows[Int(coalition)] == SupportGaps.neverSeen }

    /// The support of a person at these cells under this coalition: the worst of the cells.
    func grade(_ coalition: UInt64, cells: [Int]) -> SupportGrade {
        let row = rows[Int(coalition)]
        if row == SupportGaps.neverSeen { return .none }
        if row == SupportGaps.noGap { return .full }
        if row == SupportGaps.byChance { return .thin }
        let start = Int(row) * cellCount
        var worst = SupportGrade.full
        for cell in cells { worst = max(worst, grades[start + cell]) }
        return worst
    }
}
