/// How many people carry the comparison of an agency.
///
/// Those not served count by how much like the served they are: with weights p / (1 − p), p being the chance of service that a logistic
/// regression on covariates and other agencies gives them, they are worth (Σ w)² / Σ w² equal ones (Kish 1965).
package struct ComparisonWeight: Sendable, Equatable, Codable {
    package let effective: Double
    package let served: Int
    package let others: Int

    package init(effective: Double, served: Int, others: Int) {
        self.effective = effective
        self.served = served
        self.others = others
    }

    /// `effective` as a part of the smaller of the two groups: at most about 1 where those alike are neither few nor weighed unequally.
    package var partOfSmaller: Double { effective / Double(max(1, min(served, others))) }

    /// Too few to trust, however many were not served.
    static let few = 50.0

    /// A part of the smaller group below which those alike are few of many.
    static let poor = 1.0 / 3

    /// Whether a handful carries it: few, and fewer than half of those served; or few of many.
    package var isThin: Bool {
        (effective < Self.few && effective < Double(served) / 2) || partOfSmaller < Self.poor
    }
}
