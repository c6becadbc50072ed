/// How the effect of an agency differs by a column that was named for it: what one unit more of the column adds, on the scale of the model.
package struct EffectModification: Sendable, Equatable, Codable {
    package let agency: String
    package let column: String
    /// Which part of a model in two parts; 0 for a model in one.
    package let part: Int
    /// Of the coefficient: log-odds of a binary outcome, the logarithm of a rate, units of a number.
    package let estimate: Estimate

    package init(agency: String, column: String, part: Int, estimate: Estimate) {
        self.agency = agency
        self.column = column
        self.part = part
        self.estimate = estimate
    }
}
