/// For whom a settlement is written: who may see what.
package enum Audience: String, Sendable, CaseIterable {
    /// Everything.
    case commissioner
    /// One partner's own statement, lines, payments and movements; of a reader who is not known to be one of the
    /// partners, what the public sees.
    case provider
    /// What each partner pays or is paid, without lines, movements and anything about single people: their
    /// budgets appear as totals, and groups of fewer than five are not counted.
    case `public`

    var seesFreeRiders: Bool { self == .commissioner }
    var seesPeople: Bool { self != .public }
    /// Whether sums over all partners and lines mean something to it.
    var seesWhole: Bool { self == .commissioner }
}
