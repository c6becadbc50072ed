import TopsliceExactArithmetic
internal import TopsliceFormats
import TopsliceMoney
import TopsliceSharing
import TopsliceStudies

extension Quantity {
    var json: JSONValue { .number(approximate) }

    /// `p/q`, null where there is no exact number.
    var exactJSON: JSONValue { .optional(exact?.description) }

    /// The shortest text that reads back: all decimals where they end, else the nearest Double.
    var cell: CSVCell {
        if let text = exact?.exactDecimal { return .exact(text) }
        return .number(approximate)
    }
}

extension CSVCell {
    /// `p/q` or a whole number; a fraction is words to a spreadsheet, but no formula.
    static func fraction(_ value: Rational) -> CSVCell {
        value.isInteger ? .exact(value.description) : .text(value.description)
    }
}

extension Rational {
    /// For people: every digit where the decimals end within twelve; else the first ones, and "…".
    var shown: String {
        let magnitude = magnitude
        let sign = isNegative ? "-" : ""
        if let text = magnitude.exactDecimal {
            let places = text.split(separator: ".").dropFirst().first?.count ?? 0
            if places <= 12 { return sign + NumberFormat.grouped(text) }
        }
        let places = magnitude * 1_000 < 1 ? 12 : 4
        return sign + NumberFormat.grouped(magnitude.decimal(places: places, rounding: .towardZero))
            + "…"
    }
}

extension Quantity {
    /// All that is known of the number: its decimals, or `p/q` in data where `asFraction`.
    func reportCell(asFraction: Bool = false) -> ReportCell {
        guard let exact else {
            let format = NumberFormat(notation: .fixed(decimals: 4))
            guard asFraction else { return .number(approximate, format) }
            return .exact(
                shown: ShownText(format.plain.text(approximate)),
                data: .empty,
                nearest: approximate
            )
        }
        return .exact(
            shown: ShownText(exact.shown),
            data: asFraction ? .fraction(exact) : cell,
            nearest: approximate
        )
    }

    /// Rounded for people as the format says, from the exact number where there is one.
    func reportCell(_ format: NumberFormat) -> ReportCell {
        exact == nil
            ? .number(approximate, format)
            : .exact(shown: ShownText(format.text(self)), data: cell, nearest: approximate)
    }
}

extension Currency {
    /// How a workbook shows amounts of it.
    var columnKind: Workbook.Column.Kind {
        .money(symbol: symbol ?? code + " ", places: minorDigits)
    }

    /// The same where somebody may write another amount.
    var enteredKind: Workbook.Column.Kind {
        .enteredMoney(symbol: symbol ?? code + " ", places: minorDigits)
    }

    /// How drawings write amounts of it.
    var numberFormat: NumberFormat {
        NumberFormat(notation: .fixed(decimals: minorDigits), prefix: symbol ?? code + "\u{A0}")
    }

    /// What stands at an axis of amounts.
    var axisTitle: String { self == .pounds ? "Pounds" : code }

    /// An exact number of minor units with two more decimals than amounts have.
    func shown(exact units: Rational) -> String {
        let number = (units.magnitude / Rational(minorUnitsPerMajor))
            .decimal(places: minorDigits + 2, rounding: .nearestOrAwayFromZero)
        let sign = units.isNegative ? "\u{2212}" : ""
        return sign + (symbol.map { $0 + number } ?? number + " " + code)
    }
}

extension Money: ReportAmount {
    /// With a true minus sign, as every other figure of a page; terminals make a hyphen of it.
    package var shown: String {
        isNegative ? "\u{2212}" + formatted().dropFirst() : formatted()
    }

    package var decimals: Int { currency.minorDigits }

    var reportCell: ReportCell { .amount(AmountCell(self)) }

    /// Without pennies where there are none; for figures in large type.
    var shownShort: String {
        let ending = "." + String(repeating: "0", count: currency.minorDigits)
        guard currency.minorDigits > 0, shown.hasSuffix(ending) else { return shown }
        return String(shown.dropLast(ending.count))
    }

    /// For the length of a bar only.
    var length: Double { Quantity(exactMajorUnits).approximate }
}

extension NumberFormat {
    /// A format for quantities side by side, with as many decimals as money has where they are large, and more
    /// where they are small.
    static func quantities(_ values: [Quantity]) -> NumberFormat {
        let plain = values.map(\.approximate)
        let areWhole = values.allSatisfy { $0.exact?.isInteger ?? false }
        if areWhole, plain.allSatisfy({ abs($0) < 1e12 }) { return .count }
        var format = NumberFormat.fitting(plain, digits: 5)
        if case .fixed(let decimals) = format.notation, decimals < 2 {
            format.notation = .fixed(decimals: 2)
        }
        return format
    }

    /// Rounded from the exact number where there is one, never through a Double.
    func text(_ quantity: Quantity) -> String {
        guard let exact = quantity.exact, case .fixed(let decimals) = notation,
            let factor = Int(exactly: multiplier)
        else { return text(quantity.approximate) }
        let digits = (exact.magnitude * Rational(factor))
            .decimal(places: decimals, rounding: .nearestOrAwayFromZero)
        return text(digits: digits, isNegative: exact.isNegative)
    }
}
