import TopsliceExactArithmetic
import TopsliceRecords

/// Of several outcomes of one person only the dearest is paid: a later one is paid what it is worth more than those
/// before.
struct BestOfClause: ContractClause {
    static let kind = ClauseKind.bestOf

    let head: ClauseHead
    let of: [String]

    var needs: [String] { of }
    var cuts: [String] { of }

    init?(_ map: YAMLMap, _ head: ClauseHead, _ reader: inout ContractReader) {
        reader.refuseUnknownKeys(map, ContractReader.headKeys + ["of"])
        reader.require(map, ["of"])
        guard let of = reader.clauses(in: map, "of") else { return nil }
        if of.count < 2, let node = map["of"] {
            reader.fault(node, "the best of one clause is that clause, expected several")
            return nil
        }
        self.head = head
        self.of = of
    }

    func result(_ facts: ContractFacts, _ others: ClauseResults) -> ClauseResult {
        var cuts = ClaimCuts(of, facts, others)
        var result = ClauseResult()
        result.left = cuts.work { own, cuts in
            var best = Rational.zero
            for (place, entry) in own.enumerated() {
                cuts.cut(place, by: min(entry.price, best), on: entry.claim.day, .setOff)
                best = max(best, entry.price)
            }
        }
        result.entitlements = cuts.entitlements(.setOff)
        result.figures = [ClauseFigure(.setOff, .money(cuts.total(.setOff)))]
        return result
    }
}
