extension Money {
    /// Digits with a decimal point and no separators or symbol: `-1234.50`. What files hold.
    public var decimalText: String {
        (isNegative ? "-" : "") + digits(style: .british, grouped: false)
    }

    /// The amount as people read it: `£1,234.50`, `-£0.05`, or `1.234,50` with the code behind
    /// where the currency has no symbol; a plain number of ``Currency/units``.
    public func formatted(_ style: AmountStyle = .british) -> String {
        let sign = isNegative ? "-" : ""
        let number = digits(style: style, grouped: true)
        guard currency.isMoney else { return sign + number }
        guard let symbol = currency.symbol else { return "\(sign)\(number) \(currency.code)" }
        return style == .british ? sign + symbol + number : "\(sign)\(number) \(symbol)"
    }

    /// The amount as ledgers print it: negative amounts in parentheses, `(1,234.50)`.
    public func accountingText(_ style: AmountStyle = .british) -> String {
        let number = digits(style: style, grouped: true)
        return isNegative ? "(\(number))" : number
    }

    private func digits(style: AmountStyle, grouped: Bool) -> String {
        let all = String(minorUnits.magnitude)
        let missing = max(0, currency.minorDigits + 1 - all.utf8.count)
        let padded = String(repeating: "0", count: missing) + all
        let whole = padded.dropLast(currency.minorDigits)
        var result = ""
        for (index, digit) in whole.enumerated() {
            if grouped, index > 0, (whole.utf8.count - index) % 3 == 0 {
                result.append(style.groupSeparator)
            }
            result.append(digit)
        }
        guard currency.minorDigits > 0 else { return result }
        return result + String(style.decimalPoint) + padded.suffix(currency.minorDigits)
    }
}

extension Money: CustomStringConvertible {
    public var description: String { formatted() }
}
