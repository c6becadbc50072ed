import TopsliceApportionment
import TopsliceExactArithmetic
package import TopsliceMoney

/// Shared in proportion, but nobody bears more than its cap or less than its floor; what a cap cuts off is
/// spread over the others in proportion, and what nobody is left to bear is named as unfunded, or falls to
/// the partner named for it.
package struct CappedShare: RiskSchedule {
    package let basis: SharingBasis
    package let caps: [String: Threshold]
    /// What caps in percent are a part of.
    package let capBase: CapBase
    /// In pence. Floors bind as far as the amount goes.
    package let floors: [String: Money]
    /// Who bears what is left when all are at their caps; nil for nobody.
    package let remainder: String?

    package enum CapBase: String, Sendable, Hashable, CaseIterable {
        case budget
        /// What the partner itself put into the pool.
        case contribution
    }

    package init(
        basis: SharingBasis,
        caps: [String: Threshold],
        capBase: CapBase = .budget,
        floors: [String: Money] = [:],
        remainder: String? = nil
    ) {
        self.basis = basis
        self.caps = caps
        self.capBase = capBase
        self.floors = floors
        self.remainder = remainder
    }

    package var name: String { "capped" }

    package func steps(
        dividing amount: Money,
        _ setting: RiskSetting
    ) throws(FundError) -> [RiskStep] {
        guard amount.isPositive else { return [] }
        let parts = try basis.parts(setting.measures, clause: setting.clause)
        var recipients: [Recipient] = []
        var capacity = Money.zero()
        for part in parts {
            let whole =
                capBase == .budget ? setting.budget : setting.measures.pooled.amount(part.id)
            let cap = try caps[part.id]?.pence(budget: whole)
            recipients.append(Recipient(id: part.id, weight: part.part, cap: cap?.minorUnits))
            // Nobody can bear more than all of it, so a sum of these cannot run over.
            capacity = min(amount, try Money.total(capacity, min(amount, cap ?? amount)))
        }
        let floorSum = try Money.total(recipients.map { floors.amount($0.id) })
        if floorSum <= capacity {
            for index in recipients.indices {
                recipients[index].floor = floors.amount(recipients[index].id).minorUnits
            }
        }
        let quotas: [Rational]
        do {
            quotas = try WholeDivision(total: capacity.minorUnits, recipients: recipients).quotas
        } catch {
            throw .indivisible(clause: setting.clause, reason: error.description)
        }
        var steps = zip(recipients, quotas).map { recipient, quota in
            let isCapped = recipient.cap.map { quota == Rational($0) } ?? false
            return RiskStep(
                party: .partner(recipient.id),
                exact: quota,
                reason: isCapped
                    ? "at its cap" : "by \(basis.words), others at their caps re-spread"
            )
        }
        if capacity < amount {
            steps.append(
                RiskStep(
                    party: remainder.map(Account.partner) ?? .unfunded,
                    exact: Rational(try amount.minus(capacity)),
                    reason: "what is left when all are at their caps"
                )
            )
        }
        return steps
    }
}
