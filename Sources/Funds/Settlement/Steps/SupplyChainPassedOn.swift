import TopsliceExactArithmetic
import TopsliceMoney

enum SupplyChainPassedOn {
    /// Primes pass on parts of what they were paid for delivery and outcomes.
    ///
    /// - Parameters:
    ///   - delivered: what each provider was paid for delivering lines.
    ///   - outcomes: what each was paid for outcomes, less what it paid.
    static func enter(
        _ facts: SettlementFacts,
        delivered: [String: Money],
        outcomes: [[String: Money]],
        _ books: inout Books
    ) throws(FundError) {
        var passed: [String: Money] = [:]
        let ordered = SupplyLink.inOrder(facts.agreement.supplyChain)
        let linksOfPrime = Dictionary(grouping: ordered, by: \.prime)
        var done: Set<String> = []
        for link in ordered where done.insert(link.prime).inserted {
            let own = linksOfPrime[link.prime] ?? []
            let forOutcomes = try Money.total(
                outcomes.map { $0.amount(link.prime, in: facts.currency) },
                in: facts.currency
            )
            let income = try Money.total(
                delivered.amount(link.prime, in: facts.currency),
                max(.zero(facts.currency), forOutcomes),
                max(.zero(facts.currency), passed.amount(link.prime, in: facts.currency))
            )
            let kept = Rational.one - own.map(\.part).sum()
            let shares = own.map { Rational(income) * $0.part } + [Rational(income) * kept]
            let pence = try Money.divide(
                shares,
                among: own.map(\.sub) + [link.prime],
                clause: link.clause,
                in: facts.currency
            )
            for (link, amount) in zip(own, pence) {
                try passed.add(amount, to: link.sub)
                try passed.add(amount.opposite(), to: link.prime)
                try books.add(amount, to: \.supplyChain, of: .partner(link.sub))
                try books.add(amount.opposite(), to: \.supplyChain, of: .partner(link.prime))
                try books.post(
                    facts.date,
                    debit: .partner(link.sub),
                    credit: .partner(link.prime),
                    amount,
                    .passedOn(clause: link.clause),
                    source: "\(link.place)"
                )
            }
        }
    }
}
