/// How much a model could bend to the data, and what held it back.
package struct ModelStrength: Sendable, Equatable, Codable {
    /// Coefficients, the intercept included and those left out excluded.
    package let coefficients: Int
    /// The trace of the map from outcomes to fitted means: as many parameters as an unpenalised model of the same freedom has.
    package let effectiveParameters: Double
    /// Standard deviations of the normal priors; nil for an unpenalised fit.
    package let prior: PriorScales?
    /// The standard deviation of the prior on the agencies' own effects, where only that keeps the estimates finite (some agency's
    /// people all had the same outcome); nil where these have none.
    package let mainEffectScale: Double?
    /// Categories by whose levels effects were not taken to differ.
    package let manyLevels: [ManyLevels]

    package init(
        coefficients: Int,
        effectiveParameters: Double,
        prior: PriorScales? = nil,
        mainEffectScale: Double? = nil,
        manyLevels: [ManyLevels] = []
    ) {
        self.coefficients = coefficients
        self.effectiveParameters = effectiveParameters
        self.prior = prior
        self.mainEffectScale = mainEffectScale
        self.manyLevels = manyLevels
    }
}
