import TopsliceExactArithmetic
import TopsliceRecords

/// A fund that pays a part of what others pay, until it is used up to the penny.
struct TopUpClause: ContractClause {
    static let kind = ClauseKind.topUp

    let head: ClauseHead
    let of: [String]
    let partner: String
    /// A part of one.
    let part: Rational
    /// In pence; nil for as much as there is.
    let fund: Rational?
    let order: ClaimTerms.CapOrder
    let whenEmpty: WhenEmpty

    /// What becomes of its part when there is no more.
    enum WhenEmpty: String, CaseIterable {
        case payers
        case unpaid
    }

    var needs: [String] { of }

    init?(_ map: YAMLMap, _ head: ClauseHead, _ reader: inout ContractReader) {
        reader.refuseUnknownKeys(
            map,
            ContractReader.headKeys + ["of", "partner", "percent", "fund", "order", "when_empty"]
        )
        reader.require(map, ["of", "partner", "percent"])
        let of = reader.clauses(in: map, "of")
        let partner = reader.party(map, "partner")
        let part = reader.percentage(map, "percent")
        let fund = reader.amount(map, "fund")
        if part?.isZero == true { reader.notice(map, .toppedUpByNothing) }
        if let node = map["order"] ?? map["when_empty"], !map.contains("fund") {
            reader.fault(node, "there is no 'fund' that could be empty")
        }
        guard let of, let partner, let part, fund != nil || !map.contains("fund") else {
            return nil
        }
        self.head = head
        self.of = of
        self.partner = partner
        self.part = part
        self.fund = fund
        order = reader.choice(map, "order", ClaimTerms.CapOrder.self) ?? .date
        whenEmpty = reader.choice(map, "when_empty", WhenEmpty.self) ?? .payers
    }

    func result(_ facts: ContractFacts, _ others: ClauseResults) -> ClauseResult {
        let paid = others.paid(by: of)
        let payers = of.sorted(by: ClauseOrder.precedes).map { others[$0].payers }
        let asked = paid.reduce(Rational.zero) { $0 + $1.exact * part }
        var left = fund ?? max(.zero, asked)
        let proRata = order == .proRata && asked > left ? left / asked : nil
        var result = ClauseResult()
        var covered = Rational.zero
        for payment in paid {
            let wanted = payment.exact * part
            let given =
                proRata.map { wanted * $0 } ?? (wanted.isPositive ? min(wanted, left) : wanted)
            left -= given
            covered += given
            result.entitlements += relief(of: given, on: payment.day, payers[payment.clause])
            guard whenEmpty == .unpaid else { continue }
            result.entitlements += payers[payment.clause].entitlements(
                paying: given - wanted,
                to: payment.payee,
                on: payment.day,
                .fundEmpty
            )
        }
        result.figures = [
            ClauseFigure(.toppedUp, .money(covered)),
            ClauseFigure(.notToppedUp, .money(asked - covered)),
        ]
        if fund != nil { result.figures.append(ClauseFigure(.leftInFund, .money(left))) }
        return result
    }

    /// The fund pays in the place of payers.
    private func relief(of exact: Rational, on day: Int32, _ payers: PayerShares) -> [Entitlement] {
        guard !exact.isZero else { return [] }
        return [Entitlement(.payer, partner, day, -exact, .toppedUp)]
            + payers.parts.map {
                Entitlement(.payer, $0.party, day, exact * $0.part, .toppedUp)
            }
    }
}
