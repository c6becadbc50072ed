package import TopsliceRegression

/// The model of an outcome given who served a person and the covariates.
package enum OutcomeModel: String, Sendable, CaseIterable {
    /// Least squares.
    case gaussian
    /// Logistic regression.
    case binomial
    /// Log-linear regression of counts, in proportion to an exposure where there is one.
    case poisson
    /// Log-linear regression of amounts above nought (Gamma).
    case gamma
    /// Logistic regression of a part of one.
    case fractional
    /// Costs that many people do not have: logistic regression of whether there is one, times Gamma regression of how much
    /// (Duan, Manning, Morris and Newhouse 1983).
    case twoPart = "two-part"

    /// A regression that the model is made of; the mean outcome is the product of their means.
    package struct Part: Sendable {
        package let family: Family
        package let response: ResponsePart
    }

    package var parts: [Part] {
        switch self {
        case .gaussian: [Part(family: .gaussian, response: .whole)]
        case .binomial: [Part(family: .binomial, response: .whole)]
        case .poisson: [Part(family: .poisson, response: .whole)]
        case .gamma: [Part(family: .gamma, response: .whole)]
        case .fractional: [Part(family: .fractional, response: .whole)]
        case .twoPart:
            [
                Part(family: .binomial, response: .whetherPositive),
                Part(family: .gamma, response: .amountIfPositive),
            ]
        }
    }

    /// Whether an outcome is a part of one, so that its mean is.
    package var isProportion: Bool { self == .binomial || self == .fractional }

    /// Whether outcomes from the least to the greatest observed are such as the model is of.
    func fits(_ range: ClosedRange<Double>) -> Bool {
        switch self {
        case .gaussian, .binomial: true
        case .poisson: range.lowerBound >= 0
        case .gamma: range.lowerBound > 0
        case .fractional: range.lowerBound >= 0 && range.upperBound <= 1
        // With nobody at nought there is one part only.
        case .twoPart: range.lowerBound == 0
        }
    }

    /// What it needs of an outcome, said of one that is not so.
    var needs: String {
        switch self {
        case .gaussian: "expected numbers"
        case .binomial: "expected 0 or 1 throughout for the binomial family"
        case .poisson: "some are below 0; expected counts, 0 or more, for the poisson family"
        case .gamma:
            "some are 0 or less; expected amounts above 0 for the gamma family "
                + "(two-part where many people have none)"
        case .fractional:
            "some lie outside 0 to 1; expected a part of one for the fractional family"
        case .twoPart:
            "expected amounts of 0 or more, with somebody at 0, for the two-part family "
                + "(gamma where everybody has one, gaussian where some are below 0)"
        }
    }
}
