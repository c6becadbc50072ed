/// A currency by its ISO 4217 code, with the number of decimal digits its minor unit has.
///
/// The list holds the currencies whose minor unit and symbol are beyond doubt; one that is missing
/// can be declared in full.
public struct Currency: Sendable, Hashable {
    /// Three capital letters, such as `GBP`.
    public let code: String
    /// Digits after the decimal point: 2 for pence, 0 for yen.
    public let minorDigits: Int
    /// What is written before an amount, or nil where the code is used.
    public let symbol: String?

    /// - Parameters:
    ///   - code: three letters, as in ISO 4217.
    ///   - minorDigits: 0 ... 4, as in ISO 4217.
    ///   - symbol: what is written before an amount; nil to write the code.
    public init(code: String, minorDigits: Int, symbol: String?) {
        precondition((0...4).contains(minorDigits), "\(code) with \(minorDigits) minor digits")
        self.code = code
        self.minorDigits = minorDigits
        self.symbol = symbol
    }

    /// A currency of the list by its code.
    public init(code: String) throws(MoneyError) {
        guard let known = Currency.known.first(where: { $0.code == code }) else {
            throw .unknownCurrency(code: code, known: Currency.known.map(\.code))
        }
        self = known
    }

    public static let pounds = Currency(code: "GBP", minorDigits: 2, symbol: "£")
    public static let euros = Currency(code: "EUR", minorDigits: 2, symbol: "€")
    public static let dollars = Currency(code: "USD", minorDigits: 2, symbol: "$")

    /// Sorted by code.
    public static let known: [Currency] = [
        Currency(code: "AUD", minorDigits: 2, symbol: nil),
        Currency(code: "CAD", minorDigits: 2, symbol: nil),
        Currency(code: "CHF", minorDigits: 2, symbol: nil),
        Currency(code: "DKK", minorDigits: 2, symbol: nil),
        euros,
        pounds,
        Currency(code: "ISK", minorDigits: 0, symbol: nil),
        Currency(code: "JPY", minorDigits: 0, symbol: "¥"),
        Currency(code: "NOK", minorDigits: 2, symbol: nil),
        Currency(code: "NZD", minorDigits: 2, symbol: nil),
        Currency(code: "SEK", minorDigits: 2, symbol: nil),
        dollars,
    ]

    /// Minor units in one major unit: 100 for pounds.
    public var minorUnitsPerMajor: Int {
        (0..<minorDigits).reduce(1) { product, _ in product * 10 }
    }
}
