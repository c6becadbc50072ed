package import TopsliceMoney

/// What each partner would be left with if every over- and underspend were shared by another rule, everything else
/// being as agreed.
package struct OtherRule: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        /// In proportion to what each put into the pool.
        case contributions
        case equally
        /// Each bears the differences of the lines it answers for.
        case own
        /// The host bears everything.
        case host
    }

    package let kind: Kind
    /// In the order of the agreement; empty where the rule cannot be applied, as when nobody contributes.
    package internal(set) var positions: [Position]

    package struct Position: Sendable, Hashable {
        package let partner: String
        /// What it is paid less what it pays in the end, in pence.
        package let net: Money
        /// That less what it is as agreed.
        package let change: Money
    }

    func seen(by partner: String) -> OtherRule {
        var own = self
        own.positions = positions.filter { $0.partner == partner }
        return own
    }

    /// Settles the same actuals once for each rule; none for an agreement without risk clauses.
    static func all(_ input: FundInput, agreed: Settlement) throws(FundError) -> [OtherRule] {
        guard !input.agreement.risks.isEmpty else { return [] }
        var before: [String: Money] = [:]
        for position in agreed.invoices.positions { before[position.partner] = position.net }
        var rules: [OtherRule] = []
        for kind in Kind.allCases {
            guard let settlement = try settled(input, kind) else {
                rules.append(OtherRule(kind: kind, positions: []))
                continue
            }
            var positions: [Position] = []
            for position in settlement.invoices.positions {
                positions.append(
                    Position(
                        partner: position.partner,
                        net: position.net,
                        change: try position.net.minus(
                            before.amount(position.partner, in: position.net.currency)
                        )
                    )
                )
            }
            rules.append(OtherRule(kind: kind, positions: positions))
        }
        return rules
    }

    /// Nil where nothing says who bears what.
    private static func settled(_ input: FundInput, _ kind: Kind) throws(FundError) -> Settlement? {
        var agreement = input.agreement
        let bearers = agreement.partners.filter { $0.role != .provider }.map(\.id)
        guard let host = agreement.host?.id else { return nil }
        let schedule: any RiskSchedule =
            switch kind {
            case .contributions: ProportionalShare(.contributions(includingAligned: false))
            case .equally: ProportionalShare(.equally(bearers))
            case .own: OwnSchemes()
            case .host: FixedBearer(host)
            }
        agreement.risks = agreement.risks.map { $0.sharing(by: schedule) }
        let other = FundInput(
            agreement: agreement,
            actuals: input.actuals,
            people: input.people,
            standing: input.standing
        )
        do {
            return try Settlement(other)
        } catch {
            switch error {
            case .noContributions, .noWeights, .noBenefits: return nil
            case .tooLarge, .indivisible, .savingsIndivisible, .currencies: throw error
            }
        }
    }
}

extension RiskClause {
    /// The same clause with one schedule for both directions.
    fileprivate func sharing(by schedule: any RiskSchedule) -> RiskClause {
        RiskClause(
            id: id,
            clause: clause,
            overspend: schedule,
            underspend: schedule,
            destination: destination,
            application: application,
            isApplicationAssumed: isApplicationAssumed,
            place: place
        )
    }
}
