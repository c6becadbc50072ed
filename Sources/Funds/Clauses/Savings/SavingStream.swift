package import TopsliceExactArithmetic
package import TopsliceMoney
package import TopsliceRecords

/// The budget a saving falls on.
package enum SavingBudget: String, Sendable, Hashable, CaseIterable {
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
package struct SavingStream: Sendable {
    /// Which part of what is recorded belongs to the stream.
    package enum Portion: Sendable, Hashable {
        case whole
        /// A part of one, to the nearest penny.
        case cashable(Rational)
        /// What the cashable part of one leaves.
        case notCashable(Rational)

        func pence(of recorded: Money) throws(FundError) -> Money {
            switch self {
            case .whole: recorded
            case .cashable(let part):
                try Money.nearest(Rational(recorded) * part, in: recorded.currency)
            case .notCashable(let part):
                try recorded.minus(Money.nearest(Rational(recorded) * part, in: recorded.currency))
            }
        }
    }

    /// Savings that are counted, in units, and valued at a price.
    package struct UnitValue: Sendable, Hashable {
        /// In pence a unit.
        package let value: Money
        /// What is taken off for optimism, as a part of one.
        package let correction: Rational

        func pence(of quantity: Rational) throws(FundError) -> Money {
            try Money.nearest(quantity * Rational(value) * (.one - correction), in: value.currency)
        }
    }

    package let id: String
    /// The identifier in the actuals.
    package let recordedAs: String
    package let clause: String
    package let name: String
    /// Whether money is really set free; savings that are not cashable are shown and never paid.
    package let isCashable: Bool
    package let portion: Portion
    package let unitValue: UnitValue?
    package let budget: SavingBudget
    /// In whose budget it falls; nil for the pool itself, as with a gain from pooling.
    package let beneficiary: String?
    /// In pence.
    package let forecast: Money?
    /// Whether shares of the forecast were paid in advance, so that the settlement pays the difference.
    package let isPaidOnForecast: Bool
    package let release: SavingRelease
    package let share: SavingsShare
    /// What it was measured to be; nil where it is recorded.
    package let measured: MeasuredSaving?
    package let place: FilePlace

    /// The partner or account in whose budget it falls.
    package var holder: Account { beneficiary.map(Account.partner) ?? .pool }
}
