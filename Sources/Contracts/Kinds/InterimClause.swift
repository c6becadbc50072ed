import TopsliceExactArithmetic
import TopsliceRecords

/// What becomes of an interim payment: it is set against the final one, and paid back where that does not come in time.
struct InterimClause: ContractClause {
    static let kind = ClauseKind.interim

    let head: ClauseHead
    let interim: String
    let final: String
    let isSetOff: Bool
    /// How long after the interim outcome the final one may come; nil where nothing is paid back.
    let clawbackAfter: CalendarSpan?

    var needs: [String] { [interim, final] }
    var cuts: [String] { [interim] }

    init?(_ map: YAMLMap, _ head: ClauseHead, _ reader: inout ContractReader) {
        reader.refuseUnknownKeys(
            map,
            ContractReader.headKeys + ["interim", "final", "set_off", "clawback_after"]
        )
        reader.require(map, ["interim", "final"])
        let interim = reader.clause(map, "interim")
        let final = reader.clause(map, "final")
        let isSetOff = reader.bool(map, "set_off")
        let after = reader.span(map, "clawback_after")
        guard let interim, let final, after != nil || !map.contains("clawback_after") else {
            return nil
        }
        if interim == final, let node = map["final"] {
            reader.fault(node, "the final clause is the interim one")
            return nil
        }
        self.head = head
        self.interim = interim
        self.final = final
        self.isSetOff = isSetOff ?? true
        clawbackAfter = after
    }

    func result(_ facts: ContractFacts, _ others: ClauseResults) -> ClauseResult {
        var finals: [Int32: [Int32]] = [:]
        for claim in others[final].standing { finals[claim.person, default: []].append(claim.day) }
        var setOff = ClaimCuts([interim], facts, others)
        var clawback = setOff
        for entry in setOff.people.joined() {
            let claim = entry.claim
            let limit = clawbackAfter.map { $0.after(claim.day) }
            let final = finals[claim.person]?.first {
                $0 >= claim.day && $0 <= limit ?? .max
            }
            if let final {
                if isSetOff { setOff.cut(entry, by: entry.price, on: final) }
            } else if let limit, limit <= facts.asAt {
                clawback.cut(entry, by: entry.price, on: limit)
            }
        }
        var result = ClauseResult()
        result.left = setOff.left(beside: clawback)
        result.entitlements =
            setOff.entitlements(.setOff) + clawback.entitlements(.clawedBack)
        result.figures = [
            ClauseFigure(.setOff, .money(setOff.total)),
            ClauseFigure(.clawedBack, .money(clawback.total)),
        ]
        return result
    }
}
