package import TopsliceCohortData
internal import Glibc

extension Family {
    /// Whether the variance at a mean is known only up to a factor, which is estimated.
    var hasDispersion: Bool {
        switch self {
        case .poisson, .gamma, .fractional: true
        case .gaussian, .binomial: false
        }
    }

    /// The mean at a linear predictor.
    func mean(_ predictor: Double) -> Double {
        switch self {
        case .gaussian: predictor
        case .binomial, .fractional: Family.logistic(predictor)
        case .poisson, .gamma: Family.exponential(predictor)
        }
    }

    /// The linear predictor at a mean: the link function.
    func predictor(atMean mean: Double) -> Double {
        switch self {
        case .gaussian: mean
        case .binomial, .fractional: log(mean / (1 - mean))
        case .poisson, .gamma: log(mean)
        }
    }

    /// dμ/dη, which for a canonical link is the variance at the mean μ.
    func slope(atMean mean: Double) -> Double {
        switch self {
        case .gaussian: 1
        case .binomial, .fractional: mean * (1 - mean)
        case .poisson, .gamma: mean
        }
    }

    /// What the likelihood says of η at one row: its first derivative, and less its second one.
    ///
    /// For a canonical link the residual and the variance. For Gamma's logarithm (y − μ) / μ and y / μ, the observed information: Newton's
    /// method then converges as fast as elsewhere, and the sandwich holds where the mean is not quite log-linear.
    package func scoreAndInformation(
        _ outcome: Double,
        mean: Double
    ) -> (score: Double, information: Double) {
        switch self {
        case .gaussian: (outcome - mean, 1)
        case .binomial, .fractional: (outcome - mean, mean * (1 - mean))
        case .poisson: (outcome - mean, mean)
        case .gamma: ((outcome - mean) / mean, outcome / mean)
        }
    }

    /// The variance of the score at a mean, but for a common factor.
    package func scoreVariance(atMean mean: Double) -> Double {
        switch self {
        case .gaussian, .gamma: 1
        case .binomial, .fractional: mean * (1 - mean)
        case .poisson: mean
        }
    }

    /// The mean at a linear predictor with its slope dμ/dη.
    package func meanAndSlope(_ predictor: Double) -> (mean: Double, slope: Double) {
        let mean = mean(predictor)
        return (mean, slope(atMean: mean))
    }

    /// Turns `count` linear predictors into means, and gives dμ/dη beside them.
    package func replaceByMeans(
        _ predictors: UnsafeMutablePointer<Double>,
        slopes: UnsafeMutablePointer<Double>,
        count: Int
    ) {
        for index in 0..<count {
            let mean = mean(predictors[index])
            predictors[index] = mean
            slopes[index] = slope(atMean: mean)
        }
    }

    package static func logistic(_ predictor: Double) -> Double {
        1 / (1 + exp(-predictor))
    }

    package static func exponential(_ predictor: Double) -> Double {
        exp(predictor)
    }

    /// Twice the log-likelihood ratio of one row against the saturated model.
    func deviance(_ outcome: Double, _ mean: Double) -> Double {
        switch self {
        case .gaussian:
            return (outcome - mean) * (outcome - mean)
        case .binomial, .fractional:
            let success = outcome > 0 ? outcome * log(outcome / mean) : 0
            let failure = outcome < 1 ? (1 - outcome) * log((1 - outcome) / (1 - mean)) : 0
            return 2 * (success + failure)
        case .poisson:
            let ratio = outcome > 0 ? outcome * log(outcome / mean) : 0
            return 2 * (ratio - (outcome - mean))
        case .gamma:
            return 2 * ((outcome - mean) / mean - log(outcome / mean))
        }
    }

    /// The part of a row's deviance that no mean enters; with the totals it gives the deviance at one common mean.
    func saturated(_ outcome: Double) -> Double {
        switch self {
        case .gaussian: return outcome * outcome
        case .binomial, .fractional:
            let success = outcome > 0 ? outcome * log(outcome) : 0
            let failure = outcome < 1 ? (1 - outcome) * log(1 - outcome) : 0
            return success + failure
        case .poisson: return outcome > 0 ? outcome * log(outcome) - outcome : -outcome
        case .gamma: return -log(outcome)
        }
    }

    /// The deviance of rows with a common mean μ.
    ///
    /// - `saturated`: Σ w · saturated(y); `outcome`: Σ w y; `weight`: Σ w.
    func deviance(saturated: Double, outcome: Double, weight: Double, mean: Double) -> Double {
        switch self {
        case .gaussian: return saturated - 2 * mean * outcome + weight * mean * mean
        case .binomial, .fractional:
            return 2 * (saturated - outcome * log(mean) - (weight - outcome) * log1p(-mean))
        case .poisson: return 2 * (saturated - outcome * log(mean) + weight * mean)
        case .gamma: return 2 * (saturated + outcome / mean - weight + weight * log(mean))
        }
    }

    /// What of an outcome keeps an estimate finite: a count above zero, or both a success and a failure.
    func leastEvent(_ outcome: Double) -> Double {
        switch self {
        case .gaussian, .gamma: 1
        case .binomial, .fractional: outcome <= 0 || outcome >= 1 ? 1 : min(outcome, 1 - outcome)
        case .poisson: outcome > 0 ? outcome : .infinity
        }
    }

    /// A linear predictor to start from at one row.
    ///
    /// - `typical`: the mean outcome, roughly; a count of zero starts at a tenth of it.
    func startingPredictor(_ outcome: Double, typical: Double) -> Double {
        switch self {
        case .gaussian:
            return outcome
        case .binomial, .fractional:
            let mean = (outcome + 0.5) / 2
            return log(mean / (1 - mean))
        case .poisson, .gamma:
            return log(outcome + 0.1 * typical)
        }
    }
}
