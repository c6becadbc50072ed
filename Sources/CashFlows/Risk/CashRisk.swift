internal import Synchronization
package import TopsliceExactArithmetic
package import TopsliceMoney
import TopsliceParallel

/// What chance does to every party: terms played through many times, each time with other numbers.
package struct CashRisk: Sendable {
    package let terms: RiskTerms
    /// In the order of their identifiers' bytes.
    package let parties: [Party]
    /// From the first month of the terms to the last of any draw.
    package let months: [CalendarMonth]

    package struct Party: Sendable {
        package let party: String
        /// What it would hold in the end without the contract.
        package let without: Money
        package let closing: Spread
        /// The most working capital it needs on any day.
        package let need: Spread
        /// Draws in which it ends with less than without the contract.
        package let worseOff: Int
        /// The same as a part of all draws.
        package let worseOffPart: Rational
        /// Of the probability to end worse off, for so many draws, at 95%.
        package let worseOffInterval: BinomialInterval
        /// After each month.
        package let balances: [Spread]
    }

    /// Amounts in order: at each part of the draws the least amount that so many do not exceed.
    package struct Spread: Sendable, Hashable {
        /// To the nearest minor unit.
        package let mean: Money
        /// At 5, 25, 50, 75 and 95%.
        package let quantiles: [Money]

        package static let percents = [5, 25, 50, 75, 95]

        /// From the lowest of the quantiles to the highest.
        package let width: Money

        init(_ amounts: [Int], _ currency: Currency) throws(MoneyError) {
            let sorted = amounts.sorted()
            let sum = sorted.reduce(Rational.zero) { $0 + Rational($1) }
            mean = try Money(
                roundingMinorUnits: sum / Rational(sorted.count),
                by: .nearestOrAwayFromZero,
                currency: currency
            )
            quantiles = Self.percents.map { percent in
                let rank = (sorted.count * percent + 99) / 100
                return Money(minorUnits: sorted[max(rank, 1) - 1], currency: currency)
            }
            width = try quantiles[quantiles.count - 1].subtracting(quantiles[0])
        }
    }

    /// - Parameter threads: says nothing about any number.
    /// - Throws: where an amount exceeds what can be held.
    package init(_ terms: CashCase, _ risk: RiskTerms, threads: Int) throws(MoneyError) {
        let parties = terms.parties
        let planned = Set(terms.payments.flatMap { [$0.from, $0.to] })
            .union(terms.bond?.parties ?? [])
        let days = terms.payments.map(\.date) + (terms.bond?.dates ?? [])
        guard let first = (days + (terms.source.map { [$0.days.lowerBound] } ?? [])).min() else {
            preconditionFailure("terms without payments have no risk")
        }
        let start = CalendarMonth(of: first)
        let draws = try Self.draws(terms, risk, parties, start, threads: threads)
        guard let span = draws.map({ $0.balances[0].count }).max() else {
            preconditionFailure("no draw of \(risk.draws)")
        }
        var months = [start]
        while months.count < span { months.append(months[months.count - 1].next) }
        var found: [Party] = []
        for (place, party) in parties.enumerated() {
            let opening = terms.openings[party, default: .zero(terms.currency)]
            // Of those who might have been paid, only who was in any draw.
            if !planned.contains(party), opening.isZero,
                draws.allSatisfy({ $0.balances[place].allSatisfy { $0 == 0 } })
            {
                continue
            }
            let without = risk.without[party] ?? opening
            let closing = draws.map { $0.balance(place, span) }
            let worse = closing.count { $0 < without.minorUnits }
            var balances: [Spread] = []
            for month in 0..<span {
                balances.append(
                    try Spread(draws.map { $0.balance(place, month) }, terms.currency)
                )
            }
            found.append(
                Party(
                    party: party,
                    without: without,
                    closing: try Spread(closing, terms.currency),
                    need: try Spread(draws.map { max(0, -$0.lowest[place]) }, terms.currency),
                    worseOff: worse,
                    worseOffPart: Rational(worse) / Rational(draws.count),
                    worseOffInterval: BinomialInterval(
                        worse,
                        of: draws.count,
                        confidence: Rational(95) / 100
                    ),
                    balances: balances
                )
            )
        }
        self.terms = risk
        self.parties = found
        self.months = months
    }

    private static func draws(
        _ terms: CashCase,
        _ risk: RiskTerms,
        _ parties: [String],
        _ start: CalendarMonth,
        threads: Int
    ) throws(MoneyError) -> [CashDraw] {
        let workers = max(1, min(threads, risk.draws))
        let done = Mutex<[Int: [CashDraw]]>([:])
        let play: @Sendable (Int) throws -> Void = { worker in
            var own: [CashDraw] = []
            for number in stride(from: worker, to: risk.draws, by: workers) {
                own.append(try CashDraw(number, of: terms, risk, parties: parties, from: start))
            }
            done.withLock { $0[worker] = own }
        }
        do {
            try onWorkerThreads(workers, play)
        } catch let error as MoneyError {
            throw error
        } catch {
            preconditionFailure("a draw throws \(error)")
        }
        let byWorker = done.withLock { $0 }
        return (0..<risk.draws).map { number in
            guard let own = byWorker[number % workers] else {
                preconditionFailure("worker \(number % workers) ended without draws")
            }
            return own[number / workers]
        }
    }
}
