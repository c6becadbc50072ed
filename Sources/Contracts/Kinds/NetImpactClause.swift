import TopsliceExactArithmetic
import TopsliceRecords

/// A price for each outcome that the programme brought about, as measured against what would have been without it; with
/// the interval of the measurement carried through to the money.
struct NetImpactClause: ContractClause {
    static let kind = ClauseKind.netImpact

    let head: ClauseHead
    let payee: String
    let payers: PayerShares
    let effect: MeasuredEffect
    let proof: MeasuredEffect.Proof
    let people: Int
    /// In pence for one outcome.
    let tariff: Rational
    /// In pence.
    let cap: Rational?
    let day: Int32?

    var contributions: [String: Rational] { effect.contributions }

    init?(_ map: YAMLMap, _ head: ClauseHead, _ reader: inout ContractReader) {
        reader.refuseUnknownKeys(
            map,
            ContractReader.headKeys + ContractReader.payerKeys + MeasuredEffect.keys
                + ["payee", "tariff", "cap", "proof", "direction", "on"]
        )
        reader.require(map, ["payee", "tariff"])
        let parties = reader.parties(map)
        let direction = reader.choice(map, "direction", MeasuredEffect.Direction.self) ?? .increase
        let effect = reader.effect(map, direction, isRelative: false)
        let proof = reader.choice(map, "proof", MeasuredEffect.Proof.self) ?? .estimate
        let tariff = reader.amount(map, "tariff")
        let cap = reader.amount(map, "cap")
        let day = reader.day(map, "on")
        guard let parties, let effect, let tariff else { return nil }
        guard let people = effect.people else {
            reader.fault(map.node, "nothing says how many 'people' the effect is of")
            return nil
        }
        if effect.counted(proof) == nil {
            reader.fault(map.node, "the lower end of the interval is paid for, and there is none")
        }
        self.head = head
        payee = parties.payee
        payers = parties.payers
        self.effect = effect
        self.proof = proof
        self.people = people
        self.tariff = tariff
        self.cap = cap
        self.day = day
    }

    func result(_ facts: ContractFacts, _ others: ClauseResults) -> ClauseResult {
        var result = ClauseResult()
        result.payers = payers
        let ends = [
            (ClauseFigure.Name.impactAtLow, effect.low), (.impactAtHigh, effect.high),
        ]
        guard let counted = effect.counted(proof) else {
            preconditionFailure(
                "clause '\(head.id)' counts an end of an interval that is not there"
            )
        }
        result.figures = [
            ClauseFigure(.impact, .count(max(.zero, counted) * Rational(people)))
        ]
        for (name, end) in ends {
            guard let end else { continue }
            result.figures.append(ClauseFigure(name, .money(worth(of: end))))
        }
        let day = day ?? min(facts.asAt, facts.term.to)
        guard day <= facts.asAt else { return result }
        result.entitlements = payers.entitlements(
            paying: worth(of: counted),
            to: payee,
            on: day,
            .impact
        )
        return result
    }

    /// Harm is paid nothing.
    private func worth(of part: Rational) -> Rational {
        let exact = max(.zero, part) * Rational(people) * tariff
        return cap.map { min(exact, $0) } ?? exact
    }
}
