import BigInt
import TopsliceExactArithmetic

/// A claims problem scaled to whole numbers of its greatest common measure, for counting.
struct WholeClaims {
    let estate: Int
    let claims: [Int]
    /// One whole unit in the unit of the original problem.
    let unit: Rational

    init(_ plain: PlainClaims, for rule: ClaimsRule) throws(ClaimsError) {
        let amounts = plain.claims + [plain.estate]
        // p/q of all amounts have the common measure gcd(p) / lcm(q).
        var measure = BigInt(0)
        var multiple = BigInt(1)
        for amount in amounts {
            multiple *=
                amount.denominator / multiple.greatestCommonDivisor(with: amount.denominator)
        }
        for amount in amounts {
            let scaled = (amount * Rational(multiple)).numerator
            measure = measure.greatestCommonDivisor(with: scaled)
        }
        guard !measure.isZero else {
            estate = 0
            claims = plain.claims.map { _ in 0 }
            unit = 1
            return
        }
        let unit = Rational(measure) / Rational(multiple)
        let whole = amounts.compactMap { Int(exactly: ($0 / unit).numerator) }
        // Sums of two amounts must not overflow either.
        let largest = Int.max / 2
        guard whole.count == amounts.count, (plain.total / unit) <= Rational(largest) else {
            throw .beyondLimit(
                rule,
                claimants: plain.claims.count,
                reason: "in their common unit the amounts exceed \(largest)"
            )
        }
        estate = whole[whole.count - 1]
        claims = Array(whole.dropLast())
        self.unit = unit
    }
}
