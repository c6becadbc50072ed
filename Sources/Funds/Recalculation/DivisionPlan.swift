package import TopsliceExactArithmetic
package import TopsliceMoney

/// How an amount that is not known yet is divided: a schedule with everything resolved that the actuals do not
/// change, so that it can be written down as formulas.
package indirect enum DivisionPlan: Sendable, Hashable {
    /// Each a fixed part of every penny.
    case shared([Part])
    /// In proportion to weights that follow figures of the year; `settled` are the parts as they were settled.
    case weighted([FigureWeight], settled: [Part])
    /// All of it.
    case borne(by: Account)
    /// In these parts, but nobody more than its cap, nor less than its floor where the amount is enough for all of
    /// these; what nobody is left to bear falls to `remainder`.
    case capped(
        [Part],
        caps: [String: Money],
        floors: [String: Money],
        isRespread: Bool,
        remainder: Account
    )
    /// Nothing is shared below the trigger, which `below` keeps or bears; above it what is beyond the trigger, or
    /// all of it.
    case triggered(at: Money, isWhole: Bool, below: String, then: DivisionPlan)
    /// The first pounds are one partner's.
    case first(upTo: Money, bearer: String, then: DivisionPlan)
    /// Losses are made good first, all in proportion where it does not suffice.
    case restored([String: Money], then: DivisionPlan)
    /// Slices of the amount, each divided in its own way; what lies above the last belongs to nobody.
    case tiers([Tier])
    /// Sources that are drawn on one after the other before anybody pays.
    case drawn(from: [Source], then: DivisionPlan)
    /// In the shares of each line, as far as the line is part of the amount.
    case byLine([LineParts])
    /// By what each owner's lines are part of the amount.
    case byOwner

    /// A part of one; the parts of a plan sum to one.
    package struct Part: Sendable, Hashable {
        package let partner: String
        package let part: Rational
    }

    package struct Tier: Sendable, Hashable {
        /// Nil for everything above the tier before.
        package let upTo: Money?
        package let plan: DivisionPlan
    }

    package struct LineParts: Sendable, Hashable {
        /// Its place in ``Settlement/lines``.
        package let line: Int
        package let parts: [Part]
    }

    package enum Source: Sendable, Hashable {
        /// What lines under the same clause left of their budgets.
        case underspends
        /// The most that may be drawn, in pence; nil for what the risk pool holds.
        case riskPool(Money?)
    }

    /// Whether it draws on, or fills, the risk pool.
    package var drawsOnRiskPool: Bool {
        switch self {
        case .shared, .weighted, .borne, .capped, .byLine, .byOwner: false
        case .triggered(_, _, _, let then), .first(_, _, let then), .restored(_, let then):
            then.drawsOnRiskPool
        case .tiers(let tiers): tiers.contains { $0.plan.drawsOnRiskPool }
        case .drawn(let sources, let then):
            then.drawsOnRiskPool
                || sources.contains { if case .riskPool = $0 { true } else { false } }
        }
    }

    /// Whether it uses what other lines left.
    package var drawsOnUnderspends: Bool {
        switch self {
        case .shared, .weighted, .borne, .capped, .byLine, .byOwner: false
        case .triggered(_, _, _, let then), .first(_, _, let then), .restored(_, let then):
            then.drawsOnUnderspends
        case .tiers(let tiers): tiers.contains { $0.plan.drawsOnUnderspends }
        case .drawn(let sources, let then):
            then.drawsOnUnderspends || sources.contains(.underspends)
        }
    }
}

extension DivisionPlan {
    /// The names of the figures of the year that it follows.
    package var figures: Set<String> {
        switch self {
        case .weighted(let weights, _): Set(weights.flatMap(\.figures).map(\.name))
        case .shared, .borne, .capped, .byLine, .byOwner: []
        case .triggered(_, _, _, let then), .first(_, _, let then), .restored(_, let then),
            .drawn(_, let then):
            then.figures
        case .tiers(let tiers): tiers.reduce(into: []) { $0.formUnion($1.plan.figures) }
        }
    }

    /// The same with figures of the year as they were settled.
    package var settled: DivisionPlan {
        switch self {
        case .weighted(_, let parts): .shared(parts)
        case .shared, .borne, .capped, .byLine, .byOwner: self
        case .triggered(let level, let isWhole, let below, let then):
            .triggered(at: level, isWhole: isWhole, below: below, then: then.settled)
        case .first(let most, let bearer, let then):
            .first(upTo: most, bearer: bearer, then: then.settled)
        case .restored(let losses, let then): .restored(losses, then: then.settled)
        case .drawn(let sources, let then): .drawn(from: sources, then: then.settled)
        case .tiers(let tiers): .tiers(tiers.map { Tier(upTo: $0.upTo, plan: $0.plan.settled) })
        }
    }
}
