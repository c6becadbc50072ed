/// Why an amount of money cannot be read or computed.
public enum MoneyError: Error, Sendable, Hashable, CustomStringConvertible {
    case unknownCurrency(code: String)
    case currencyMismatch(got: String, expected: String)
    case overflow(operation: String)
    case notWholeMinorUnits(value: String, currency: String)
    case unreadable(text: String, reason: AmountFault)

    public var description: String {
        switch self {
        case .unknownCurrency(let code):
            "'\(code)' is no currency of ISO 4217, expected its code, such as GBP, EUR or JPY"
        case .currencyMismatch(let got, let expected):
            "an amount in \(got) where \(expected) is expected; convert it first, with a stated rate"
        case .overflow(let operation):
            "\(operation) exceeds the largest amount, 92,233,720,368,547,758.07"
        case .notWholeMinorUnits(let value, let currency):
            "\(value) is not a whole number of minor units of \(currency); round it by a named rule"
        case .unreadable(let text, let reason):
            "'\(text)' is not an amount of money: \(reason)"
        }
    }
}

/// What is wrong with the text of an amount.
public enum AmountFault: Sendable, Hashable, CustomStringConvertible {
    case empty
    case noDigits
    case tooLong(limit: Int)
    case tooManyDecimals(allowed: Int)
    case missingDecimals
    case misplacedGroupSeparator(String)
    case separatorOfAnotherLocale(hint: String)
    case plusSign
    case twoSigns
    case unclosedParenthesis
    case spreadsheetOverflow
    case exponent
    case percent
    case unexpected(String)

    public var description: String {
        switch self {
        case .empty: "it is empty"
        case .noDigits: "it has no digits"
        case .tooLong(let limit): "it has more than \(limit) characters"
        case .tooManyDecimals(0): "this currency has no decimals"
        case .tooManyDecimals(let allowed): "it has more than \(allowed) decimals"
        case .missingDecimals: "digits are missing after the decimal point"
        case .misplacedGroupSeparator(let separator):
            "'\(separator)' must separate groups of three digits"
        case .separatorOfAnotherLocale(let hint): hint
        case .plusSign: "a plus sign is not accepted"
        case .twoSigns: "its sign is written twice"
        case .unclosedParenthesis: "its parentheses do not match"
        case .spreadsheetOverflow:
            "it is what a spreadsheet shows when a column is too narrow; widen it and export again"
        case .exponent: "exponents are not accepted; write all digits"
        case .percent: "it is a percentage"
        case .unexpected(let character):
            "'\(character)' does not belong in it"
                // 60m could be meant as sixty millions, and is never guessed.
                + ("kKmM".contains(character) ? "; write thousands and millions out" : "")
        }
    }
}
