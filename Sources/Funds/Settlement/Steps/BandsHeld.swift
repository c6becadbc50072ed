import TopsliceMoney

/// What of the pool's money is set aside: capital, and what is ring-fenced, as it came and went.
struct BandsHeld {
    /// By band that somebody paid into, general money left out.
    let movements: [(band: MoneyBand, own: [DatedAmount])]

    init(
        _ facts: SettlementFacts,
        _ entries: [ContributionEntry],
        _ lines: [LineOutturn],
        _ charges: [LineCharge],
        _ risks: RisksShared
    ) throws(FundError) {
        let setAside = Set(entries.lazy.filter { !$0.isAligned && $0.band != .general }.map(\.band))
        guard !setAside.isEmpty else {
            movements = []
            return
        }
        var found: [MoneyBand: [DatedAmount]] = [:]
        func enter(_ amount: Money, _ date: CalendarDate, _ band: MoneyBand) {
            guard setAside.contains(band) else { return }
            found[band, default: []].append(DatedAmount(date: date, amount: amount))
        }
        for entry in entries where !entry.isAligned {
            enter(entry.share.amount, entry.date, entry.band)
            if let reversed = entry.share.reversed {
                enter(try entry.share.amount.opposite(), max(entry.date, reversed), entry.band)
            } else if entry.isIntoRiskPool {
                enter(try entry.share.amount.opposite(), entry.date, entry.band)
            }
        }
        var bandOfLine: [String: MoneyBand] = [:]
        for line in facts.agreement.lines where line.kind != .aligned {
            bandOfLine[line.id] = line.band
            guard setAside.contains(line.band) else { continue }
            for row in facts.rows(.spend, line.id) {
                enter(try row.amount.opposite(), row.date, line.band)
            }
        }
        for charge in charges {
            guard let band = bandOfLine[charge.line] else { continue }
            enter(try charge.amount.opposite(), charge.date, band)
        }
        for division in risks.divisions {
            guard let line = division.lines.first, let band = bandOfLine[line] else { continue }
            for part in division.parts {
                if division.isOverspend {
                    guard !part.party.isInsidePool else { continue }
                    enter(part.amount, facts.date, band)
                } else if division.leaves(part, holder: .pool) {
                    enter(try part.amount.opposite(), facts.date, band)
                }
            }
        }
        movements = found.sorted { $0.key < $1.key }.map { (band: $0.key, own: $0.value) }
    }
}
