public import ExactArithmetic

/// The budget a saving falls on.
public enum SavingBudget: String, Sendable, Hashable, CaseIterable {
    /// Departmental expenditure limits: planned and fixed.
    case del = "DEL"
    /// Annually managed expenditure, such as benefits. Payments charged to it may not exceed the saving
    /// that is attributable to the programme.
    case ame = "AME"
    case local
}

/// A saving or gain that the partnership brings about, with whose budget it falls on and who shares it.
///
/// A saving of which only a part is cashable is two streams that are recorded together.
public struct SavingStream: Sendable {
    /// Which part of what is recorded belongs to the stream.
    public enum Portion: Sendable, Hashable {
        case whole
        /// A part of one, to the nearest penny.
        case cashable(Rational)
        /// What the cashable part of one leaves.
        case notCashable(Rational)

        func pence(of recorded: Int) throws(FundError) -> Int {
            switch self {
            case .whole: recorded
            case .cashable(let part): try Pence.nearest(Rational(recorded) * part)
            case .notCashable(let part):
                try Pence.sum(recorded, -Pence.nearest(Rational(recorded) * part))
            }
        }
    }

    /// Savings that are counted, in units, and valued at a price.
    public struct UnitValue: Sendable, Hashable {
        /// In pence a unit.
        public let value: Int
        /// What is taken off for optimism, as a part of one.
        public let correction: Rational

        func pence(of quantity: Rational) throws(FundError) -> Int {
            try Pence.nearest(quantity * Rational(value) * (.one - correction))
        }
    }

    public let id: String
    /// The identifier in the actuals.
    public let recordedAs: String
    public let clause: String
    public let name: String
    /// Whether money is really set free; savings that are not cashable are shown and never paid.
    public let isCashable: Bool
    public let portion: Portion
    public let unitValue: UnitValue?
    public let budget: SavingBudget
    /// In whose budget it falls; nil for the pool itself, as with a gain from pooling.
    public let beneficiary: String?
    /// In pence.
    public let forecast: Int?
    /// Whether shares of the forecast were paid in advance, so that the settlement pays the difference.
    public let isPaidOnForecast: Bool
    public let release: SavingRelease
    public let share: SavingsShare
    public let place: FundPlace

    /// The partner or account in whose budget it falls.
    public var holder: String { beneficiary ?? Account.pool }
}
