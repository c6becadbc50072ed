import BigInt

extension Rational: Comparable {
    public static func < (left: Rational, right: Rational) -> Bool {
        guard case .small(let a, let b) = left.storage, case .small(let c, let d) = right.storage
        else {
            return left.numerator * right.denominator < right.numerator * left.denominator
        }
        if b == d { return a < c }
        // Cross products in double width: exact, and no allocation.
        let first = a.multipliedFullWidth(by: d)
        let second = c.multipliedFullWidth(by: b)
        return first.high != second.high ? first.high < second.high : first.low < second.low
    }
}
