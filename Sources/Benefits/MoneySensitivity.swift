package import TopsliceAttribution
package import TopsliceMoney
internal import TopsliceStudies

/// What a hidden confounder could do to the money of each outcome that is money, or has a worth: for all the people analysed.
package struct MoneySensitivity: Sendable, Equatable, Codable {
    package let currency: Currency
    package let lines: [Line]

    /// What one agency, or all of them, caused of one outcome.
    package struct Line: Sendable, Equatable, Codable {
        package let outcome: String
        package let beneficiary: String
        /// Nil for all of them together.
        package let agency: String?
        /// Harm below zero.
        package let amount: Money
        /// Its interval; nil where the data do not identify it.
        package let interval: Range?
        /// The interval that allows for a hidden confounder as strong as the strongest observed one; nil without covariates.
        package let allowing: Range?
        /// The covariate that is as strong.
        package let covariate: String?
    }

    package struct Range: Sendable, Equatable, Codable {
        package let low: Money
        package let high: Money
    }

    /// Nil where no outcome is money.
    ///
    /// - `results`: one an outcome of the plan.
    /// - Throws: `BenefitError` where an amount is too large.
    package init?(_ plan: BenefitPlan, _ results: [AttributionResult]) throws(BenefitError) {
        precondition(
            plan.outcomes.count == results.count,
            "\(results.count) results of \(plan.outcomes.count) outcomes"
        )
        guard let currency = plan.currency else { return nil }
        var lines: [Line] = []
        for (place, result) in results.enumerated() where plan.units[place].currency != nil {
            let worth = plan.outcomes[place]
            let scale =
                plan.minorUnits(ofOutcome: place, to: worth.beneficiary) * Double(result.people)
            func money(_ value: Double) throws(BenefitError) -> Money {
                try MoneyMatrix.money(scale * value, currency)
            }
            func range(_ low: Double, _ high: Double) throws(BenefitError) -> Range {
                let ends = [try money(low), try money(high)].sorted()
                return Range(low: ends[0], high: ends[1])
            }
            let sensitivity = result.sensitivity
            var all = zip(result.contributions, sensitivity.agencies).map {
                ($0.agency as String?, $0.shapley, $1)
            }
            all.append((nil, result.total.attributable, sensitivity.together))
            var sum = Money.zero(currency)
            for (agency, estimate, finding) in all {
                // What all caused is the sum of what each did, to the coin.
                let amount = agency == nil ? sum : try money(estimate.value)
                do throws(MoneyError) {
                    sum = try sum.adding(amount)
                } catch {
                    throw .tooLarge(error)
                }
                var interval: Range?
                if let known = estimate.uncertainty {
                    interval = try range(known.confidenceLow, known.confidenceHigh)
                }
                var allowing: Range?
                if let allowance = finding.allowance {
                    allowing = try range(allowance.low, allowance.high)
                }
                lines.append(
                    Line(
                        outcome: worth.outcome,
                        beneficiary: worth.beneficiary,
                        agency: agency,
                        amount: amount,
                        interval: interval,
                        allowing: allowing,
                        covariate: finding.allowance?.covariate
                    )
                )
            }
        }
        self.currency = currency
        self.lines = lines
    }
}
