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
        return steps
    }

    func result(_ facts: ContractFacts, _ others: ClauseResults) -> ClauseResult {
        var result = ClauseResult()
        guard day <= facts.asAt else { return result }
        result.entitlements = payers.entitlements(paying: amount, to: payee, on: day, .advanced)
        var left = amount
        var steps = schedule[...]
        var used = 0
        for payment in payments(facts, others) where left.isPositive {
            while let claims = steps.first?.claims, used >= claims {
                steps = steps.dropFirst()
                used = 0
            }
            guard let step = steps.first else { break }
            used += 1
            let kept = min(left, payment.exact * step.part)
            left -= kept
            result.entitlements += payers.entitlements(
                paying: -kept,
                to: payee,
                on: payment.day,
                .recovered
            )
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
    ) -> [(day: Int32, exact: Rational)] {
        let own = facts.records.party(payee)
        let ids = recoverFrom.sorted(by: ClauseOrder.precedes)
        var found: [(day: Int32, clause: Int, person: Int32, exact: Rational)] = []
        for (place, id) in ids.enumerated() {
            let clause = others[id]
            if let left = clause.left {
                found += left.filter { $0.claim.payee == own && $0.claim.day >= day }
                    .map { ($0.claim.day, place, $0.claim.person, $0.price) }
                continue
            }
            found += clause.claims.filter { $0.payee == own && $0.day >= day }
                .map { ($0.day, place, $0.person, clause.price(of: $0)) }
        }
        return found.sorted {
            ($0.day, $0.clause, $0.person) < ($1.day, $1.clause, $1.person)
        }.map { ($0.day, $0.exact) }
    }
}
