import TopsliceExactArithmetic

/// Works out what is paid of all candidates of a clause: who is refused and why, what each is paid, and who goes without
/// under a cap.
struct ClaimWorking {
    private let terms: ClaimTerms
    private let facts: ContractFacts
    private let rules: ClaimRules
    private let fixedPayee: Int32?
    private let reason: EntitlementReason
    /// Parts of one by credit, the whole first.
    private let credits: [Rational]
    private var prices: PriceBook
    private var accepted = SpoolSorter<Candidate>(by: Candidate.precedes, key: \.day)
    private var refused: [UnpaidReason: UnpaidClaims] = [:]
    private var refusals = SpoolWriter<RefusedClaim>()
    private var worths = RationalTable()
    /// Whether any candidate says when it was claimed, and whether there was one.
    private var (isClaimDated, isAnyTaken) = (false, false)

    init(
        _ terms: ClaimTerms,
        _ facts: ContractFacts,
        _ others: ClauseResults,
        credits: [Rational] = [.one],
        _ reason: EntitlementReason
    ) {
        self.terms = terms
        self.facts = facts
        self.credits = credits
        self.reason = reason
        rules = ClaimRules(terms, facts, others)
        fixedPayee = terms.payee.map { facts.records.party($0) }
        prices = PriceBook(terms.tariff, facts, credits: credits)
    }

    // MARK: - Who is refused

    /// Takes the only candidate of a person.
    mutating func take(only candidate: Candidate) {
        guard candidate.day <= facts.asAt else { return }
        if let reason = noted(candidate) {
            refuse(candidate, reason)
        } else {
            accepted.append(candidate)
        }
    }

    /// Takes all candidates of one person, in the order of days.
    mutating func take(_ candidates: some Sequence<Candidate>) {
        var kept: [Candidate] = []
        for candidate in candidates where candidate.day <= facts.asAt {
            if let reason = noted(candidate) {
                refuse(candidate, reason)
            } else {
                kept.append(candidate)
            }
        }
        guard kept.count > 1 else {
            for candidate in kept { accepted.append(candidate) }
            return
        }
        guard let again = terms.again else {
            takeBest(kept)
            return
        }
        var paid: Candidate?
        for candidate in kept {
            if let paid, candidate.day < again.after(paid.day) {
                refuse(candidate, because: paid)
            } else {
                accepted.append(candidate)
                paid = candidate
            }
        }
    }

    /// Of several the one with the most credit, and of those the first, so that nobody is paid for twice.
    private mutating func takeBest(_ candidates: [Candidate]) {
        var best = 0
        for (place, candidate) in candidates.enumerated()
        where credits[Int(candidate.credit)] > credits[Int(candidates[best].credit)] {
            best = place
        }
        for (place, candidate) in candidates.enumerated() {
            if place == best {
                accepted.append(candidate)
            } else {
                refuse(candidate, because: candidates[best])
            }
        }
    }

    /// Refuses what is paid for by another claim of the person.
    private mutating func refuse(_ candidate: Candidate, because paid: Candidate) {
        let isStated = candidate.payer >= 0 && paid.payer >= 0
        if candidate.credit != paid.credit {
            refuse(candidate, .betterPaid)
        } else if isStated, candidate.payer != paid.payer {
            refuse(candidate, .paidByAnother)
        } else {
            refuse(candidate, .paidBefore)
        }
    }

    /// Counts what is not paid.
    mutating func refuse(_ candidate: Candidate, _ reason: UnpaidReason) {
        let worth = prices.plain(of: candidate)
        var tally = refused[reason] ?? UnpaidClaims(reason: reason, count: 0, worth: .zero)
        tally.count += 1
        tally.worth = worth.flatMap { worth in tally.worth.map { $0 + worth } }
        refused[reason] = tally
        guard facts.namesRefusals else { return }
        refusals.append(
            RefusedClaim(
                reason: reason,
                person: candidate.person,
                day: candidate.day,
                line: candidate.line,
                worth: worth.map { worths.place(of: $0) } ?? -1
            )
        )
    }

    /// Why a candidate is refused, which is noted to have been there.
    private mutating func noted(_ candidate: Candidate) -> UnpaidReason? {
        isAnyTaken = true
        if candidate.dayOfClaim != nil { isClaimDated = true }
        return rules.refusal(candidate) ?? (prices.hasPrice(candidate) ? nil : .noTariffForNeed)
    }

    // MARK: - What is paid

    /// - Complexity: O(n log n) for n candidates.
    consuming func result() -> ClauseResult {
        var result = ClauseResult()
        result.payers = terms.payers
        let deadweight = deadweight(&result)
        let count = accepted.count
        let ordered = accepted.sorted()
        if let price = prices.priceOfAll(max(0, count - deadweight)) {
            prices.pricesAll(at: price)
        }
        var paid = SpoolWriter<PaidClaim>()
        var number = -deadweight
        for candidate in ordered {
            number += 1
            // As many as would have come about anyway are the first by their days.
            if number <= 0 {
                refuse(candidate, .deadweight)
                continue
            }
            guard let price = prices.price(of: candidate, number: number) else {
                refuse(candidate, .beyondBands)
                continue
            }
            paid.append(
                PaidClaim(
                    person: candidate.person,
                    day: candidate.day,
                    payee: fixedPayee ?? candidate.provider,
                    price: price,
                    line: candidate.line
                )
            )
        }
        var claims = Spool(paid)
        cap(&claims)
        result.claims = claims
        result.prices = prices.all
        result.unpaid = refused.values.sorted {
            ($1.count, $0.reason.rawValue) < ($0.count, $1.reason.rawValue)
        }
        result.refusals = Spool(refusals)
        result.worths = worths.all
        result.entitlements = entitlements(claims)
        if isAnyTaken { result.notices = prices.needsOfNobody.map { .needOfNobody($0) } }
        if isAnyTaken, terms.claimWithin != nil, !isClaimDated {
            result.notices.append(.claimsWithoutDay)
        }
        result.figures.append(ClauseFigure(.paidClaims, .count(Rational(claims.count))))
        return result
    }

    /// How many would have come about anyway.
    private func deadweight(_ result: inout ClauseResult) -> Int {
        let count: Int
        switch terms.deadweight {
        case nil: return 0
        case .count(let stated): count = stated
        case .partOfReferrals(let part):
            var people = 0
            var last: Int32 = -1
            for referral in facts.records.referrals where referral.person != last {
                if terms.days.contains(referral.referred), referral.referred <= facts.asAt {
                    people += 1
                    last = referral.person
                }
            }
            guard let whole = Int(exactly: (Rational(people) * part).ceiling) else {
                preconditionFailure("\(part) of \(people) people is no count")
            }
            count = whole
        }
        result.figures.append(ClauseFigure(.deadweight, .count(Rational(count))))
        return count
    }

    private mutating func cap(_ claims: inout Spool<PaidClaim>) {
        if let cap = terms.personCap { capPeople(&claims, cap) }
        if let cap = terms.yearCap {
            var paid: [Int: Rational] = [:]
            let term = facts.term
            cut(&claims, .overYearCap) { claim, price in
                let year = term.year(of: claim.day)
                let kept = min(price, max(.zero, cap - (paid[year] ?? .zero)))
                paid[year, default: .zero] += kept
                return kept
            }
        }
        guard let cap = terms.cap else { return }
        let prices = prices.all
        let whole = claims.reduce(Rational.zero) { $0 + prices[Int($1.price)] }
        guard whole > cap else { return }
        var left = cap
        let part = terms.capOrder == .proRata ? cap / whole : nil
        cut(&claims, .overCap) { _, price in
            let kept = part.map { price * $0 } ?? min(price, left)
            left -= kept
            return kept
        }
    }

    /// Who is paid for more than once stands there in the order of days, and all claims go back to their order.
    private mutating func capPeople(_ claims: inout Spool<PaidClaim>, _ cap: Rational) {
        guard terms.mayRepeat else {
            cut(&claims, .overPersonCap) { _, price in min(price, cap) }
            return
        }
        var byPerson = SpoolSorter<PlacedClaim>(by: PlacedClaim.standsBefore)
        for (place, claim) in claims.enumerated() {
            byPerson.append(PlacedClaim(person: claim.person, price: claim.price, place: place))
        }
        var kept = SpoolSorter<PlacedClaim>(by: PlacedClaim.precedes)
        var (person, paid) = (OutcomeRecord.none, Rational.zero)
        for claim in byPerson.sorted() {
            if claim.person != person { (person, paid) = (claim.person, .zero) }
            let amount = min(prices.all[Int(claim.price)], max(.zero, cap - paid))
            paid += amount
            let price = prices.place(of: amount)
            kept.append(PlacedClaim(person: person, price: price, place: claim.place))
        }
        let table = prices
        var inOrder = kept.sorted()
        cut(&claims, .overPersonCap) { claim, _ in
            guard let own = inOrder.next() else {
                preconditionFailure("a claim of line \(claim.line) has no place among those kept")
            }
            return table.all[Int(own.price)]
        }
    }

    /// Pays less, and counts what is not paid; claims of which nothing is left go.
    private mutating func cut(
        _ claims: inout Spool<PaidClaim>,
        _ reason: UnpaidReason,
        _ kept: (PaidClaim, Rational) -> Rational
    ) {
        var tally = UnpaidClaims(reason: reason, count: 0, worth: .zero)
        var left = SpoolWriter<PaidClaim>()
        for claim in claims {
            let price = prices.all[Int(claim.price)]
            let amount = kept(claim, price)
            if amount < price {
                tally.count += 1
                tally.worth = tally.worth.map { $0 + price - amount }
                if facts.namesRefusals {
                    refusals.append(
                        RefusedClaim(
                            reason: reason,
                            person: claim.person,
                            day: claim.day,
                            line: claim.line,
                            worth: worths.place(of: price - amount)
                        )
                    )
                }
            }
            guard amount.isPositive || price.isZero else { continue }
            var claim = claim
            if amount < price { claim.price = prices.place(of: amount) }
            left.append(claim)
        }
        claims = Spool(left)
        if tally.count > 0 { refused[reason] = tally }
    }

    /// By day and payee.
    private func entitlements(_ claims: Spool<PaidClaim>) -> [Entitlement] {
        let prices = prices.all
        var found: [Entitlement] = []
        var day = Int32.min
        // Few payees are paid at few prices on a day.
        var tallies: [(payee: Int32, price: Int32, count: Int)] = []
        func close() {
            tallies.sort { ($0.payee, $0.price) < ($1.payee, $1.price) }
            var rest = tallies[...]
            while let first = rest.first {
                var sum = Rational.zero
                while let next = rest.first, next.payee == first.payee {
                    sum += prices[Int(next.price)] * Rational(next.count)
                    rest.removeFirst()
                }
                found += terms.payers.entitlements(
                    paying: sum,
                    to: facts.records.parties[Int(first.payee)],
                    on: day,
                    reason
                )
            }
            tallies.removeAll(keepingCapacity: true)
        }
        for claim in claims {
            if claim.day != day {
                close()
                day = claim.day
            }
            let place = tallies.firstIndex { $0.payee == claim.payee && $0.price == claim.price }
            if let place {
                tallies[place].count += 1
            } else {
                tallies.append((claim.payee, claim.price, 1))
            }
        }
        close()
        return found
    }
}

/// A claim's price with its place among the claims of a clause.
private struct PlacedClaim: BitwiseCopyable {
    let person: Int32
    let price: Int32
    let place: Int

    static func standsBefore(_ left: PlacedClaim, _ right: PlacedClaim) -> Bool {
        (left.person, left.place) < (right.person, right.place)
    }

    static func precedes(_ left: PlacedClaim, _ right: PlacedClaim) -> Bool {
        left.place < right.place
    }
}

extension Candidate {
    /// In the order in which they are paid.
    fileprivate static func precedes(_ left: Candidate, _ right: Candidate) -> Bool {
        if left.day != right.day { return left.day < right.day }
        return left.person != right.person
            ? left.person < right.person : left.credit < right.credit
    }
}
