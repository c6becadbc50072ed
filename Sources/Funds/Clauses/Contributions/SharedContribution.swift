import TopsliceApportionment
import TopsliceExactArithmetic
package import TopsliceMoney

/// A stated total shared among partners: by percentages, in proportion to benefit (those who gain
/// contribute), to ability to pay, or by a formula of several weights.
///
/// A minimum lifts those below it, and the others give that much less in proportion, so that the total
/// stays what it is.
package struct SharedContribution: ContributionRule {
    package enum Measure: String, Sendable, Hashable, CaseIterable {
        case percentage
        case benefit
        case ability
        case formula
    }

    package let measure: Measure
    /// In pence.
    package let total: Money
    /// Where the total is that of lines with a budget for each phase: what is due in each, in pence.
    package let phaseTotals: [String: Money]
    package let basis: SharingBasis
    /// In pence, by partner.
    package let minimums: [String: Money]

    package init(
        measure: Measure,
        total: Money,
        phaseTotals: [String: Money] = [:],
        basis: SharingBasis,
        minimums: [String: Money] = [:]
    ) {
        self.measure = measure
        self.total = total
        self.phaseTotals = phaseTotals
        self.basis = basis
        self.minimums = minimums
    }

    package var kind: ContributionKind { .shared(measure) }

    package func entries(
        _ setting: ContributionSetting
    ) throws(FundError) -> [ContributionShare] {
        let growth = setting.growth
        let clause = setting.clause
        let due =
            if let phase = setting.phase, !phaseTotals.isEmpty {
                phaseTotals.amount(phase, in: total.currency)
            } else {
                total
            }
        let grown = try Money.nearest(Rational(due) * growth, in: total.currency)
        let parts = try basis.parts(setting.measures, clause: clause)
        var weights: [String: Rational] = [:]
        for part in parts { weights[part.id] = part.part }
        let ids = Set(weights.keys).union(minimums.keys).sorted { $0.precedes($1) }
        var recipients: [Recipient] = []
        for id in ids {
            let floor = try Money.nearest(
                Rational(minimums.amount(id, in: total.currency)) * growth,
                in: total.currency
            )
            recipients.append(
                Recipient(id: id, weight: weights[id] ?? .zero, floor: floor.minorUnits)
            )
        }
        do {
            let division = try WholeDivision(total: grown.minorUnits, recipients: recipients)
            let units = division.units(by: .hamilton)
            return zip(recipients, zip(division.quotas, units)).map { recipient, share in
                let isLifted = recipient.floor > 0 && share.1 == recipient.floor
                return ContributionShare(
                    partner: recipient.id,
                    exact: share.0,
                    amount: Money(minorUnits: share.1, currency: total.currency),
                    working: isLifted ? .minimum : .share(by: basis)
                )
            }
        } catch {
            throw .indivisible(clause: clause, reason: error)
        }
    }
}
