internal import TopsliceMoney
package import TopsliceRecords
internal import TopsliceSpreadsheets

/// What the text of a field is by the meaning of its column, in the plain form that text files hold. The text of a text
/// file passes as it is.
extension FieldForm {
    /// The text of an amount, in the style of the form.
    ///
    /// Numbers of a workbook lose the noise of binary arithmetic in the fifteenth digit and nothing else. In typed text, a
    /// dash alone is nil, a minus may stand behind, and spaces may stand between groups.
    package func amountText(_ text: String, _ form: AmountForm) throws(CellTrouble) -> String {
        switch self {
        case .written: return text
        case .typed: return TypedNumber(text, groupedBy: form.style).amountText
        case .number(let stated):
            if let stated, !Self.isMeant(stated, form.currency) {
                throw .currency(stated, expected: form.currency.code)
            }
            guard let decimal = CellDecimal(text) else { return text }
            guard let amount = decimal.amount(decimals: form.currency.minorDigits) else {
                throw .tooManyDecimals(allowed: form.currency.minorDigits)
            }
            return form.style == .british
                ? amount.text : String(amount.text.map { $0 == "." ? "," : $0 })
        case .percentage, .date, .time, .truth: throw .holds(self, .amount)
        }
    }

    private static func isMeant(_ stated: CellCurrency, _ currency: Currency) -> Bool {
        stated.mark == currency.code || stated.mark == currency.symbol
    }

    /// The text of a number that is not money; a percentage is a part of one.
    package func numberText(_ text: String) throws(CellTrouble) -> String {
        switch self {
        case .written: return text
        case .typed: return TypedNumber(text, groupedBy: .british).numberText
        case .number, .percentage: return CellDecimal(text)?.withoutNoise.text ?? text
        case .date, .time, .truth: throw .holds(self, .number)
        }
    }

    /// The text of a number in percent: 12.5 for 12.5%.
    package func percentageText(_ text: String) throws(CellTrouble) -> String {
        switch self {
        case .written: return text
        case .typed: return TypedNumber(text, groupedBy: .british).percentageText
        case .number: return CellDecimal(text)?.withoutNoise.text ?? text
        case .percentage: return CellDecimal(text)?.withoutNoise.hundredfold.text ?? text
        case .date, .time, .truth: throw .holds(self, .percentage)
        }
    }

    /// The text of a day as `2025-04-01`; text that is no day passes as it is.
    package func dayText(_ text: String) throws(CellTrouble) -> String {
        switch self {
        case .written, .date: return text
        case .typed: return try TypedDay.plainText(text)
        case .number, .percentage, .time, .truth: throw .holds(self, .day)
        }
    }
}
