/// How an attribution was estimated, in the words of a report.
public struct AttributionMethod: Sendable, Equatable {
    /// The name of the model, such as "logistic regression".
    public var model: String
    /// The distribution family: "gaussian", "binomial" or "poisson".
    public var family: String
    /// The model as a formula, with every term.
    public var formula: String
    /// How uncertainty was found, such as "influence functions, summed within 151 areas".
    public var standardErrors: String
    /// What the intervals rest on, such as "Student's t with 23 degrees of freedom".
    public var intervals: String
    /// The coverage the intervals aim at, 0.95 for 95%.
    public var confidenceLevel: Double
    /// What one person's outcome is, which decides how amounts are shown to people.
    public var scale: OutcomeScale
    /// The column of weights, nil where every person counts once.
    public var weights: String?
    /// The column of clusters, nil where people count as independent.
    public var clusters: String?

    public init(
        model: String,
        family: String,
        formula: String,
        standardErrors: String,
        intervals: String = "normal approximation",
        confidenceLevel: Double = 0.95,
        scale: OutcomeScale,
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
        self.weights = weights
        self.clusters = clusters
    }

    public var json: JSONValue {
        [
            "estimator": .string("g-computation"),
            "model": .string(model),
            "family": .string(family),
            "formula": .string(formula),
            "standard_errors": .string(standardErrors),
            "intervals": .string(intervals),
            "confidence_level": .number(confidenceLevel),
            "weights": .optional(weights),
            "clusters": .optional(clusters),
        ]
    }
}
