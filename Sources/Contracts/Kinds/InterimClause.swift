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
        var finals = FinalDays(others[final])
        var cuts = ClaimCuts([interim], facts, others)
        var result = ClauseResult()
        result.left = cuts.work { own, cuts in
            guard let person = own.first?.claim.person else { return }
            let days = finals.days(of: person)
            for (place, entry) in own.enumerated() {
                let day = entry.claim.day
                let limit = clawbackAfter.map { $0.after(day) }
                if let final = days.first(where: { $0 >= day && $0 <= limit ?? .max }) {
                    if isSetOff { cuts.cut(place, by: entry.price, on: final, .setOff) }
                } else if let limit, limit <= facts.asAt {
                    cuts.cut(place, by: entry.price, on: limit, .clawedBack)
                }
            }
        }
        result.entitlements = cuts.entitlements(.setOff) + cuts.entitlements(.clawedBack)
        result.figures = [
            ClauseFigure(.setOff, .money(cuts.total(.setOff))),
            ClauseFigure(.clawedBack, .money(cuts.total(.clawedBack))),
        ]
        return result
    }
}
