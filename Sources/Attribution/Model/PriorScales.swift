/// Standard deviations of the normal priors on coefficients, with mean zero, on the scale of the linear predictor.
///
/// For a logit these are log-odds, for counts logarithms of a rate, for a number multiples of the residual standard
/// deviation. Agencies' own effects and the intercept have none.
package struct PriorScales: Sendable, Equatable, Codable {
    /// Of interactions of agencies, for people served by all of them.
    package var interactions: Double
    /// Of agency × covariate, a standard deviation of the covariate or a level of it.
    package var modifications: Double
    /// Of covariates, a standard deviation or a level.
    package var covariates: Double

    package static let standard = PriorScales(
        interactions: 0.5,
        modifications: 0.3,
        covariates: 2.5
    )

    package var isSound: Bool {
        [interactions, modifications, covariates].allSatisfy { $0.isFinite && $0 > 0 }
    }

    package init(interactions: Double, modifications: Double, covariates: Double) {
        self.interactions = interactions
        self.modifications = modifications
        self.covariates = covariates
    }
}
