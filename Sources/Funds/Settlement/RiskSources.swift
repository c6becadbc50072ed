/// Money that risk schedules may draw on, and what percentages are of.
///
/// What earlier divisions leave to later ones.
struct RiskSources {
    /// A risk clause in one phase.
    struct ClauseInPhase: Hashable {
        let clause: String
        let phase: String?
    }

    /// Lines under one clause in one phase whose money one party holds.
    struct BudgetKey: Hashable {
        let clause: String
        let phase: String?
        let holder: String
    }

    /// Underspend of each of `lines` that is not used yet, in pence.
    var underspends: [Int]
    /// The same of all lines of the pool, by line.
    var uncommitted: [String: Int] = [:]
    /// What was drawn from each account, in pence.
    var drawn: [String: Int] = [:]
    /// Positions of the lines of the pool under each clause and phase.
    var positions: [ClauseInPhase: [Int]] = [:]
    /// Positions of each line of the pool.
    var positionsOfLine: [String: [Int]] = [:]
    /// The budgets of all lines under one clause in one phase, by who holds their money, in pence.
    var budgets: [BudgetKey: Int] = [:]
    var measures: [String?: SharingMeasures] = [:]

    mutating func consume(_ amount: Int, at positions: [Int], of lines: [LineOutturn]) {
        var rest = amount
        for position in positions {
            let taken = min(rest, underspends[position])
            underspends[position] -= taken
            uncommitted[lines[position].line.id]? -= taken
            rest -= taken
        }
    }
}
