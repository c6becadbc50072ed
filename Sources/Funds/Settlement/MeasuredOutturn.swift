/// A measurement with the money that moved by it.
public struct MeasuredOutturn: Sendable, Hashable {
    public let evidence: MeasuredEvidence
    /// In the order of the estimates.
    public let money: [MeasuredMoney]
}
