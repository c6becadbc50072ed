import TopsliceExactArithmetic
import TopsliceRecords

/// The most that all its clauses together are paid for one person; what is above it is not paid.
struct PersonCapClause: ContractClause {
    static let kind = ClauseKind.personCap

    let head: ClauseHead
    let of: [String]
    /// In pence.
    let amount: Rational

    var needs: [String] { of }
    var cuts: [String] { of }

    init?(_ map: YAMLMap, _ head: ClauseHead, _ reader: inout ContractReader) {
        reader.refuseUnknownKeys(map, ContractReader.headKeys + ["of", "amount"])
        reader.require(map, ["of", "amount"])
        let of = reader.clauses(in: map, "of")
        let amount = reader.amount(map, "amount")
        guard let of, let amount else { return nil }
        self.head = head
        self.of = of
        self.amount = amount
    }

    func result(_ facts: ContractFacts, _ others: ClauseResults) -> ClauseResult {
        var cuts = ClaimCuts(of, facts, others)
        var people = 0
        var result = ClauseResult()
        result.left = cuts.work { own, cuts in
            var paid = Rational.zero
            for (place, entry) in own.enumerated() {
                let kept = min(entry.price, max(.zero, amount - paid))
                cuts.cut(place, by: entry.price - kept, on: entry.claim.day, .overPersonCap)
                paid += entry.price
            }
            if paid > amount { people += 1 }
        }
        result.entitlements = cuts.entitlements(.overPersonCap)
        result.figures = [
            ClauseFigure(.cap, .money(amount)), ClauseFigure(.people, .count(Rational(people))),
            ClauseFigure(.cutAtPersonCap, .money(cuts.total(.overPersonCap))),
        ]
        return result
    }
}
