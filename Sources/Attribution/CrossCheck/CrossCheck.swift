/// An attribution made by augmented inverse probability weighting, beside the one by standardisation.
///
/// Either is right where its own model is, of outcomes or of service (doubly robust: where one of its two is). Where they differ by more
/// than chance, one model is wrong.
package struct CrossCheck: Sendable, Equatable, Codable {
    package let plan: CrossCheckPlan
    /// v of each coalition, by number.
    package let values: [Double]
    /// In the order of the agencies.
    package let agencies: [Line]
    package let together: Line
    /// People whose weight met the cap.
    package let capped: Int
    /// Before the cap.
    package let largestWeight: Double

    package struct Line: Sendable, Equatable, Codable {
        package let estimate: Estimate
        /// That less the estimate by standardisation, with the standard error of the difference.
        package let difference: Double
        package let differenceError: Double

        package init(estimate: Estimate, difference: Double, differenceError: Double) {
            self.estimate = estimate
            self.difference = difference
            self.differenceError = differenceError
        }

        /// Whether the two differ by more than chance.
        package var disagrees: Bool { difference.magnitude > 2 * differenceError }
    }

    package init(
        plan: CrossCheckPlan,
        values: [Double],
        agencies: [Line],
        together: Line,
        capped: Int,
        largestWeight: Double
    ) {
        self.plan = plan
        self.values = values
        self.agencies = agencies
        self.together = together
        self.capped = capped
        self.largestWeight = largestWeight
    }
}
