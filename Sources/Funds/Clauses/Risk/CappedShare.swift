import TopsliceApportionment
import TopsliceExactArithmetic
package import TopsliceMoney

/// Shared in proportion, but nobody bears more than its cap or less than its floor. What a cap cuts off is
/// spread over the others in proportion or, where it is not re-spread, falls at once to the partner named for
/// the remainder; what nobody is left to bear is named as unfunded.
package struct CappedShare: RiskSchedule {
    package let basis: SharingBasis
    package let caps: [String: Threshold]
    /// What caps in percent are a part of.
    package let capBase: CapBase
    /// In pence. Floors bind as far as the amount goes.
    package let floors: [String: Money]
    /// Who bears what nobody else is left to bear; nil for nobody.
    package let remainder: String?
    /// Whether what a cap cuts off is spread over those below their caps before the remainder takes it.
    package let isRespread: Bool
    /// The day since which what partners have borne counts against caps and floors, in earlier terms too; nil where
    /// each division begins anew.
    package let since: CalendarDate?

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
        remainder: String? = nil,
        isRespread: Bool = true,
        since: CalendarDate? = nil
    ) {
        self.basis = basis
        self.caps = caps
        self.capBase = capBase
        self.floors = floors
        self.remainder = remainder
        self.isRespread = isRespread
        self.since = since
    }

    package var kind: RiskScheduleKind { .capped }

    package func steps(
        dividing amount: Money,
        _ setting: RiskSetting
    ) throws(FundError) -> [RiskStep] {
        guard amount.isPositive else { return [] }
        let parts = try basis.parts(setting.measures, clause: setting.clause)
        let caps = try capAmounts(parts.map(\.id), setting)
        let floors = try floorsLeft(setting)
        guard isRespread else { return try unspread(amount, parts, caps) }
        var recipients: [Recipient] = []
        var capacity = Money.zero(amount.currency)
        for part in parts {
            let cap = caps[part.id]
            recipients.append(Recipient(id: part.id, weight: part.part, cap: cap?.minorUnits))
            // Nobody can bear more than all of it, so a sum of these cannot run over.
            capacity = min(amount, try capacity.plus(min(amount, cap ?? amount)))
        }
        let floorSum = try Money.total(
            recipients.map { floors.amount($0.id, in: amount.currency) },
            in: amount.currency
        )
        if floorSum <= capacity {
            for index in recipients.indices {
                recipients[index].floor =
                    floors.amount(recipients[index].id, in: amount.currency).minorUnits
            }
        }
        let quotas: [Rational]
        do {
            quotas = try WholeDivision(total: capacity.minorUnits, recipients: recipients).quotas
        } catch {
            throw .indivisible(clause: setting.clause, reason: error)
        }
        var steps: [RiskStep] = []
        for (part, quota) in zip(parts, quotas) {
            let own = Rational(amount) * part.part
            steps += spread(part.id, quota, own: own, cap: caps[part.id])
        }
        if capacity < amount {
            let rest = try amount.minus(capacity)
            steps.append(left(Rational(rest), .leftAtCaps))
        }
        return steps
    }

    /// What earlier divisions and terms leave of a cap or a floor.
    private func left(of limit: Money, _ id: String, _ setting: RiskSetting) throws(FundError)
        -> Money
    {
        guard since != nil else { return limit }
        let borne = setting.borne.amount(id, in: limit.currency)
        return try max(limit, borne).minus(borne)
    }

    private func floorsLeft(_ setting: RiskSetting) throws(FundError) -> [String: Money] {
        var amounts: [String: Money] = [:]
        for (id, floor) in floors { amounts[id] = try left(of: floor, id, setting) }
        return amounts
    }

    /// What is left of the caps of those that have one.
    private func capAmounts(
        _ ids: [String],
        _ setting: RiskSetting
    ) throws(FundError) -> [String: Money] {
        var amounts: [String: Money] = [:]
        for id in ids {
            let whole =
                capBase == .budget
                ? setting.budget : setting.measures.pooled.amount(id, in: setting.budget.currency)
            guard let cap = try caps[id]?.pence(budget: whole) else { continue }
            amounts[id] = try left(of: cap, id, setting)
        }
        return amounts
    }

    /// What one partner bears, with what reaches it from partners at their caps as a step of its own.
    private func spread(
        _ id: String,
        _ quota: Rational,
        own: Rational,
        cap: Money?
    ) -> [RiskStep] {
        let party = Account.partner(id)
        if let cap, quota == Rational(cap) {
            return [RiskStep(party: party, exact: quota, reason: atCap)]
        }
        guard floors.isEmpty, quota > own, own.isPositive else {
            let isMoved = quota != own
            return [
                RiskStep(
                    party: party,
                    exact: quota,
                    reason: isMoved ? .shareAroundLimits(by: basis) : .share(by: basis)
                )
            ]
        }
        return [
            RiskStep(party: party, exact: own, reason: .share(by: basis)),
            RiskStep(
                party: party,
                exact: quota - own,
                reason: .respreadFromCaps
            ),
        ]
    }

    private var atCap: RiskReason { .atCap(since: since) }

    /// Everybody's own part up to its cap, and all that the caps cut off to whom it is left.
    private func unspread(
        _ amount: Money,
        _ parts: [(id: String, part: Rational)],
        _ caps: [String: Money]
    ) throws(FundError) -> [RiskStep] {
        var steps: [RiskStep] = []
        var cut = Rational.zero
        for part in parts {
            let own = Rational(amount) * part.part
            let limit = caps[part.id].map { Rational($0) }
            let borne = limit.map { min($0, own) } ?? own
            steps.append(
                RiskStep(
                    party: .partner(part.id),
                    exact: borne,
                    reason: borne < own ? atCap : .share(by: basis)
                )
            )
            cut += own - borne
        }
        if cut.isPositive { steps.append(left(cut, .cutByCaps)) }
        return steps
    }

    private func left(_ exact: Rational, _ reason: RiskReason) -> RiskStep {
        RiskStep(
            party: remainder.map(Account.partner) ?? .unfunded,
            exact: exact,
            reason: reason
        )
    }
}
