import TopsliceExactArithmetic
import TopsliceRecords

/// A payment for a cohort whose effect reaches a threshold; cohorts that did not are paid when all together reach another,
/// as in the social impact bond of Peterborough (10% for a cohort, 7.5% for all).
struct TriggerClause: ContractClause {
    static let kind = ClauseKind.trigger

    let head: ClauseHead
    let payee: String
    let payers: PayerShares
    let threshold: Rational
    let proof: MeasuredEffect.Proof
    let cohorts: [Cohort]
    let pooled: Pooled?

    var contributions: [String: Rational] {
        cohorts.map(\.effect.contributions).reduce(into: [:]) {
            $0.merge($1, uniquingKeysWith: max)
        }
    }

    struct Cohort: Hashable {
        let id: String
        let effect: MeasuredEffect
        /// In pence.
        let payment: Rational
        let day: Int32?
    }

    struct Pooled: Hashable {
        let threshold: Rational
        /// Nil where the effects of cohorts are averaged by their people.
        let effect: MeasuredEffect?
        let day: Int32?
    }

    init?(_ map: YAMLMap, _ head: ClauseHead, _ reader: inout ContractReader) {
        reader.refuseUnknownKeys(
            map,
            ContractReader.headKeys + ContractReader.payerKeys
                + ["payee", "threshold_percent", "proof", "direction", "cohorts", "pooled"]
        )
        reader.require(map, ["payee", "threshold_percent", "cohorts"])
        let parties = reader.parties(map)
        let threshold = reader.percentage(map, "threshold_percent")
        let direction = reader.choice(map, "direction", MeasuredEffect.Direction.self) ?? .increase
        let proof = reader.choice(map, "proof", MeasuredEffect.Proof.self) ?? .estimate
        let cohorts = Self.cohorts(map, direction, &reader)
        let pooled = Self.pooled(map, direction, cohorts ?? [], proof, &reader)
        guard let parties, let threshold, let cohorts,
            pooled != nil || !map.contains("pooled")
        else { return nil }
        for cohort in cohorts where cohort.effect.counted(proof) == nil {
            reader.fault(
                map.node,
                "the lower end of the interval must reach the threshold, and cohort '\(cohort.id)' has none"
            )
        }
        if proof == .estimate {
            for (cohort, item) in zip(cohorts, reader.maps(map, "cohorts"))
            where item.contains("low_percent") {
                reader.notice(item, .lowEndNotProof(cohort: cohort.id))
            }
        }
        self.head = head
        payee = parties.payee
        payers = parties.payers
        self.threshold = threshold
        self.proof = proof
        self.cohorts = cohorts.sorted { ClauseOrder.precedes($0.id, $1.id) }
        self.pooled = pooled
    }

    private static func cohorts(
        _ map: YAMLMap,
        _ direction: MeasuredEffect.Direction,
        _ reader: inout ContractReader
    ) -> [Cohort]? {
        var cohorts: [Cohort] = []
        let items = reader.maps(map, "cohorts")
        for item in items {
            reader.require(item, ["id", "payment"])
            reader.refuseUnknownKeys(item, MeasuredEffect.keys + ["id", "payment", "on"])
            let id = reader.text(item, "id")
            let effect = reader.effect(item, direction, isRelative: true)
            let payment = reader.amount(item, "payment")
            let day = reader.day(item, "on")
            guard let id, let effect, let payment, day != nil || !item.contains("on") else {
                continue
            }
            if cohorts.contains(where: { $0.id == id }) {
                reader.fault(item.node, "cohort '\(escapedName(id))' occurs twice")
            }
            cohorts.append(Cohort(id: id, effect: effect, payment: payment, day: day))
        }
        return cohorts.count == items.count && !cohorts.isEmpty ? cohorts : nil
    }

    private static func pooled(
        _ map: YAMLMap,
        _ direction: MeasuredEffect.Direction,
        _ cohorts: [Cohort],
        _ proof: MeasuredEffect.Proof,
        _ reader: inout ContractReader
    ) -> Pooled? {
        guard let stated = reader.map(map, "pooled") else { return nil }
        reader.require(stated, ["threshold_percent"])
        reader.refuseUnknownKeys(stated, MeasuredEffect.keys + ["threshold_percent", "on"])
        let threshold = reader.percentage(stated, "threshold_percent")
        let day = reader.day(stated, "on")
        var effect: MeasuredEffect?
        if stated.contains("effect_percent") || stated.contains("attribution") {
            effect = reader.effect(stated, direction, isRelative: true)
            guard let effect else { return nil }
            if effect.counted(proof) == nil {
                reader.fault(stated.node, "the lower end of the interval must reach the threshold")
            }
        } else if proof == .low || cohorts.contains(where: { $0.effect.people == nil }) {
            reader.fault(
                stated.node,
                "nothing says what the effect of all together is: state it, or the 'people' of every cohort by whom "
                    + "estimates are averaged"
            )
            return nil
        }
        guard let threshold, day != nil || !stated.contains("on") else { return nil }
        return Pooled(threshold: threshold, effect: effect, day: day)
    }

    func result(_ facts: ContractFacts, _ others: ClauseResults) -> ClauseResult {
        var result = ClauseResult()
        result.payers = payers
        var missed: [Cohort] = []
        var met = 0
        for cohort in cohorts {
            let day = cohort.day ?? facts.term.to
            if let counted = cohort.effect.counted(proof), counted >= threshold {
                guard day <= facts.asAt else { continue }
                met += 1
                pay(cohort.payment, on: day, &result)
            } else {
                missed.append(cohort)
            }
        }
        result.figures = [ClauseFigure(.cohortsMet, .count(Rational(met)))]
        guard let pooled, let effect = pooledEffect(pooled) else { return result }
        let day = pooled.day ?? facts.term.to
        let isMet = effect >= pooled.threshold
        result.figures.append(ClauseFigure(.pooledMet, .answer(isMet)))
        guard isMet, day <= facts.asAt else { return result }
        for cohort in missed { pay(cohort.payment, on: day, &result) }
        return result
    }

    private func pay(_ exact: Rational, on day: Int32, _ result: inout ClauseResult) {
        result.entitlements += payers.entitlements(paying: exact, to: payee, on: day, .triggered)
    }

    private func pooledEffect(_ pooled: Pooled) -> Rational? {
        if let effect = pooled.effect { return effect.counted(proof) }
        var (people, sum) = (0, Rational.zero)
        for cohort in cohorts {
            guard let count = cohort.effect.people else {
                preconditionFailure(
                    "cohort '\(cohort.id)' of clause '\(head.id)' has no people to be averaged by"
                )
            }
            people += count
            sum = sum + cohort.effect.estimate * Rational(count)
        }
        return Rational(1, over: people).map { sum * $0 }
    }
}
