import BigInt
import ExactArithmetic

/// The cost of rounding a fraction f up, 1 − 2f, in whole numbers of a common scale.
///
/// The scale is the common denominator of all fractions where that is at most 2³⁶, and costs are
/// then exact; else it is 2³⁶ and each cost is off by at most half a step.
struct UnitCosts {
    private static let largestScale = 1 << 36
    private let scale: Int
    private let isExact: Bool

    init(fractions: [Rational]) {
        var multiple = 1
        for fraction in fractions where !fraction.isZero {
            guard let denominator = Int(exactly: fraction.denominator) else {
                multiple = .max
                break
            }
            if multiple % denominator == 0 { continue }
            var (divisor, rest) = (multiple, denominator)
            while rest != 0 { (divisor, rest) = (rest, divisor % rest) }
            let (product, overflow) = multiple.multipliedReportingOverflow(
                by: denominator / divisor
            )
            multiple = overflow ? .max : product
            if multiple > Self.largestScale { break }
        }
        isExact = multiple <= Self.largestScale
        scale = isExact ? multiple : Self.largestScale
    }

    func ofRoundingUp(_ fraction: Rational) -> Int {
        let cost = (1 - fraction * 2) * Rational(scale)
        return Int(isExact ? cost.floor : cost.rounded(.nearestOrEven))
    }
}
