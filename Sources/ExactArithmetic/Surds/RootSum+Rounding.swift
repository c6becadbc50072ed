package import BigInt

extension RootSum {
    /// Where narrowing ends. Reached only by numbers that differ by less than a part in 10¹²⁰⁰, such as sums whose
    /// radicands share the square of a large prime.
    private static let mostBits = 4_096
    private static let firstBits = 128

    /// −1, 0 or 1, certain.
    package func signum() -> Int {
        if let rational { return rational.signum() }
        var bits = Self.firstBits
        while bits <= Self.mostBits {
            let (low, high) = enclosure(bits: bits)
            if low > 0 { return 1 }
            if high < 0 { return -1 }
            bits *= 2
        }
        return 0
    }

    package static func < (left: RootSum, right: RootSum) -> Bool { (left - right).signum() < 0 }

    /// Places of numbers, the largest first and equal ones as they stand, certain: enclosures are compared, and where they overlap the
    /// numbers themselves.
    ///
    /// - Complexity: an enclosure for each, and O(n log n) comparisons of these.
    package static func descending(_ numbers: [RootSum]) -> [Int] {
        let enclosures = numbers.map { $0.enclosure(bits: firstBits) }
        return numbers.indices.sorted { left, right in
            if enclosures[left].low > enclosures[right].high { return true }
            if enclosures[left].high < enclosures[right].low { return false }
            let sign = (numbers[left] - numbers[right]).signum()
            return sign == 0 ? left < right : sign > 0
        }
    }

    /// The whole number that `rule` chooses, certain: both ends of an enclosure are rounded, and it is narrowed until
    /// they agree.
    package func rounded(_ rule: RoundingRule) -> BigInt {
        if let rational { return rational.rounded(rule) }
        var bits = Self.firstBits
        while true {
            let (low, high) = bounds(bits: bits)
            let (first, last) = (low.rounded(rule), high.rounded(rule))
            if first == last || bits >= Self.mostBits { return first }
            bits *= 2
        }
    }

    /// The number with so many digits after the point, rounded to the nearest (halves away from zero), certain.
    package func decimal(places: Int) -> String {
        let scale = Rational(BigInt(10).power(places))
        let units = scaled(by: scale).rounded(.nearestOrAwayFromZero)
        return (Rational(units) / scale).decimal(places: places, rounding: .nearestOrAwayFromZero)
    }

    /// A fraction within 2⁻²⁰⁰ of the number for each unit of it: for drawing, and for what is printed with few digits.
    package var nearby: Rational { rational ?? bounds(bits: 256).low }

    /// The quotient, exact where it is a fraction, else within 2⁻²⁰⁰ of it; nil where the other is zero.
    package func quotient(by other: RootSum) -> Rational? {
        guard other.signum() != 0 else { return nil }
        return exactQuotient(by: other) ?? nearby / other.nearby
    }
}
