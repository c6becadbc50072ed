package import TopsliceMoney

/// How a contribution was worked out. Words for it are made in reports.
package enum ContributionWorking: Sendable, Hashable {
    case stated(isUplifted: Bool)
    case share(by: SharingBasis)
    /// Lifted to what the partner gives at least.
    case minimum
    /// The shares of so many lines, each in whole pence.
    case lines(Int)
    /// A slice of a budget, which may be lifted to what the partner gives at least.
    case slice(TopSlice.Slice, of: Money, isLifted: Bool)
    case personalBudget(String)
}

/// By which rule a contribution is due.
package enum ContributionKind: Sendable, Hashable {
    case fixed
    case shared(SharedContribution.Measure)
    case sharesOfLines
    case topSlice
    case personalBudget
}
