/// A measurement with the money that moved by it.
package struct MeasuredOutturn: Sendable, Hashable {
    package let evidence: MeasuredEvidence
    /// In the order of the estimates.
    package let money: [MeasuredMoney]
}
