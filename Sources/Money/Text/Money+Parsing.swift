extension Money {
    /// Longest text that is read as an amount.
    public static let longestText = 64

    /// Reads what finance people type, and nothing looser: `£1,234.56`, `1234.56`, `-1234.56`,
    /// `-£5`, `£-5`, `(1,234.56)`, `GBP 10.50`, `10.50 EUR`, `.50`.
    ///
    /// - Digits are ASCII. Spaces around are ignored, and one may stand beside a symbol or code.
    /// - Group separators are optional; where used they stand before every third digit.
    /// - Fewer decimals than the currency has are zeros (`10.5` is 10.50); more are refused, zeros
    ///   included, because they hold fractions of a penny that somebody must have meant.
    /// - A symbol or code of another currency is a mismatch.
    public init(
        parsing text: some StringProtocol,
        currency: Currency = .pounds,
        style: AmountStyle = .british
    ) throws(MoneyError) {
        var reader = AmountReader(text: String(text), currency: currency, style: style)
        self.init(minorUnits: try reader.minorUnits(), currency: currency)
    }
}
