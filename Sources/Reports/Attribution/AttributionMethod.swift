internal import TopsliceDoor
package import TopsliceFormats

/// How an attribution was estimated, in the words of a report.
package struct AttributionMethod: Sendable, Equatable, Codable {
    /// The name of the model, such as "logistic regression".
    package var model: String
    /// The distribution family: "gaussian", "binomial" or "poisson".
    package var family: String
    /// The model as a formula, with every term.
    package var formula: String
    /// How uncertainty was found, such as "influence functions, summed within 151 areas".
    package var standardErrors: String
    /// What the intervals rest on, such as "Student's t with 23 degrees of freedom".
    package var intervals: String
    /// The coverage the intervals aim at, 0.95 for 95%.
    package var confidenceLevel: Double
    /// What one person's outcome is, which decides how amounts are shown to people.
    package var scale: OutcomeScale
    /// What the outcome's numbers count, as the study has it, such as `GBP-pence`; nil where it says nothing.
    package var unit: String?
    /// The column of weights, nil where every person counts once.
    package var weights: String?
    /// The column of clusters, nil where people count as independent.
    package var clusters: String?

    package init(
        model: String,
        family: String,
        formula: String,
        standardErrors: String,
        intervals: String = "normal approximation",
        confidenceLevel: Double = 0.95,
        scale: OutcomeScale,
        unit: String? = nil,
        weights: String? = nil,
        clusters: String? = nil
    ) {
        self.model = model
        self.family = family
        self.formula = formula
        self.standardErrors = standardErrors
        self.intervals = intervals
        self.confidenceLevel = confidenceLevel
        self.scale = scale
        self.unit = unit
        self.weights = weights
        self.clusters = clusters
    }

    package var json: JSONValue {
        [
            AttributionKeys.Method.estimator: .string("g-computation"),
            AttributionKeys.Method.model: .string(model),
            AttributionKeys.Method.family: .string(family),
            "formula": .string(formula),
            AttributionKeys.Method.standardErrors: .string(standardErrors),
            "intervals": .string(intervals),
            AttributionKeys.Method.confidenceLevel: .number(confidenceLevel),
            "weights": .optional(weights),
            "clusters": .optional(clusters),
        ]
    }
}
