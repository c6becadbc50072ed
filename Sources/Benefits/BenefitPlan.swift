package import TopsliceAttribution
package import TopsliceMoney
internal import TopsliceOptions
package import TopsliceStudies

/// What each of several outcomes is worth and to whom, settled before any row is read.
package struct BenefitPlan: Sendable {
    package let outcomes: [OutcomeWorth]
    /// One an outcome.
    package let units: [OutcomeUnit]
    /// Of the outcomes that are money; nil where none is.
    package let currency: Currency?
    /// Those who benefit in money, in the order of the outcomes.
    package let beneficiaries: [String]

    /// - Throws: `BenefitError` for a unit that is none, and for money in two currencies.
    package init(_ outcomes: [OutcomeWorth]) throws(BenefitError) {
        self.outcomes = outcomes
        var units: [OutcomeUnit] = []
        var currency: Currency?
        var beneficiaries: [String] = []
        for worth in outcomes {
            let unit = try OutcomeUnit(worth)
            units.append(unit)
            guard let own = unit.currency else { continue }
            if let currency, currency != own {
                throw .twoCurrencies(
                    outcome: worth.outcome,
                    got: own.code,
                    expected: currency.code,
                    place: (worth.worth ?? worth.unit).map(\.place) ?? worth.outcome
                )
            }
            currency = own
            if !beneficiaries.contains(worth.beneficiary) {
                beneficiaries.append(worth.beneficiary)
            }
        }
        self.units = units
        self.currency = currency
        self.beneficiaries = beneficiaries
    }

    /// Who caused what for whom; nil where no outcome is money.
    package func matrix(of effects: JointEffects) throws(BenefitError) -> MoneyMatrix? {
        guard let currency else { return nil }
        return try MoneyMatrix(self, effects, currency)
    }

    /// Minor units that one person's one unit of an outcome is worth to a beneficiary, harm below zero; 0 where it is worth nothing.
    func minorUnits(ofOutcome outcome: Int, to beneficiary: String) -> Double {
        let worth = outcomes[outcome]
        guard worth.beneficiary == beneficiary, let units = units[outcome].minorUnits else {
            return 0
        }
        return Double(worth.benefitsByFalling ? -units : units)
    }
}
