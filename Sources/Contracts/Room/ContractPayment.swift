import TopsliceApportionment
package import TopsliceExactArithmetic
package import TopsliceMoney

/// What one party is paid under one clause at one price.
package struct ContractPayment: Sendable, Hashable {
    package let clause: ClauseHead
    package let party: String
    /// Nil where the clause is not about an outcome.
    package let outcome: String?
    /// How many people it is paid for; nil where the clause does not pay for people one by one.
    package let people: Int?
    /// In pence for one of them; nil where there is no price.
    package let tariff: Rational?
    /// In whole pence; below zero where it is taken back.
    package let amount: Money
}

extension ClauseRun {
    /// What payees are paid, by party and price; the amounts of a party sum to its part.
    func payments(
        _ records: PeopleRecords,
        in currency: Currency
    ) throws(ContractError) -> [ContractPayment] {
        let head = clause.head
        guard clause.claimTerms != nil else {
            let payees = Set(result.entitlements.filter { $0.role == .payee }.map(\.party))
            return parts.filter { payees.contains($0.party) }.map {
                ContractPayment(
                    clause: head,
                    party: $0.party,
                    outcome: nil,
                    people: nil,
                    tariff: nil,
                    amount: $0.amount
                )
            }
        }
        var found: [ContractPayment] = []
        let byPayee = tallies()
        for (place, party) in records.parties.enumerated() {
            guard let tallies = byPayee[Int32(place)] else { continue }
            // A party that pays itself nothing has no part.
            let amount = parts.first { $0.party == party }?.amount ?? .zero(currency)
            let rows = tallies.sorted {
                result.prices[Int($0.key)] > result.prices[Int($1.key)]
            }
            let amounts = try divided(
                amount,
                rows.map { Rational($0.value.claims) * result.prices[Int($0.key)] }
            )
            for (row, amount) in zip(rows, amounts) {
                found.append(
                    ContractPayment(
                        clause: head,
                        party: party,
                        outcome: clause.outcomes.first,
                        people: row.value.people,
                        tariff: result.prices[Int(row.key)],
                        amount: amount
                    )
                )
            }
        }
        return found
    }

    private struct Tally {
        var claims = 0
        var people = 0
    }

    /// How many claims and people, by payee and place of the price.
    private func tallies() -> [Int32: [Int32: Tally]] {
        // Only where the same is paid again can somebody be there twice.
        let mayRepeat = clause.claimTerms?.mayRepeat ?? false
        var seen = SpoolSorter<PersonPaid>(by: PersonPaid.precedes)
        var tallies: [Int32: [Int32: Tally]] = [:]
        for claim in result.claims {
            tallies[claim.payee, default: [:]][claim.price, default: Tally()].claims += 1
            if mayRepeat {
                seen.append(
                    PersonPaid(payee: claim.payee, price: claim.price, person: claim.person)
                )
            } else {
                tallies[claim.payee, default: [:]][claim.price, default: Tally()].people += 1
            }
        }
        seen.sorted().forEachDifferent {
            tallies[$0.payee, default: [:]][$0.price, default: Tally()].people += 1
        }
        return tallies
    }

    private func divided(
        _ amount: Money,
        _ exact: [Rational]
    ) throws(ContractError) -> [Money] {
        guard exact.contains(where: \.isPositive) else {
            return exact.map { _ in .zero(amount.currency) }
        }
        do throws(ApportionmentError) {
            return try Allocation(
                of: amount,
                among: exact.enumerated().map {
                    Recipient(id: "\($0.offset)", weight: $0.element)
                },
                rule: clause.head.clause
            ).parts.map(\.amount)
        } catch {
            throw .indivisible(clause: clause.head.clause, reason: error)
        }
    }
}

extension ContractPayment {
    /// The same without a count of fewer than five people.
    package var withoutSmallCounts: ContractPayment {
        let isSmall = people.map { $0 < 5 } ?? false
        return ContractPayment(
            clause: clause,
            party: party,
            outcome: outcome,
            people: isSmall ? nil : people,
            tariff: isSmall ? nil : tariff,
            amount: amount
        )
    }
}

extension ClauseRun {
    /// The same with what one party is paid or pays, and nothing of people.
    package func part(of party: String) -> ClauseRun {
        ClauseRun(self, parts: parts.filter { $0.party == party })
    }

    /// The same with what each party is paid or pays, and nothing of people.
    package var sums: ClauseRun { ClauseRun(self, parts: parts) }
}
