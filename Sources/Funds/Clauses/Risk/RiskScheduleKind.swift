/// Which schedule divides an amount, by name.
package enum RiskScheduleKind: String, Sendable, Hashable {
    case capped
    case firstLoss
    case fixed
    case marginalTiers
    case oneSided
    case ownSchemes
    case proportional
    case restoreThenSplit
    case sharesOfLine
    case waterfall
}
