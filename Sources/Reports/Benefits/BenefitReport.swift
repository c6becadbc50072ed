package import TopsliceBenefits
internal import TopsliceMoney
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

    /// What one of the numbers of an outcome counts, in a word or sign; empty where nothing is said.
    func unitWords(of one: SeveralOutcomes.One) -> String {
        guard let place = several.outcomes.firstIndex(where: { $0.name == one.name }) else {
            return ""
        }
        return switch plan.units[place] {
        case .money(let currency, isMinor: false): currency.symbol ?? currency.code
        case .money(let currency, isMinor: true): currency == .pounds ? "pence" : "cents"
        case .plain(let word): word
        case .unstated, .worth: one.worth.unitText ?? ""
        }
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
