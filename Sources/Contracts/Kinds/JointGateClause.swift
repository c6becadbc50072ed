import TopsliceExactArithmetic
import TopsliceRecords

/// Money that is released to all members of a collaborative when enough of their joint outcomes are reached, and shared
/// among them by their own rule.
struct JointGateClause: ContractClause {
    static let kind = ClauseKind.jointGate

    let head: ClauseHead
    let payers: PayerShares
    /// In pence.
    let payment: Rational
    let gates: [Gate]
    /// How many gates must be passed.
    let need: Int
    let members: Members
    let days: ContractTerm

    struct Gate: Hashable {
        let counted: CountedOutcome
        let people: Int
    }

    enum Members: Hashable {
        case agreed(PayerShares)
        /// In proportion to the people whom clauses pay each for; nothing is released where they pay for nobody.
        case byPeople([String])
    }

    var needs: [String] {
        let byPeople: [String] = if case .byPeople(let ids) = members { ids } else { [] }
        return Array(Set(gates.compactMap(\.counted.clause) + byPeople))
    }
    var tables: Set<PeopleTable> { gates.reduce([]) { $0.union($1.counted.tables) } }
    var outcomes: [String] { gates.compactMap(\.counted.outcome) }

    init?(_ map: YAMLMap, _ head: ClauseHead, _ reader: inout ContractReader) {
        reader.refuseUnknownKeys(
            map,
            ContractReader.headKeys + ContractReader.payerKeys
                + ["payment", "gates", "need", "members", "phase", "from", "to"]
        )
        reader.require(map, ["payment", "gates", "members"])
        let payers = reader.payers(map)
        let payment = reader.amount(map, "payment")
        let days = reader.days(map)
        let items = reader.maps(map, "gates")
        var gates: [Gate] = []
        for item in items {
            reader.require(item, ["at_least"])
            reader.refuseUnknownKeys(item, CountedOutcome.keys + ["at_least"])
            let counted = CountedOutcome(item, &reader)
            let people = reader.whole(item, "at_least", 1...1_000_000_000)
            if let counted, let people { gates.append(Gate(counted: counted, people: people)) }
        }
        let need = reader.whole(map, "need", 1...max(1, items.count))
        let members = Self.members(map, &reader)
        guard let payers, let payment, let days, let members, !gates.isEmpty,
            gates.count == items.count, need != nil || !map.contains("need")
        else { return nil }
        self.head = head
        self.payers = payers
        self.payment = payment
        self.gates = gates
        self.need = need ?? gates.count
        self.members = members
        self.days = days
    }

    private static func members(_ map: YAMLMap, _ reader: inout ContractReader) -> Members? {
        guard let stated = reader.map(map, "members"), let node = map["members"] else { return nil }
        guard stated.contains("people_of") else {
            return reader.shares(node).map(Members.agreed)
        }
        reader.refuseUnknownKeys(stated, ["people_of"])
        return reader.clauses(in: stated, "people_of").map(Members.byPeople)
    }

    func result(_ facts: ContractFacts, _ others: ClauseResults) -> ClauseResult {
        let passed = gates.count {
            $0.counted.people(facts, others, within: days) >= $0.people
        }
        var result = ClauseResult()
        result.payers = payers
        result.figures = [ClauseFigure(.gatesPassed, .count(Rational(passed)))]
        guard passed >= need else { return result }
        for part in shares(facts, others).parts {
            result.entitlements += payers.entitlements(
                paying: payment * part.part,
                to: part.party,
                on: min(facts.asAt, days.to),
                .released
            )
        }
        return result
    }

    private func shares(_ facts: ContractFacts, _ others: ClauseResults) -> PayerShares {
        switch members {
        case .agreed(let shares): return shares
        case .byPeople(let ids):
            var pairs = SpoolSorter<PersonPaid>(by: PersonPaid.precedes)
            for id in ids {
                others[id].forEachStanding {
                    pairs.append(PersonPaid(payee: $0.payee, price: 0, person: $0.person))
                }
            }
            var counts: [Int32: Int] = [:]
            pairs.sorted().forEachDifferent { counts[$0.payee, default: 0] += 1 }
            var weights: [String: Rational] = [:]
            for (payee, people) in counts {
                weights[facts.records.parties[Int(payee)]] = Rational(people)
            }
            return PayerShares(weights: weights)
        }
    }
}
