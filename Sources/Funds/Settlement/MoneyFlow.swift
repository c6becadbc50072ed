package import TopsliceMoney

/// A band of the way of the money: from a funder over a pot to a line and to whom the line was paid.
package struct MoneyFlow: Sendable, Hashable {
    package enum Place: Sendable, Hashable {
        case funder(partner: String)
        /// What the pool held on the first day.
        case broughtForward
        /// What the risk pool gave.
        case riskPool
        case pool
        case alignedBudgets
        case line(String)
        /// All lines but the largest.
        case otherLines
        case carriedForward
        /// What went into the risk pool.
        case setAside
        /// What stays in the pool.
        case leftInPool
        /// What was given back.
        case kept
        case provider(partner: String)
        case suppliers
    }

    package let from: Place
    package let to: Place
    /// Above zero.
    package let amount: Money
}

/// All bands of a settlement, with what goes through each place.
package struct MoneyFlows: Sendable, Hashable {
    /// One for each way.
    package let bands: [MoneyFlow]
    /// What leaves each funder and what comes to every other place.
    package let through: [MoneyFlow.Place: Money]

    /// - Parameter lineLimit: the most lines that are a place of their own.
    init(
        statements: [PartnerStatement],
        lines: [LineOutturn],
        accounts: [AccountPosition],
        currency: Currency,
        lineLimit: Int = 10
    ) throws(FundError) {
        var sums: [Way: Money] = [:]
        func add(_ from: MoneyFlow.Place, _ to: MoneyFlow.Place, _ amount: Money) throws(FundError)
        {
            guard amount.isPositive else { return }
            try sums.add(amount, to: Way(from: from, to: to))
        }
        var left = Money.zero(currency)
        for statement in statements {
            let paid = try statement.contribution.minus(statement.refunds)
                .plus(max(.zero(currency), statement.riskShare))
            try add(.funder(partner: statement.partner), .pool, paid)
            left = try left.plus(max(.zero(currency), paid))
        }
        let large = Set(lines.sorted { $0.spend > $1.spend }.prefix(lineLimit).map(\.line.id))
        for outturn in lines where outturn.spend.isPositive {
            let line = outturn.line
            let place: MoneyFlow.Place = large.contains(line.id) ? .line(line.id) : .otherLines
            if line.kind == .aligned {
                try add(.funder(partner: line.owner), .alignedBudgets, outturn.spend)
                try add(.alignedBudgets, place, outturn.spend)
            } else {
                try add(.pool, place, outturn.spend)
                left = try left.minus(outturn.spend)
            }
            let receiver = line.provider.map(MoneyFlow.Place.provider) ?? .suppliers
            try add(place, receiver, outturn.spend)
        }
        let held = Dictionary(accounts.map { ($0.account, $0) }) { first, _ in first }
        let sources: [(MoneyFlow.Place, Money?)] = [
            (.broughtForward, held[.pool]?.opening), (.riskPool, held[.riskPool]?.moneyOut),
        ]
        for (place, amount) in sources {
            guard let amount, amount.isPositive else { continue }
            try add(place, .pool, amount)
            left = try left.plus(amount)
        }
        let uses: [(MoneyFlow.Place, Money?)] = [
            (.carriedForward, held[.carriedForward]?.moneyIn),
            (.setAside, held[.riskPool]?.moneyIn), (.leftInPool, held[.pool]?.closing),
        ]
        for (place, amount) in uses {
            guard let amount else { continue }
            let part = min(max(.zero(currency), left), amount)
            try add(.pool, place, part)
            left = try left.minus(max(.zero(currency), part))
        }
        try add(.pool, .kept, left)
        var through: [MoneyFlow.Place: Money] = [:]
        for (way, amount) in sums {
            switch way.from {
            case .funder, .broughtForward, .riskPool: try through.add(amount, to: way.from)
            case .pool, .alignedBudgets, .line, .otherLines, .carriedForward, .setAside,
                .leftInPool, .kept, .provider, .suppliers:
                break
            }
            try through.add(amount, to: way.to)
        }
        self.through = through
        bands = sums.map { MoneyFlow(from: $0.key.from, to: $0.key.to, amount: $0.value) }
    }

    private struct Way: Hashable {
        let from: MoneyFlow.Place
        let to: MoneyFlow.Place
    }
}
