package import TopsliceCohortData
package import TopsliceRegression

extension OutcomeModel {
    /// A regression that the model is made of; the mean outcome is the product of their means.
    package struct Part: Sendable {
        package let family: Family
        package let response: ResponsePart
    }

    package var parts: [Part] {
        switch self {
        case .single(let family): [Part(family: family, response: .whole)]
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
        case .single(.gaussian), .single(.binomial): true
        case .single(.poisson): range.lowerBound >= 0
        case .single(.gamma): range.lowerBound > 0
        case .single(.fractional): range.lowerBound >= 0 && range.upperBound <= 1
        // With nobody at nought there is one part only.
        case .twoPart: range.lowerBound == 0
        }
    }

    /// Whether the effect of an agency runs off to infinity where all whom it served have this outcome, so that a prior can hold it: the mean is
    /// at an end of what its link can reach.
    func runsOff(at outcome: Double) -> Bool {
        switch self {
        case .single(.binomial), .single(.fractional): outcome == 0 || outcome == 1
        case .single(.poisson): outcome == 0
        // Whether there is an amount is held, how much nobody shows.
        case .single(.gaussian), .single(.gamma), .twoPart: false
        }
    }

    /// What it needs of an outcome, said of one that is not so.
    var needs: String {
        switch self {
        case .single(.gaussian): "expected numbers"
        case .single(.binomial): "expected 0 or 1 throughout for the binomial family"
        case .single(.poisson):
            "some are below 0; expected counts, 0 or more, for the poisson family"
        case .single(.gamma):
            "some are 0 or less; expected amounts above 0 for the gamma family "
                + "(two-part where many people have none)"
        case .single(.fractional):
            "some lie outside 0 to 1; expected a part of one for the fractional family"
        case .twoPart:
            "expected amounts of 0 or more, with somebody at 0, for the two-part family "
                + "(gamma where everybody has one, gaussian where some are below 0)"
        }
    }
}
