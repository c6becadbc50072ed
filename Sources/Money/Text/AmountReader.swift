/// Takes the text of an amount apart from the outside in: parentheses, sign, currency, number.
struct AmountReader {
    private let text: String
    private let currency: Currency
    private let style: AmountStyle
    private var rest: Substring
    private var isNegative = false

    init(text: String, currency: Currency, style: AmountStyle) {
        self.text = text
        self.currency = currency
        self.style = style
        rest = text[...]
    }

    mutating func minorUnits() throws(MoneyError) -> Int {
        if let plain = plainMinorUnits() { return plain }
        guard text.utf8.count <= Money.longestText else {
            throw .unreadable(
                text: text.prefix(Money.longestText) + "…",
                reason: .tooLong(limit: Money.longestText)
            )
        }
        trimSpaces()
        guard !rest.isEmpty else { throw fault(.empty) }
        guard !rest.allSatisfy({ $0 == "#" }) else { throw fault(.spreadsheetOverflow) }
        try takeParentheses()
        try takeMinus()
        try takeCurrency()
        try takeMinus()
        return try wholeMinorUnits(of: try numberParts())
    }

    /// The amount where it is written as files hold it, `1234.50` or `-7`: most of all amounts, and worth
    /// reading without taking characters apart. Nil for everything else.
    private func plainMinorUnits() -> Int? {
        guard style.decimalPoint == "." else { return nil }
        var bytes = text.utf8[...]
        let isBelowZero = bytes.first == UInt8(ascii: "-")
        if isBelowZero { bytes.removeFirst() }
        // Fourteen digits and four decimals are within the largest `Int`.
        guard let first = bytes.first, bytes.count <= 18 else { return nil }
        var whole = 0
        var digits = 0
        var decimals: Int?
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                whole = whole * 10 + Int(byte & 0x0F)
                if decimals == nil { digits += 1 } else { decimals? += 1 }
            case UInt8(ascii: ".") where decimals == nil: decimals = 0
            default: return nil
            }
        }
        guard digits >= 1, digits <= 14, first != UInt8(ascii: "0") || digits == 1 else {
            return nil
        }
        switch decimals {
        case nil: whole *= currency.minorUnitsPerMajor
        case currency.minorDigits where currency.minorDigits > 0: break
        default: return nil
        }
        return isBelowZero ? -whole : whole
    }

    private func fault(_ reason: AmountFault) -> MoneyError {
        .unreadable(text: text, reason: reason)
    }

    private mutating func trimSpaces() {
        while let first = rest.first, Self.isBlank(first) { rest.removeFirst() }
        while let last = rest.last, Self.isBlank(last) { rest.removeLast() }
    }

    /// What may stand around an amount and between it and its currency: spaces, those that do not break a line as
    /// spreadsheets and word processors put them before a currency, and tabs.
    private static func isBlank(_ character: Character) -> Bool {
        character == " " || character == "\t" || character == "\u{A0}" || character == "\u{202F}"
    }

    private mutating func takeParentheses() throws(MoneyError) {
        guard rest.first == "(" || rest.last == ")" else { return }
        guard rest.first == "(", rest.last == ")", rest.count >= 2 else {
            throw fault(.unclosedParenthesis)
        }
        rest = rest.dropFirst().dropLast()
        isNegative = true
        trimSpaces()
    }

    private mutating func takeMinus() throws(MoneyError) {
        guard rest.first == "-" else { return }
        guard !isNegative else { throw fault(.twoSigns) }
        isNegative = true
        rest.removeFirst()
    }

    /// Takes a symbol or code at either end, once.
    private mutating func takeCurrency() throws(MoneyError) {
        // Most amounts are digits from end to end.
        guard let first = rest.first, let last = rest.last, !isDigit(first) || !isDigit(last) else {
            return
        }
        for candidate in Currency.known + (Currency.known.contains(currency) ? [] : [currency]) {
            for mark in [candidate.symbol, candidate.code].compactMap({ $0 }) {
                if rest.hasPrefix(mark) {
                    rest = rest.dropFirst(mark.count)
                    if let next = rest.first, Self.isBlank(next) { rest.removeFirst() }
                } else if rest.hasSuffix(mark) {
                    rest = rest.dropLast(mark.count)
                    if let next = rest.last, Self.isBlank(next) { rest.removeLast() }
                } else {
                    continue
                }
                guard candidate == currency else {
                    throw .currencyMismatch(got: candidate.code, expected: currency.code)
                }
                return
            }
        }
    }

    /// The digits before and after the decimal point, separators checked and removed.
    private func numberParts() throws(MoneyError) -> (whole: [UInt8], decimals: [UInt8]) {
        let pieces = rest.split(
            separator: style.decimalPoint,
            maxSplits: 1,
            omittingEmptySubsequences: false
        )
        for character in rest {
            try check(character)
        }
        let decimals = pieces.count == 2 ? pieces[1] : ""
        if pieces.count == 2 {
            guard decimals.allSatisfy(isDigit) else {
                throw fault(.separatorOfAnotherLocale(hint: separatorHint))
            }
            guard decimals.count <= currency.minorDigits else {
                throw fault(.tooManyDecimals(allowed: currency.minorDigits))
            }
            guard !decimals.isEmpty else {
                throw fault(pieces[0].isEmpty ? .noDigits : .missingDecimals)
            }
        }
        let whole = try ungrouped(pieces.first ?? "")
        guard !whole.isEmpty || !decimals.isEmpty else { throw fault(.noDigits) }
        return (whole, Array(decimals.utf8))
    }

    /// Names a character that no amount has, as precisely as it can.
    private func check(_ character: Character) throws(MoneyError) {
        if isDigit(character) || style.isGroupSeparator(character)
            || character == style.decimalPoint
        {
            return
        }
        switch character {
        case "+": throw fault(.plusSign)
        case "-": throw fault(isNegative ? .twoSigns : .unexpected("-"))
        case "%": throw fault(.percent)
        case ".", ",", " ", "\u{A0}", "\u{202F}":
            throw fault(.separatorOfAnotherLocale(hint: separatorHint))
        case "e", "E": throw fault(rest.contains(where: isDigit) ? .exponent : .unexpected("e"))
        default: throw fault(.unexpected(String(character)))
        }
    }

    private var separatorHint: String {
        """
        in the \(style.rawValue) style decimals follow '\(style.decimalPoint)'; declare another \
        style if the document uses one
        """
    }

    /// Digits without their group separators, which must stand before every third digit and
    /// nowhere else.
    private func ungrouped(_ whole: Substring) throws(MoneyError) -> [UInt8] {
        let groups = whole.split(
            omittingEmptySubsequences: false,
            whereSeparator: style.isGroupSeparator
        )
        if groups.count > 1 {
            let head = groups[0]
            guard (1...3).contains(head.count), head.first != "0",
                groups.dropFirst().allSatisfy({ $0.count == 3 })
            else {
                throw fault(.misplacedGroupSeparator(String(style.groupSeparator)))
            }
        }
        return groups.flatMap { Array($0.utf8) }
    }

    private func wholeMinorUnits(
        of parts: (whole: [UInt8], decimals: [UInt8])
    ) throws(MoneyError) -> Int {
        let padding = currency.minorDigits - parts.decimals.count
        let digits =
            parts.whole + parts.decimals + Array(repeating: UInt8(ascii: "0"), count: padding)
        var value = 0
        for digit in digits {
            let (tenfold, overflow1) = value.multipliedReportingOverflow(by: 10)
            let (next, overflow2) = tenfold.addingReportingOverflow(Int(digit & 0x0F))
            guard !overflow1, !overflow2 else { throw .overflow(operation: "'\(text)'") }
            value = next
        }
        return isNegative ? -value : value
    }
}

private func isDigit(_ character: Character) -> Bool {
    guard let byte = character.asciiValue else { return false }
    return byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
}
