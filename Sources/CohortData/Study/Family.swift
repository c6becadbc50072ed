internal import TopsliceOptions

/// The distribution of an outcome with its link (the canonical one, but for Gamma's), by the names people type.
///
/// What each computes is in `Regression`.
package enum Family: String, SpelledChoice {
    /// Least squares.
    case gaussian
    /// Logistic regression: log(μ / (1 − μ)) is linear.
    case binomial
    /// Log-linear regression of counts.
    case poisson
    /// Log-linear regression of amounts above nought whose standard deviation is in proportion to their mean.
    case gamma
    /// Logistic regression of a part of one, 0 and 1 included (Papke and Wooldridge 1996).
    case fractional
}
