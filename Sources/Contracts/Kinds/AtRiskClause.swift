import TopsliceExactArithmetic
import TopsliceRecords

/// A fee of which a part depends on results: paid in full from the target less a tolerance upwards, in proportion below,
/// never less than a floor nor more than a cap.
struct AtRiskClause: ContractClause {
    static let kind = ClauseKind.atRisk

    let head: ClauseHead
    let payee: String
    let payers: PayerShares
    let days: ContractTerm
    /// In pence.
    let fee: Rational
    let atRisk: Rational
    let target: Rational
    let tolerance: Rational
    let counted: CountedOutcome
    let floor: Rational?
    let cap: Rational?

    var needs: [String] { counted.clause.map { [$0] } ?? [] }
    var tables: Set<PeopleTable> { counted.tables }
    var outcomes: [String] { counted.outcome.map { [$0] } ?? [] }

    init?(_ map: YAMLMap, _ head: ClauseHead, _ reader: inout ContractReader) {
        reader.refuseUnknownKeys(
            map,
            ContractReader.headKeys + ContractReader.payerKeys + CountedOutcome.keys + [
                "payee", "fee", "at_risk_percent", "target", "tolerance_percent", "floor", "cap",
                "phase", "from", "to",
            ]
        )
        reader.require(map, ["payee", "fee", "at_risk_percent", "target"])
        let parties = reader.parties(map)
        let days = reader.days(map)
        let fee = reader.amount(map, "fee")
        let atRisk = reader.percentage(map, "at_risk_percent")
        let target = reader.number(map, "target")
        let counted = CountedOutcome(map, &reader)
        let floor = reader.amount(map, "floor")
        let cap = reader.amount(map, "cap")
        if let node = map["target"], target?.isZero == true {
            reader.fault(node, "is zero, expected a number above it")
            return nil
        }
        if let floor, let cap, cap < floor, let node = map["cap"] {
            reader.fault(node, "the cap is below the floor")
            return nil
        }
        guard let parties, let days, let fee, let atRisk, let target, let counted else {
            return nil
        }
        if let floor, floor <= fee * (.one - atRisk) { reader.notice(map, .floorBelowFixedFee) }
        self.head = head
        payee = parties.payee
        payers = parties.payers
        self.days = days
        self.fee = fee
        self.atRisk = atRisk
        self.target = target
        tolerance = reader.percentage(map, "tolerance_percent") ?? .zero
        self.counted = counted
        self.floor = floor
        self.cap = cap
    }

    func result(_ facts: ContractFacts, _ others: ClauseResults) -> ClauseResult {
        let achieved = Rational(counted.people(facts, others, within: days))
        var result = ClauseResult()
        result.figures = [
            ClauseFigure(.achieved, .count(achieved)), ClauseFigure(.target, .count(target)),
        ]
        var exact = fee * (.one - atRisk)
        // Before the end nobody knows what will be achieved.
        if facts.asAt >= days.to {
            let isMet = achieved >= target * (.one - tolerance)
            exact += fee * atRisk * (isMet ? .one : achieved / target)
            if let floor { exact = max(exact, floor) }
        }
        if let cap { exact = min(exact, cap) }
        result.payers = payers
        result.entitlements = payers.entitlements(
            paying: exact,
            to: payee,
            on: min(facts.asAt, days.to),
            .fee
        )
        return result
    }
}
