public import ExactArithmetic
import Money

/// How the money of a line is held.
public enum LineKind: String, Sendable, Hashable, CaseIterable {
    /// Paid from the pool.
    case pooled
    /// Stays in its owner's budget and is only reported beside the pool.
    case aligned
    /// Its owner commissions and pays, and the pool pays the owner back.
    case leadCommissioned = "lead-commissioned"
}

/// A budget line or scheme, with the one partner who answers for it.
public struct FundLine: Sendable, Hashable {
    public let id: String
    public let name: String
    public let kind: LineKind
    /// The accountable partner.
    public let owner: String
    /// The partner that delivers and is paid; nil for suppliers outside the agreement.
    public let provider: String?
    public let allotments: [Allotment]
    /// Percentage of the budget, as a part of one, by which spending may pass it without a warning.
    public let tolerance: Rational?
    public let place: FundPlace

    /// The budget of a line for one phase, or for the whole term, with the clause that shares what is
    /// spent above or below it.
    public struct Allotment: Sendable, Hashable {
        /// Nil for the whole term.
        public let phase: String?
        public let period: Period
        /// In pence.
        public let budget: Int
        /// Nil where the owner bears over- and underspends.
        public let risk: String?
    }

    /// The allotment that a day falls into.
    func allotmentIndex(on date: CalendarDate) -> Int? {
        allotments.firstIndex { $0.period.contains(date) }
    }
}
