package import TopsliceMoney

/// Outcomes whose worth cannot be added up.
package enum BenefitError: Error, Equatable, CustomStringConvertible {
    case unknownUnit(outcome: String, unit: String, place: String)
    case unknownWorth(outcome: String, worth: String, place: String)
    /// An outcome that is money already has a worth besides.
    case worthOfMoney(outcome: String, place: String)
    case twoCurrencies(outcome: String, got: String, expected: String, place: String)
    /// An amount beyond the largest there is.
    case tooLarge(MoneyError)

    package var description: String {
        switch self {
        case .unknownUnit(let outcome, let unit, let place):
            "\(place): column '\(outcome)': '\(unit)' is no unit of money; expected a currency such as GBP, "
                + "its small coin such as GBP-pence, or a plain word such as days"
        case .unknownWorth(let outcome, let worth, let place):
            "\(place): column '\(outcome)': '\(worth)' is no worth; expected a currency and an amount above 0, such as GBP 24000.00"
        case .worthOfMoney(let outcome, let place):
            "\(place): column '\(outcome)' is money by its unit, and what one of it is worth is stated besides; expected one of them"
        case .twoCurrencies(let outcome, let got, let expected, let place):
            "\(place): column '\(outcome)' is in \(got), and an outcome before it in \(expected); "
                + "convert one of them first, with a stated rate"
        case .tooLarge(let error): "the worth of the outcomes cannot be added up: \(error)"
        }
    }
}
