/// How the outcome follows from its linear predictor η.
package enum OutcomeFamily: String, Sendable, Equatable, CaseIterable {
    /// 0 or 1, with probability 1 / (1 + exp(−η)).
    case binomial
    /// A number: η plus normal noise.
    case gaussian
    /// A count, Poisson with mean exp(η).
    case poisson
}
