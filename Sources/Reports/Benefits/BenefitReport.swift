import TopsliceAttribution
package import TopsliceBenefits
internal import TopsliceCohortData
internal import TopsliceMoney
package import TopsliceStudies

/// Several outcomes beside the main one: each agency's contribution to each, and who benefits in money.
package struct BenefitReport: Sendable, Codable {
    /// In the order asked for.
    package let outcomes: [Outcome]
    /// Rows and columns: outcome after outcome, an agency after the other.
    let covariance: [[Double]]
    /// Nil where no outcome is money.
    package let matrix: MoneyMatrix?

    package struct Outcome: Sendable, Codable {
        package let name: String
        let family: String
        let model: String
        let formula: String
        /// How its amounts are shown to people.
        let scale: OutcomeScale
        /// As the study has it.
        let unit: String?
        let beneficiary: String
        let benefitsByFalling: Bool
        /// With no count that may not be written.
        let result: AttributionResult
    }

    /// - `words`: what the study calls the unit of the main outcome.
    /// - Throws: `BenefitError` where an amount is too large.
    package init(
        _ several: SeveralOutcomes,
        _ plan: BenefitPlan,
        words: String? = nil,
        _ rule: DisclosureRule
    ) throws(BenefitError) {
        let main = several.outcomes[0].name
        outcomes = zip(several.outcomes, plan.units).map { one, unit in
            Outcome(
                name: one.name,
                family: one.outcome.family.rawValue,
                model: one.outcome.family.modelName,
                formula: one.outcome.formula,
                scale: OutcomeScale(
                    isProportion: one.outcome.family.isProportion,
                    unit,
                    words: one.name == main ? words : nil
                ),
                unit: one.worth.unitText ?? (one.name == main ? words : nil),
                beneficiary: one.worth.beneficiary,
                benefitsByFalling: one.worth.benefitsByFalling,
                result: one.outcome.result.kept(by: rule)
            )
        }
        covariance = several.effects.covariance
        var matrix = try plan.matrix(of: several.effects)
        matrix?.people = rule.kept(several.effects.people)
        self.matrix = matrix
    }

    /// The files that several outcomes add, known before any work is done.
    package static func fileNames(_ plan: BenefitPlan?) -> [String] {
        guard let plan else { return [] }
        return ["outcomes.csv"] + (plan.currency == nil ? [] : ["benefits.csv"])
    }

    /// The same, of a report.
    var fileNames: [String] { ["outcomes.csv"] + (matrix == nil ? [] : ["benefits.csv"]) }
}

extension AttributionReport {
    /// The names of the files that a report of several outcomes has.
    package static func fileNames(_ plan: BenefitPlan?) -> [String] {
        fileNames + BenefitReport.fileNames(plan)
    }
}
