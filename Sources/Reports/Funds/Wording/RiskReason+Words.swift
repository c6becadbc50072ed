import TopsliceExactArithmetic
import TopsliceFunds
import TopsliceMoney

extension RiskReason {
    /// Why somebody bears a part, as statements and records say it.
    var words: String {
        switch self {
        case .share(let basis): "by \(basis.words)"
        case .shareAroundLimits(let basis): "by \(basis.words), caps and floors of others met"
        case .atCap(let since):
            since.map { "at what is left of its cap since \($0)" } ?? "at its cap"
        case .respreadFromCaps: "re-spread from partners at their caps"
        case .leftAtCaps: "what is left when all are at their caps"
        case .cutByCaps: "what the caps of the others cut off"
        case .sharesOfLine: "the shares of the line"
        case .ownSchemes: "its own schemes"
        case .othersAreFixed: "contributions of the others are fixed"
        case .firstLoss: "the first loss"
        case .belowTrigger(let level): "below the trigger of \(level.formatted())"
        case .aboveLastBand: "above the last band"
        case .restored(inFull: true): "restored to no worse off"
        case .restored(inFull: false): "restored as far as the amount goes"
        case .gain(let basis): "the gain by \(basis.words)"
        case .loss(let basis): "the loss by \(basis.words)"
        case .underspends: "offset by underspends of other lines"
        case .riskPool(nil): "drawn from the risk pool"
        case .riskPool(let lacking?):
            "drawn from the risk pool, which lacks \(lacking.formatted()) of what is asked of it"
        case .uncommitted(let line): "taken from uncommitted money of '\(line)'"
        case .band(let number, let low, let high, let reason):
            "band \(number), \(low.formatted()) to \(high.formatted()): \(reason.words)"
        }
    }
}

extension RiskScheduleKind {
    /// One word or two for a statement.
    var words: String {
        switch self {
        case .capped: "capped"
        case .firstLoss: "first loss"
        case .fixed: "fixed"
        case .marginalTiers: "marginal tiers"
        case .oneSided: "one-sided"
        case .ownSchemes: "own schemes"
        case .proportional: "proportional"
        case .restoreThenSplit: "restore, then split"
        case .sharesOfLine: "shares of the line"
        case .waterfall: "waterfall"
        }
    }
}
