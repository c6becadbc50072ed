package import TopsliceBenefits
package import TopsliceStudies

/// Several outcomes beside the main one: each agency's contribution to each, and who benefits in money.
package struct BenefitReport: Sendable {
    package let several: SeveralOutcomes
    package let plan: BenefitPlan
    /// Nil where no outcome is money.
    package let matrix: MoneyMatrix?

    /// - Throws: `BenefitError` where an amount is too large.
    package init(_ several: SeveralOutcomes, _ plan: BenefitPlan) throws(BenefitError) {
        self.several = several
        self.plan = plan
        matrix = try plan.matrix(of: several.effects)
    }

    /// The files that several outcomes add, known before any work is done.
    package static func fileNames(_ plan: BenefitPlan?) -> [String] {
        guard let plan else { return [] }
        return ["outcomes.csv"] + (plan.currency == nil ? [] : ["benefits.csv"])
    }
}

extension AttributionReport {
    /// The names of the files that a report of several outcomes has.
    package static func fileNames(_ plan: BenefitPlan?) -> [String] {
        fileNames + BenefitReport.fileNames(plan)
    }
}
