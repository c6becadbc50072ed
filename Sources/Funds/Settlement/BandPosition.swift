package import TopsliceMoney

/// Money of one kind that is reported apart; in pence, of the pool.
package struct BandPosition: Sendable, Hashable {
    package let band: MoneyBand
    package internal(set) var contributed: Money
    /// With what spending is compared.
    package internal(set) var budget: Money
    package internal(set) var spent: Money
    /// What lines spent above their budgets together, and what others left; never set against each other here.
    package internal(set) var over: Money
    package internal(set) var under: Money

    init(_ band: MoneyBand, in currency: Currency) {
        self.band = band
        contributed = .zero(currency)
        budget = contributed
        spent = contributed
        over = contributed
        under = contributed
    }

    /// The bands that an agreement has, general money first.
    static func all(
        _ entries: [ContributionEntry],
        _ lines: [LineOutturn],
        in currency: Currency
    ) throws(FundError) -> [BandPosition] {
        var bands: [MoneyBand: BandPosition] = [:]
        for entry in entries where !entry.isAligned && entry.share.reversed == nil {
            let amount = try entry.share.amount.minus(entry.share.refunded)
            var own = bands[entry.band] ?? BandPosition(entry.band, in: currency)
            own.contributed = try own.contributed.plus(amount)
            bands[entry.band] = own
        }
        for line in lines where line.line.kind != .aligned {
            var own = bands[line.line.band] ?? BandPosition(line.line.band, in: currency)
            own.budget = try own.budget.plus(line.budget)
            own.spent = try own.spent.plus(line.spend)
            own.over = try own.over.plus(line.overspend)
            own.under = try own.under.plus(line.underspend)
            bands[line.line.band] = own
        }
        return bands.values.sorted { $0.band < $1.band }
    }
}
