package import TopsliceExactArithmetic
package import TopsliceMoney

/// How amounts are written in a table.
package struct AmountForm: Sendable, Hashable {
    package var currency: Currency
    package var style: AmountStyle

    package init(currency: Currency = .pounds, style: AmountStyle = .british) {
        self.currency = currency
        self.style = style
    }
}

extension TableFaultList {
    /// The text of a field that may not be empty.
    package mutating func text(
        _ text: String,
        _ record: TableRecord,
        _ column: String
    ) -> String? {
        guard text.isEmpty else { return text }
        add(record, column: column, "the field is empty")
        return nil
    }

    /// An exact amount of money in the form stated.
    package mutating func amount(
        _ text: String,
        _ record: TableRecord,
        _ column: String,
        _ form: AmountForm
    ) -> Money? {
        do throws(MoneyError) {
            return try Money(parsing: text, currency: form.currency, style: form.style)
        } catch {
            add(record, column: column, error.description)
            return nil
        }
    }

    /// An exact number: digits with at most one point, p/q, an exponent where a program wrote one.
    package mutating func number(
        _ text: String,
        _ record: TableRecord,
        _ column: String
    ) -> Rational? {
        do throws(RationalParseError) {
            return try Rational(parsing: text, allowingExponent: true)
        } catch {
            add(record, column: column, error.description)
            return nil
        }
    }

    /// A number, or an amount of money as people type it, in major units; not limited to whole pennies, since
    /// the value of a coalition need not be money.
    package mutating func numberOrAmount(
        _ text: String,
        _ record: TableRecord,
        _ column: String,
        _ form: AmountForm
    ) -> Rational? {
        if form.style == .british,
            let number = try? Rational(parsing: text, allowingExponent: true)
        {
            return number
        }
        if text.isEmpty {
            add(
                record,
                column: column,
                "the field is empty; leave out the line of what is not known"
            )
            return nil
        }
        do throws(MoneyError) {
            return try Money(parsing: text, currency: form.currency, style: form.style)
                .exactMajorUnits
        } catch {
            add(record, column: column, Self.numberMessage(text, error))
            return nil
        }
    }

    /// A whole number, not below zero.
    package mutating func wholeNumber(
        _ text: String,
        _ record: TableRecord,
        _ column: String
    ) -> Int? {
        let isDigits = !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
        guard isDigits else {
            add(record, column: column, "'\(text)' is not a whole number such as 0 or 12")
            return nil
        }
        guard let value = Int(text) else {
            add(record, column: column, "'\(text)' is too large")
            return nil
        }
        return value
    }

    /// Money's own words where the text looks like money, else those for numbers.
    private static func numberMessage(_ text: String, _ error: MoneyError) -> String {
        if case .currencyMismatch = error { return error.description }
        guard text.contains(where: { "£$€(),".contains($0) }) else {
            return "'\(text)' is not a number: write digits such as 12, -3.75 or 7/4"
        }
        return error.description
    }
}
