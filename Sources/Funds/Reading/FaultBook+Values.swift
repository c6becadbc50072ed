import TopsliceDoor
import TopsliceExactArithmetic
import TopsliceMoney
import TopsliceRecords

extension FaultBook {
    /// The largest single amount in minor units, a trillion pounds: sums of many stay far from overflow.
    static let amountLimit = 100_000_000_000_000
    /// A currency of which none has more decimals.
    private static let finest = Currency(code: "CLF", minorDigits: 4, symbol: nil)
    /// Of all amounts of all files together.
    private static let sumLimit = 100_000_000_000_000_000

    /// An amount of the agreement's currency; nil with a fault where it is none. Where nobody knows the currency it is
    /// nil as well, and what is no amount of any is a fault all the same.
    mutating func amount(_ field: Field, allowingNegative: Bool = false) -> Money? {
        let money: Money
        guard let currency else {
            checkAmountOfAny(field, allowingNegative: allowingNegative)
            return nil
        }
        guard
            let text = plain(
                field,
                { form, text throws(CellTrouble) in
                    try form.amountText(text, AmountForm(currency: currency))
                }
            )
        else { return nil }
        do {
            money = try Money(parsing: text, currency: currency)
        } catch {
            add(
                field,
                "\(field.said) is not an amount of money in \(Self.words(currency)), such as "
                    + Self.example(in: currency)
                    + Self.reason(error)
            )
            return nil
        }
        guard allowingNegative || !money.isNegative else {
            add(field, "\(field.said) is below zero, expected an amount of zero or more")
            return nil
        }
        guard money.minorUnits.magnitude <= Self.amountLimit,
            amountsRead <= Self.sumLimit
        else {
            let limit = Money(minorUnits: Self.amountLimit, currency: currency)
            add(field, "the amount is too large; amounts go up to \(limit.formatted())")
            return nil
        }
        amountsRead += Int(money.minorUnits.magnitude)
        return money
    }

    /// Adds a fault where a field is no amount in whatever currency it says, or in one of as many decimals as any has.
    private mutating func checkAmountOfAny(_ field: Field, allowingNegative: Bool) {
        func parsed(_ text: String, _ currency: Currency) throws(MoneyError) -> Money {
            do throws(MoneyError) {
                return try Money(parsing: text, currency: currency)
            } catch {
                guard case .currencyMismatch(let stated, _) = error else { throw error }
                return try Money(parsing: text, currency: Currency(code: stated))
            }
        }
        var form = AmountForm(currency: Self.finest)
        if case .number(let mark?) = field.form,
            let stated = Currency.known.first(where: {
                $0.code == mark.mark || $0.symbol == mark.mark
            })
        {
            form.currency = stated
        }
        guard
            let text = plain(
                field,
                { cell, text throws(CellTrouble) in try cell.amountText(text, form) }
            )
        else { return }
        do {
            let money = try parsed(text, form.currency)
            guard allowingNegative || !money.isNegative else {
                add(field, "\(field.said) is below zero, expected an amount of zero or more")
                return
            }
        } catch {
            add(field, "\(field.said) is not an amount of money\(Self.reason(error))")
        }
    }

    /// The text of a field in the plain form of text files; nil with a fault where its cell holds something else.
    private mutating func plain(
        _ field: Field,
        _ read: (FieldForm, String) throws(CellTrouble) -> String
    ) -> String? {
        do throws(CellTrouble) {
            return try read(field.form, field.text)
        } catch {
            add(field, error.message)
            return nil
        }
    }

    private static func words(_ currency: Currency) -> String {
        currency == .pounds ? "pounds" : currency.code
    }

    private static func example(in currency: Currency) -> String {
        let units = 12_345 * currency.minorUnitsPerMajor / 10
        return Money(minorUnits: units, currency: currency).decimalText
    }

    /// Why a text is no amount, without the text.
    private static func reason(_ error: any Error) -> String {
        switch error as? MoneyError {
        case .unreadable(_, let reason): ": \(Field.shown(reason.description))"
        case .currencyMismatch, .overflow, .unknownCurrency, .notWholeMinorUnits:
            ": \(Field.shown("\(error)"))"
        case nil: ""
        }
    }

    /// Any exact number.
    mutating func number(_ field: Field, allowingNegative: Bool = false) -> Rational? {
        guard
            let text = plain(
                field,
                { form, text throws(CellTrouble) in
                    try form.numberText(text)
                }
            )
        else { return nil }
        return number(text, field, allowingNegative: allowingNegative)
    }

    private mutating func number(
        _ text: String,
        _ field: Field,
        allowingNegative: Bool
    ) -> Rational? {
        do {
            let value = try Rational(parsing: text)
            guard allowingNegative || !value.isNegative else {
                add(field, "\(field.said) is below zero, expected a number of zero or more")
                return nil
            }
            guard value.magnitude <= Rational(Self.sumLimit), text.utf8.count <= 40 else {
                add(field, "the number is too large or has too many digits")
                return nil
            }
            return value
        } catch {
            let hint = field.text.utf8.last == UInt8(ascii: "%") ? "; leave out the % sign" : ""
            add(field, "\(field.said) is not a number, expected digits such as 12.5\(hint)")
            return nil
        }
    }

    /// A percentage as a part of one.
    mutating func percentage(_ field: Field, upTo limit: Int = 100) -> Rational? {
        guard !field.text.utf8.contains(UInt8(ascii: "/")) else {
            add(field, "\(field.said) is a fraction, expected a percentage such as 12.5")
            return nil
        }
        guard let value = percent(field) else { return nil }
        guard !value.isNegative, value <= Rational(limit) else {
            add(field, "\(field.said) is not between 0 and \(limit) percent")
            return nil
        }
        return value / 100
    }

    /// A number in percent, of any size and sign.
    private mutating func percent(_ field: Field) -> Rational? {
        guard
            let text = plain(
                field,
                { form, text throws(CellTrouble) in
                    try form.percentageText(text)
                }
            )
        else { return nil }
        return number(text, field, allowingNegative: true)
    }

    /// A percentage by which something grows or shrinks, as a part of one.
    mutating func change(_ field: Field) -> Rational? {
        guard !field.text.utf8.contains(UInt8(ascii: "/")),
            let value = percent(field)
        else {
            if field.text.utf8.contains(UInt8(ascii: "/")) {
                add(field, "\(field.said) is a fraction, expected a percentage such as 2.5")
            }
            return nil
        }
        guard value >= -100, value <= 100 else {
            add(field, "\(field.said) is not between -100 and 100 percent")
            return nil
        }
        return value / 100
    }

    mutating func date(_ field: Field) -> CalendarDate? {
        guard
            let text = plain(
                field,
                { form, text throws(CellTrouble) in
                    try form.dayText(text)
                }
            )
        else { return nil }
        guard let date = CalendarDate(parsing: text) else {
            add(
                field,
                "\(field.said) is not a day of the calendar, expected one such as 2025-04-01"
            )
            return nil
        }
        return date
    }

    mutating func choice<Choice: RawRepresentable & CaseIterable>(
        _ field: Field,
        _ type: Choice.Type
    ) -> Choice? where Choice.RawValue == String {
        if let choice = Choice(rawValue: field.text) { return choice }
        let words = type.allCases.map(\.rawValue)
        let hint = Spelling.suggestion(for: field.text, among: words)
        add(
            field,
            "\(field.said) is not known, expected one of "
                + words.joined(separator: ", ") + hint
        )
        return nil
    }

    /// One of the identifiers declared elsewhere.
    mutating func reference(
        _ field: Field,
        among known: Set<String>,
        _ thing: DeclaredThing
    ) -> String? {
        if known.contains(field.text) { return field.text }
        guard !lacks(thing) else { return nil }
        let hint =
            field.isPersonal
            ? "" : Spelling.suggestion(for: field.text, among: known.sorted { $0.precedes($1) })
        add(field, "\(field.said) is not \(thing.words) of this agreement" + hint)
        return nil
    }

    /// A new identifier: letters, digits, `-`, `_` and `.`, beginning with a letter.
    mutating func identifier(
        _ field: Field,
        isQuoted: Bool = true,
        mayBeAccount: Bool = false
    ) -> String? {
        let bytes = Array(field.text.utf8)
        let isLetter = { (byte: UInt8) in byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A }
        let isRest = { (byte: UInt8) in
            isLetter(byte) || byte >= 0x30 && byte <= 0x39 || "-_.".utf8.contains(byte)
        }
        guard let first = bytes.first, isLetter(first), bytes.count <= 64,
            bytes.allSatisfy(isRest)
        else {
            let stranger = field.text.unicodeScalars.first { !$0.isASCII }
            let code = stranger.map { String($0.value, radix: 16, uppercase: true) } ?? ""
            // Letters of other alphabets look the same and are not.
            let hint =
                field.isPersonal || stranger == nil
                ? ""
                : "; it holds U+\(String(repeating: "0", count: max(0, 4 - code.count)))\(code)"
            add(
                field,
                "\(field.said) is not an identifier, expected up to 64 letters, digits, '-', "
                    + "'_' or '.', beginning with a letter\(hint)"
            )
            return nil
        }
        guard mayBeAccount || !Account.reserved.contains(field.text) else {
            add(field, "\(field.said) is the name of an account of the fund; choose another")
            return nil
        }
        // Other readers of YAML turn these words into truth values or nothing.
        let truthWords = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"]
        guard isQuoted || !truthWords.contains(field.text.lowercased()) else {
            add(
                field,
                "\(field.said) means a truth value or nothing to other readers of YAML; write it "
                    + "in quotes"
            )
            return nil
        }
        return field.text
    }
}
