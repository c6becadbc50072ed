/// Where the numbers of a column lie, between powers of ten.
///
/// The least and the greatest number of a column are each the number of one person, who may be known by it (the highest
/// income, the oldest); the powers of ten around them show a misplaced decimal point or a wrong unit as well.
package struct MagnitudeRange: Sendable, Equatable, CustomStringConvertible {
    /// A power of ten, with its sign; 0 for zero, and for the bound of a column without numbers on that side.
    package let low: Bound
    package let high: Bound

    /// Zero, or a power of ten with its sign.
    package enum Bound: Sendable, Equatable, CustomStringConvertible {
        case zero
        case power(exponent: Int, isNegative: Bool)

        package var description: String {
            guard case .power(let exponent, let isNegative) = self else { return "0" }
            let sign = isNegative ? "-" : ""
            switch exponent {
            case 0...9: return sign + "1" + String(repeating: "0", count: exponent)
            case -6..<0: return sign + "0." + String(repeating: "0", count: -exponent - 1) + "1"
            default: return "\(sign)1e\(exponent)"
            }
        }
    }

    /// - `least`, `greatest`: finite, in this order.
    init(least: Double, greatest: Double) {
        low = least < 0 ? .power(exponent: Self.above(-least), isNegative: true) : .zero
        high = greatest > 0 ? .power(exponent: Self.above(greatest), isNegative: false) : .zero
    }

    /// The smallest exponent whose power of ten is not below a number above zero.
    private static func above(_ number: Double) -> Int {
        // The exponent of the decimal text is exact where a logarithm might be rounded to the next whole number.
        var exponent = -300
        while exponent < 308, let power = Double("1e\(exponent)"), power < number { exponent += 1 }
        return exponent
    }

    package var description: String { "\(low) to \(high)" }
}
