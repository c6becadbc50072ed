package import TopsliceMoney

/// Outcomes whose worth cannot be added up.
package enum BenefitError: Error, Equatable, CustomStringConvertible {
    case unknownUnit(outcome: String, unit: String, place: String)
    case twoCurrencies(outcome: String, got: String, expected: String, place: String)
    /// An amount beyond the largest there is.
    case tooLarge(MoneyError)

    package var description: String {
        switch self {
        case .unknownUnit(let outcome, let unit, let place):
            "\(place): column '\(outcome)': '\(unit)' is no unit of money; expected a currency such as GBP, "
                + "its small coin such as GBP-pence, or a plain word such as days"
        case .twoCurrencies(let outcome, let got, let expected, let place):
            "\(place): column '\(outcome)' is in \(got), and an outcome before it in \(expected); "
                + "convert one of them first, with a stated rate"
        case .tooLarge(let error): "the worth of the outcomes cannot be added up: \(error)"
        }
    }
}
