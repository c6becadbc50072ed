package import TopsliceExactArithmetic

/// The part of a cost or of a benefit that falls to one agency. The parts of a row sum to one.
package struct AgencyShare: Sendable, Hashable {
    package let agency: String
    package let part: Rational
    /// How much of it becomes money that can be spent otherwise, as a part of one; zero for a cost.
    package let cashable: Rational
}
