/// For whom a settlement is written: who may see what.
package enum Audience: String, Sendable, CaseIterable {
    /// Everything.
    case commissioner
    /// Without the comparison of who gains and who pays.
    case provider
    /// Also without anything about single people: their budgets appear as totals, and groups of fewer than
    /// five are not counted.
    case `public`

    var seesFreeRiders: Bool { self == .commissioner }
    var seesPeople: Bool { self != .public }
}
