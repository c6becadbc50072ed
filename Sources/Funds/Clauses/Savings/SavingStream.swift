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
public struct SavingStream: Sendable {
    public let id: String
    public let clause: String
    public let name: String
    /// Whether money is really set free; savings that are not cashable are shown and never paid.
    public let isCashable: Bool
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
}
