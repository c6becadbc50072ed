/// Where an impact was measured: a file that `topslice attribute` wrote, and whose contribution it is.
package struct MeasuredImpact: Sendable, Hashable {
    package let file: String
    /// Nil for what all agencies caused together.
    package let agency: String?
    package let scope: Scope

    /// For each of whom the impact is.
    package enum Scope: String, Sendable, Hashable, CaseIterable {
        /// Everybody in the cohort.
        case cohort
        /// Only those whom the agency served.
        case served
    }
}
