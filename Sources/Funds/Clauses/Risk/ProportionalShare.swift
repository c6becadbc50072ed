import ExactArithmetic

/// Everybody bears the same part of every pound: in proportion to contributions, by agreed shares, weights
/// or a formula.
public struct ProportionalShare: RiskSchedule {
    public let basis: SharingBasis

    public init(_ basis: SharingBasis) {
        self.basis = basis
    }

    public var name: String { "proportional" }

    public func steps(
        dividing amount: Int,
        _ setting: RiskSetting
    ) throws(FundError) -> [RiskStep] {
        guard amount > 0 else { return [] }
        return try basis.parts(setting.measures, clause: setting.clause)
            .map { id, part in
                RiskStep(
                    party: id,
                    exact: Rational(amount) * part,
                    reason: "by \(basis.words)"
                )
            }
    }
}
