package import TopsliceMoney

/// Why somebody bears a part of an amount, as a step of the schedule that divides it. Words for it are made in reports.
package enum RiskReason: Sendable, Hashable {
    /// Its part of what all bear by the basis.
    case share(by: SharingBasis)
    /// The same, where caps and floors of others changed it.
    case shareAroundLimits(by: SharingBasis)
    /// No more than its cap, or what is left of one that counts since a day.
    case atCap(since: CalendarDate?)
    case respreadFromCaps
    /// What is left when all are at their caps.
    case leftAtCaps
    /// What the caps of the others cut off.
    case cutByCaps
    case sharesOfLine
    case ownSchemes
    /// Contributions of the others are fixed.
    case othersAreFixed
    case firstLoss
    case belowTrigger(Money)
    case aboveLastBand
    /// Restored to no worse off, or as far as the amount goes.
    case restored(inFull: Bool)
    case gain(by: SharingBasis)
    case loss(by: SharingBasis)
    /// Offset by underspends of other lines.
    case underspends
    /// Drawn from the risk pool, which may lack a part of what is asked of it.
    case riskPool(lacking: Money?)
    /// Taken from money of a line that is not committed.
    case uncommitted(line: String)
    /// A step within a band, counted from one.
    indirect case band(Int, from: Money, to: Money, RiskReason)
}
