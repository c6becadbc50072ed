import TopsliceExactArithmetic
import TopsliceRecords

/// A provider takes the place of another from a day on: outcomes before it pay the old, from it on the new.
struct NovationClause: ContractClause {
    static let kind = ClauseKind.novation

    let head: ClauseHead
    let of: [String]
    let from: String
    let to: String
    let day: Int32

    var needs: [String] { of }

    init?(_ map: YAMLMap, _ head: ClauseHead, _ reader: inout ContractReader) {
        reader.refuseUnknownKeys(map, ContractReader.headKeys + ["of", "from", "to", "on"])
        reader.require(map, ["of", "from", "to", "on"])
        let of = reader.clauses(in: map, "of")
        let from = reader.party(map, "from")
        let to = reader.party(map, "to")
        let day = reader.day(map, "on")
        guard let of, let from, let to, let day else { return nil }
        if from == to, let node = map["to"] {
            reader.fault(node, "'\(to)' would take its own place")
            return nil
        }
        if let term = reader.declared.term, day <= term.from, let node = map["on"] {
            reader.fault(
                node,
                "nobody is paid before \(written(day)), so that '\(from)' would never be: the term begins on "
                    + "\(written(term.from))"
            )
        }
        self.head = head
        self.of = of
        self.from = from
        self.to = to
        self.day = day
    }

    func result(_ facts: ContractFacts, _ others: ClauseResults) -> ClauseResult {
        var result = ClauseResult()
        var moved = Rational.zero
        for payment in others.paid(by: of) where payment.payee == from && payment.day >= day {
            moved += payment.exact
            result.entitlements += [
                Entitlement(.payee, to, payment.day, payment.exact, .novated),
                Entitlement(.payee, from, payment.day, -payment.exact, .novated),
            ]
        }
        let payees = Set(others.paid(by: of).map(\.payee))
        if !payees.isEmpty, !payees.contains(from) {
            result.notices = [.partyWithoutPart(party: from, .from)]
        }
        result.figures = [ClauseFigure(.novated, .money(moved))]
        return result
    }
}
