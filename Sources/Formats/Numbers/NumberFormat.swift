import Glibc

/// How one kind of number is shown to people: digits, separators, sign and unit.
///
/// Thousands are separated by commas, and a value that would round to zero shows no sign.
package struct NumberFormat: Sendable, Equatable {
    package enum Notation: Sendable, Equatable {
        case fixed(decimals: Int)
        /// 1.2 × 10⁻⁹, for magnitudes whose zeros nobody can count.
        /// The spaces are ones at which no line ends.
        case scientific(decimals: Int)
        /// The shorter of plain digits and a power of ten ("1234.57", "2e-07"), without separators: for tables whose
        /// figures are copied into other programs.
        case general(digits: Int)
        /// As ``ProbabilityText`` says it.
        case probability
    }

    package enum Sign: Sendable, Equatable {
        case whenNegative
        /// A plus before positive numbers, for changes.
        case always
    }

    package var notation: Notation
    package var sign: Sign
    /// What the number is multiplied by before it is shown: 100 for percentages.
    package var multiplier: Double
    package var prefix: String
    package var suffix: String
    /// Whether commas stand between thousands.
    package var isGrouped = true
    /// U+2212 for pages; a hyphen for terminals, where numbers are copied into other programs.
    package var minus = "\u{2212}"

    package init(
        notation: Notation,
        sign: Sign = .whenNegative,
        multiplier: Double = 1,
        prefix: String = "",
        suffix: String = ""
    ) {
        self.notation = notation
        self.sign = sign
        self.multiplier = multiplier
        self.prefix = prefix
        self.suffix = suffix
    }

    /// A whole number with separators: 1,234,567.
    package static let count = NumberFormat(notation: .fixed(decimals: 0))

    /// A share of 1 as a percentage with one decimal: 61.3%.
    package static let percentage = NumberFormat(
        notation: .fixed(decimals: 1),
        multiplier: 100,
        suffix: "%"
    )

    package static let probability = NumberFormat(notation: .probability)

    package static let dash = "–"

    /// A format that shows every one of the values with the same decimals, so that columns line
    /// up, and the largest of them with `digits` significant digits.
    package static func fitting(
        _ values: [Double],
        digits: Int = 3,
        sign: Sign = .whenNegative,
        multiplier: Double = 1,
        suffix: String = ""
    ) -> NumberFormat {
        let largest = values.filter(\.isFinite).map { abs($0 * multiplier) }.max() ?? 0
        var notation = Notation.fixed(decimals: max(0, digits - 1))
        if largest > 0 && largest.isFinite {
            let power = Int(floor(log10(largest)))
            notation =
                power < -5 || power > 11
                ? .scientific(decimals: max(1, digits - 1))
                : .fixed(decimals: min(8, max(0, digits - 1 - power)))
        }
        return NumberFormat(
            notation: notation,
            sign: sign,
            multiplier: multiplier,
            suffix: suffix
        )
    }

    /// A level of confidence, 0.95 as "95%".
    package static func level(_ confidence: Double) -> String {
        fitting([confidence * 100], digits: 2, suffix: "%").text(confidence * 100)
    }

    package func text(_ value: Double?) -> String {
        guard let value, (value * multiplier).isFinite else { return Self.dash }
        let shown = value * multiplier
        switch notation {
        case .fixed(let decimals):
            return text(
                digits: FixedPoint.text(abs(shown), decimals: decimals),
                isNegative: shown < 0
            )
        case .scientific(let decimals):
            guard shown != 0 else { return prefix + "0" + suffix }
            let parts = FixedPoint.scientific(abs(shown), decimals: decimals)
            let digits = parts.mantissa + "\u{A0}×\u{A0}10" + Self.superscript(parts.exponent)
            return mark(isNegative: shown < 0) + prefix + digits + suffix
        case .general(let digits):
            let text = FixedPoint.general(abs(shown), digits: digits)
            return mark(isNegative: shown < 0) + prefix + text + suffix
        case .probability:
            return prefix + ProbabilityText.text(shown) + suffix
        }
    }

    /// Digits that somebody rounded, such as those of an exact number, in this format.
    package func text(digits: String, isNegative: Bool) -> String {
        let isZero = digits.utf8.allSatisfy { $0 == UInt8(ascii: "0") || $0 == UInt8(ascii: ".") }
        return (isZero ? "" : mark(isNegative: isNegative)) + prefix
            + (isGrouped ? Self.grouped(digits) : digits) + suffix
    }

    private func mark(isNegative: Bool) -> String {
        isNegative ? minus : sign == .always ? "+" : ""
    }

    /// The same format with a sign before positive numbers.
    package var signed: NumberFormat {
        var copy = self
        copy.sign = .always
        return copy
    }

    /// The same format for a terminal: a hyphen for minus.
    package var plain: NumberFormat {
        var copy = self
        copy.minus = "-"
        return copy
    }

    /// The same format without commas between thousands.
    package var ungrouped: NumberFormat {
        var copy = self
        copy.isGrouped = false
        return copy
    }

    /// The same format without a unit.
    package var bare: NumberFormat {
        var copy = self
        copy.prefix = ""
        copy.suffix = ""
        return copy
    }

    /// Commas between thousands of the digits before the point.
    package static func grouped(_ plain: String) -> String {
        let parts = plain.split(separator: ".", maxSplits: 1)
        guard let whole = parts.first else { return plain }
        var result = ""
        for (position, digit) in whole.enumerated() {
            if position > 0 && (whole.count - position) % 3 == 0 { result += "," }
            result.append(digit)
        }
        return parts.count == 2 ? result + "." + parts[1] : result
    }

    private static func superscript(_ exponent: Int) -> String {
        let digits = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
        let text = String(abs(exponent)).compactMap { $0.wholeNumberValue.map { digits[$0] } }
        return (exponent < 0 ? "⁻" : "") + String(text)
    }
}
