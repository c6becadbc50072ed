package import TopsliceExactArithmetic

/// When what was spent is back, undiscounted: the money of year 0 moves at once, that of every later year evenly over
/// it.
package struct Payback: Sendable, Hashable {
    /// From the day of the decision.
    package let years: Rational
    /// The year in which it happens; 0 where nothing is ever outstanding.
    package let year: Int
    /// Whether more has been spent than has come back at the end of some later year.
    package let isLostAgain: Bool

    package var months: Rational { years * 12 }

    /// Nil where it never is.
    init?(net: [Rational]) {
        var sum = Rational.zero
        var found: (years: Rational, year: Int)?
        var wasOutstanding = false
        var isLost = false
        for (year, amount) in net.enumerated() {
            let before = sum
            sum += amount
            if sum.isNegative {
                wasOutstanding = true
                if found != nil { isLost = true }
            } else if before.isNegative, found == nil {
                found = (Rational(year - 1) - before / amount, year)
            }
        }
        if !wasOutstanding { found = (.zero, 0) }
        guard let found else { return nil }
        (years, year) = found
        isLostAgain = isLost
    }

    /// The first year at whose end everything is back, discounted; nil where none is.
    static func discountedYear(net: [RootSum]) -> Int? {
        var sum = RootSum.zero
        var wasOutstanding = false
        for (year, amount) in net.enumerated() {
            sum += amount
            let sign = sum.signum()
            if sign < 0 { wasOutstanding = true } else if wasOutstanding { return year }
        }
        return wasOutstanding ? nil : 0
    }
}
