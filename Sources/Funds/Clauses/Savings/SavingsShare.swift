package import TopsliceExactArithmetic
import TopsliceMoney

/// Who shares a saving: measured shares, agreed shares, w × measured + (1 − w) × agreed, or a schedule that
/// treats the first pounds differently from the later ones.
package struct SavingsShare: Sendable {
    package let id: String
    /// Parts of one, negative where harm was measured; empty where w = 0.
    package let measured: [String: Rational]
    /// Nil where w = 1.
    package let agreed: SharingBasis?
    /// w.
    package let measuredWeight: Rational
    /// Where the measured shares come from; nil where there are none.
    package let origin: MeasuredOrigin?
    /// Instead of both: tiers, a first call, caps, restoring before splitting.
    package let schedule: (any RiskSchedule)?
    /// Who bears what comes out below zero.
    package let losses: LossRule

    package init(
        id: String,
        measured: [String: Rational],
        agreed: SharingBasis?,
        measuredWeight: Rational,
        origin: MeasuredOrigin?,
        losses: LossRule = .kept
    ) {
        self.losses = losses
        self.id = id
        self.measured = measured
        self.agreed = agreed
        self.measuredWeight = measuredWeight
        self.origin = origin
        schedule = nil
    }

    package init(id: String, schedule: any RiskSchedule, losses: LossRule = .kept) {
        self.losses = losses
        self.id = id
        measured = [:]
        agreed = nil
        measuredWeight = .zero
        origin = nil
        self.schedule = schedule
    }

    /// What each is credited with of an amount, in the order of identifiers' bytes; the exact
    /// amounts sum to it. A saving below zero (a cost) follows ``losses``.
    ///
    /// - Parameter holder: in whose budget the saving falls, and who keeps what the schedule leaves to
    ///   nobody.
    func credits(
        of amount: Money,
        holder: Account,
        _ setting: RiskSetting
    ) throws(FundError) -> [(party: Account, exact: Rational)] {
        guard amount.isNegative else {
            guard let schedule else { return try shared(amount, setting) }
            return Self.credits(try schedule.steps(dividing: amount, setting), holder: holder)
        }
        let loss = try amount.opposite()
        var setting = setting
        setting.isLoss = true
        switch losses {
        case .kept: return [(party: holder, exact: Rational(amount))]
        case .schedule(let schedule):
            return Self.credits(
                try schedule.steps(dividing: loss, setting),
                holder: holder,
                isLoss: true
            )
        case .shared:
            guard let schedule else { return try shared(amount, setting) }
            return Self.credits(
                try schedule.steps(dividing: loss, setting),
                holder: holder,
                isLoss: true
            )
        }
    }

    private func shared(
        _ amount: Money,
        _ setting: RiskSetting
    ) throws(FundError) -> [(party: Account, exact: Rational)] {
        try parts(setting.measures, clause: setting.clause).map {
            (party: .partner($0.id), exact: Rational(amount) * $0.part)
        }
    }

    private static func credits(
        _ steps: [RiskStep],
        holder: Account,
        isLoss: Bool = false
    ) -> [(party: Account, exact: Rational)] {
        var credits: [Account: Rational] = [:]
        for step in steps {
            let party = step.party == .unfunded ? holder : step.party
            credits[party, default: .zero] += isLoss ? -step.exact : step.exact
        }
        return credits.filter { !$0.value.isZero }.map { (party: $0.key, exact: $0.value) }
            .sorted { $0.party < $1.party }
    }

    /// The part of one of each partner, in the order of identifiers' bytes; they sum to one.
    func parts(
        _ measures: SharingMeasures,
        clause: String
    ) throws(FundError) -> [(id: String, part: Rational)] {
        var blended = measured.mapValues { $0 * measuredWeight }
        if let agreed, measuredWeight < .one {
            for entry in try agreed.parts(measures, clause: clause) {
                blended[entry.id, default: .zero] += (.one - measuredWeight) * entry.part
            }
        }
        return blended.filter { !$0.value.isZero }.map { (id: $0.key, part: $0.value) }
            .sorted { $0.id.precedes($1.id) }
    }

    /// The parts where they are the same whatever the actuals say; nil where they depend on contributions,
    /// savings or the size of the saving.
    var fixedParts: [String: Rational]? {
        guard schedule == nil else { return nil }
        switch agreed {
        case .contributions, .savings: return nil
        case .none, .shares, .weights, .formula, .equally:
            guard let parts = try? parts(SharingMeasures(), clause: id) else { return nil }
            return Dictionary(parts.map { ($0.id, $0.part) }) { first, _ in first }
        }
    }

    /// By which rule a saving is shared, as a statement tells it.
    package enum Rule: Sendable, Hashable {
        case schedule(RiskScheduleKind)
        /// Nil where nothing is agreed, and nothing measured either.
        case agreed(SharingBasis?)
        case measured(MeasuredOrigin)
        /// Measured shares with this weight, agreed ones with the rest.
        case blended(measured: Rational, MeasuredOrigin)
    }

    package var rule: Rule {
        if let schedule { return .schedule(schedule.kind) }
        if measuredWeight.isZero { return .agreed(agreed) }
        guard let origin else {
            preconditionFailure(
                "measured shares of '\(id)' weigh \(measuredWeight) and come from nowhere"
            )
        }
        return measuredWeight == .one
            ? .measured(origin) : .blended(measured: measuredWeight, origin)
    }
}
