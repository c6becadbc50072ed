internal import Glibc

/// The distribution of the outcome, with its canonical link.
package enum Family: String, Sendable, CaseIterable {
    /// Least squares.
    case gaussian
    /// Logistic regression: log(μ / (1 − μ)) is linear.
    case binomial
    /// Log-linear regression of counts.
    case poisson

    /// The mean at a linear predictor.
    func mean(_ predictor: Double) -> Double {
        switch self {
        case .gaussian: predictor
        case .binomial: Family.logistic(predictor)
        case .poisson: Family.exponential(predictor)
        }
    }

    /// The linear predictor at a mean: the link function.
    func predictor(atMean mean: Double) -> Double {
        switch self {
        case .gaussian: mean
        case .binomial: log(mean / (1 - mean))
        case .poisson: log(mean)
        }
    }

    /// dμ/dη, which for a canonical link is the variance at the mean μ.
    func variance(atMean mean: Double) -> Double {
        switch self {
        case .gaussian: 1
        case .binomial: mean * (1 - mean)
        case .poisson: mean
        }
    }

    /// The mean at a linear predictor with its slope dμ/dη.
    package func meanAndSlope(_ predictor: Double) -> (mean: Double, slope: Double) {
        let mean = mean(predictor)
        return (mean, variance(atMean: mean))
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
            slopes[index] = variance(atMean: mean)
        }
    }

    static func logistic(_ predictor: Double) -> Double {
        1 / (1 + exp(-predictor))
    }

    static func exponential(_ predictor: Double) -> Double {
        exp(predictor)
    }

    /// Twice the log-likelihood ratio of one row against the saturated model.
    func deviance(_ outcome: Double, _ mean: Double) -> Double {
        switch self {
        case .gaussian:
            return (outcome - mean) * (outcome - mean)
        case .binomial:
            let success = outcome > 0 ? outcome * log(outcome / mean) : 0
            let failure = outcome < 1 ? (1 - outcome) * log((1 - outcome) / (1 - mean)) : 0
            return 2 * (success + failure)
        case .poisson:
            let ratio = outcome > 0 ? outcome * log(outcome / mean) : 0
            return 2 * (ratio - (outcome - mean))
        }
    }

    /// The part of a row's deviance that no mean enters; with the totals it gives the deviance at one common mean.
    func saturated(_ outcome: Double) -> Double {
        switch self {
        case .gaussian: return outcome * outcome
        case .binomial:
            let success = outcome > 0 ? outcome * log(outcome) : 0
            let failure = outcome < 1 ? (1 - outcome) * log(1 - outcome) : 0
            return success + failure
        case .poisson: return outcome > 0 ? outcome * log(outcome) - outcome : -outcome
        }
    }

    /// The deviance of rows with a common mean μ.
    ///
    /// - `saturated`: Σ w · saturated(y); `outcome`: Σ w y; `weight`: Σ w.
    func deviance(saturated: Double, outcome: Double, weight: Double, mean: Double) -> Double {
        switch self {
        case .gaussian: return saturated - 2 * mean * outcome + weight * mean * mean
        case .binomial:
            return 2 * (saturated - outcome * log(mean) - (weight - outcome) * log1p(-mean))
        case .poisson: return 2 * (saturated - outcome * log(mean) + weight * mean)
        }
    }

    /// What of an outcome keeps an estimate finite: a count above zero, or both a success and a failure.
    func leastEvent(_ outcome: Double) -> Double {
        switch self {
        case .gaussian: 1
        case .binomial: outcome <= 0 || outcome >= 1 ? 1 : min(outcome, 1 - outcome)
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
        case .binomial:
            let mean = (outcome + 0.5) / 2
            return log(mean / (1 - mean))
        case .poisson:
            return log(outcome + 0.1 * typical)
        }
    }
}
