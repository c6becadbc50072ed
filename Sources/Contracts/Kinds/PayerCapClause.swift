import TopsliceExactArithmetic
import TopsliceRecords

/// The most that one payer pays under its clauses, in all or in each year of the term, such as what a department may
/// spend within its limit; what is above another pays, or nobody.
struct PayerCapClause: ContractClause {
    static let kind = ClauseKind.payerCap

    let head: ClauseHead
    let of: [String]
    let payer: String
    /// In pence.
    let amount: Rational
    let isYearly: Bool
    /// Who pays what is above; nil where it is not paid.
    let then: String?

    var needs: [String] { of }

    init?(_ map: YAMLMap, _ head: ClauseHead, _ reader: inout ContractReader) {
        reader.refuseUnknownKeys(
            map,
            ContractReader.headKeys + ["of", "payer", "amount", "amount_per_year", "then"]
        )
        reader.require(map, ["of", "payer"])
        let of = reader.clauses(in: map, "of")
        let payer = reader.party(map, "payer")
        let then = reader.party(map, "then")
        let whole = reader.amount(map, "amount")
        let yearly = reader.amount(map, "amount_per_year")
        guard map.contains("amount") != map.contains("amount_per_year") else {
            reader.fault(map.node, "expected one of 'amount' and 'amount_per_year'")
            return nil
        }
        guard let of, let payer, let amount = whole ?? yearly,
            then != nil || !map.contains("then")
        else { return nil }
        if then == payer, let node = map["then"] {
            reader.fault(node, "'\(payer)' is the payer that is capped")
            return nil
        }
        self.head = head
        self.of = of
        self.payer = payer
        self.amount = amount
        isYearly = yearly != nil
        self.then = then
    }

    func result(_ facts: ContractFacts, _ others: ClauseResults) -> ClauseResult {
        let ids = of.sorted(by: ClauseOrder.precedes)
        let charges = ids.map { others.charges(to: payer, by: $0) }
        let paid = others.paid(by: of)
        var spent: [Int: Rational] = [:]
        var result = ClauseResult()
        var cut = Rational.zero
        for day in Set(charges.flatMap(\.keys)).sorted() {
            let year = isYearly ? facts.term.year(of: day) : 0
            for place in ids.indices {
                guard let charge = charges[place][day] else { continue }
                let before = min(amount, spent[year] ?? .zero)
                spent[year, default: .zero] += charge
                let above = charge - (min(amount, spent[year] ?? .zero) - before)
                guard !above.isZero else { continue }
                cut += above
                let own = paid.filter { $0.day == day && $0.clause == place }
                result.entitlements += TakenOver(from: payer, by: then, above, on: day, own)
                    .entitlements(.overPayerCap)
            }
        }
        if !paid.isEmpty, charges.allSatisfy(\.isEmpty) {
            result.notices = [.partyWithoutPart(party: payer, .payer)]
        }
        result.figures = [
            ClauseFigure(.cap, .money(amount)), ClauseFigure(.abovePayerCap, .money(cut)),
        ]
        return result
    }
}
