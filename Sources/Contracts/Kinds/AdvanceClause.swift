import TopsliceExactArithmetic
import TopsliceRecords

/// Money in advance, recovered from the first outcomes that are paid, and never more than was advanced.
struct AdvanceClause: ContractClause {
    static let kind = ClauseKind.advance

    let head: ClauseHead
    let payee: String
    let payers: PayerShares
    /// In pence.
    let amount: Rational
    let day: Int32
    let recoverFrom: [String]
    let schedule: [Step]

    /// What part of a payment is kept back.
    struct Step: Hashable {
        /// For how many claims; nil for all that follow.
        let claims: Int?
        let part: Rational
    }

    var needs: [String] { recoverFrom }

    init?(_ map: YAMLMap, _ head: ClauseHead, _ reader: inout ContractReader) {
        reader.refuseUnknownKeys(
            map,
            ContractReader.headKeys + ContractReader.payerKeys + [
                "payee", "amount", "on", "recover_from", "recover_percent", "schedule",
            ]
        )
        reader.require(map, ["payee", "amount", "on", "recover_from"])
        let payee = reader.party(map, "payee")
        let payers = reader.payers(map)
        let amount = reader.amount(map, "amount")
        let day = reader.day(map, "on")
        let recoverFrom = reader.clauses(in: map, "recover_from")
        let schedule = Self.schedule(map, &reader)
        guard let payee, let payers, let amount, let day, let recoverFrom, let schedule else {
            return nil
        }
        self.head = head
        self.payee = payee
        self.payers = payers
        self.amount = amount
        self.day = day
        self.recoverFrom = recoverFrom
        self.schedule = schedule
    }

    private static func schedule(_ map: YAMLMap, _ reader: inout ContractReader) -> [Step]? {
        guard let node = map["schedule"] else {
            guard map.contains("recover_percent") else { return [Step(claims: nil, part: .one)] }
            return reader.percentage(map, "recover_percent").map { [Step(claims: nil, part: $0)] }
        }
        if map.contains("recover_percent") {
            reader.fault(node, "'schedule' and 'recover_percent' exclude each other")
            return nil
        }
        var steps: [Step] = []
        for item in reader.maps(map, "schedule") {
            reader.require(item, ["percent"])
            reader.refuseUnknownKeys(item, ["claims", "percent"])
            let claims = reader.whole(item, "claims", 1...1_000_000_000)
            guard let part = reader.percentage(item, "percent") else { return nil }
            if let last = steps.last, last.claims == nil {
                reader.fault(item.node, "the step before is for all that follow")
                return nil
            }
            steps.append(Step(claims: claims, part: part))
        }
        if steps.last?.claims != nil {
            reader.fault(
                node,
                "nothing is recovered after the last step; end with one without 'claims', such as {percent: 0}"
            )
        }
        return steps
    }

    func result(_ facts: ContractFacts, _ others: ClauseResults) -> ClauseResult {
        var result = ClauseResult()
        guard day <= facts.asAt else { return result }
        result.entitlements = payers.entitlements(paying: amount, to: payee, on: day, .advanced)
        var left = amount
        var steps = schedule[...]
        var used = 0
        var isPaid = false
        for (day, exact) in payments(facts, others) {
            isPaid = true
            guard left.isPositive else { break }
            while let claims = steps.first?.claims, used >= claims {
                steps = steps.dropFirst()
                used = 0
            }
            guard let step = steps.first else { break }
            used += 1
            let kept = min(left, exact * step.part)
            left -= kept
            result.entitlements += payers.entitlements(
                paying: -kept,
                to: payee,
                on: day,
                .recovered
            )
        }
        if !isPaid, recoverFrom.contains(where: { !others[$0].claims.isEmpty }) {
            result.notices = [.partyWithoutPart(party: payee, .payee)]
        }
        result.figures = [
            ClauseFigure(.advance, .money(amount)),
            ClauseFigure(.recovered, .money(amount - left)),
            ClauseFigure(.notRecovered, .money(left)),
        ]
        return result
    }

    /// What the payee is paid for people from the day of the advance on, in the order of days, clauses and people.
    private func payments(
        _ facts: ContractFacts,
        _ others: ClauseResults
    ) -> some Sequence<(day: Int32, exact: Rational)> {
        let own = facts.records.party(payee)
        let ids = recoverFrom.sorted(by: ClauseOrder.precedes)
        var found = SpoolSorter<Payment>(by: Payment.precedes)
        var prices: [[Rational]] = []
        for (place, id) in ids.enumerated() {
            let clause = others[id]
            func take(_ claim: PaidClaim, _ price: Int32) {
                guard claim.payee == own, claim.day >= day else { return }
                found.append(
                    Payment(
                        day: claim.day,
                        clause: Int32(place),
                        person: claim.person,
                        price: price
                    )
                )
            }
            if let left = clause.left {
                prices.append(left.prices)
                for entry in left.entries { take(entry.claim, entry.price) }
            } else {
                prices.append(clause.prices)
                for claim in clause.claims { take(claim, claim.price) }
            }
        }
        return found.sorted().lazy.map {
            (day: $0.day, exact: prices[Int($0.clause)][Int($0.price)])
        }
    }

    /// What is paid for one person, by the places of the clause and of its price.
    private struct Payment: BitwiseCopyable {
        let day: Int32
        let clause: Int32
        let person: Int32
        let price: Int32

        static func precedes(_ left: Payment, _ right: Payment) -> Bool {
            (left.day, left.clause, left.person) < (right.day, right.clause, right.person)
        }
    }
}
