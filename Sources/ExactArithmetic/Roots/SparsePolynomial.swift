package import BigInt

/// A polynomial with whole coefficients of which few are not zero, such as money by day.
package struct SparsePolynomial: Sendable {
    /// Increasing in the exponent; no coefficient is zero.
    let terms: [Term]

    struct Term: Sendable {
        let exponent: Int
        let coefficient: BigInt
    }

    /// - Parameter coefficients: by exponent, which is not negative; those of one exponent are added.
    package init(_ coefficients: some Sequence<(exponent: Int, coefficient: BigInt)>) {
        var sums: [Int: BigInt] = [:]
        for (exponent, coefficient) in coefficients {
            precondition(exponent >= 0, "the exponent \(exponent)")
            sums[exponent, default: 0] += coefficient
        }
        let least = sums.filter { !$0.value.isZero }.keys.min() ?? 0
        terms = sums.filter { !$0.value.isZero }.sorted { $0.key < $1.key }
            .map { Term(exponent: $0.key - least, coefficient: $0.value) }
    }

    private init(terms: [Term]) { self.terms = terms }

    /// How often the sign changes from one coefficient to the next. By Descartes' rule the number of positive roots,
    /// each counted as often as it is one, is that or less by an even number.
    package var signChanges: Int {
        zip(terms, terms.dropFirst()).count { $0.coefficient.sign != $1.coefficient.sign }
    }

    /// The sign of the coefficient of the least exponent; nil where there is none.
    package var leadingSign: Int? { terms.first.map { $0.coefficient.sign == .plus ? 1 : -1 } }

    /// u · dp/du: the same exponents, each coefficient times its exponent. Its sign is that of the slope.
    var slope: SparsePolynomial {
        SparsePolynomial(
            terms: terms.filter { $0.exponent > 0 }.map {
                Term(exponent: $0.exponent, coefficient: $0.coefficient * BigInt($0.exponent))
            }
        )
    }

    /// The positive and the negative terms at a positive number, apart: both grow with it.
    struct Parts {
        let positive: Enclosure
        let negative: Enclosure

        /// −1 or 1, or nil where neither is certain.
        var sign: Int? {
            if Enclosure.isBelow(negative, positive) { return 1 }
            return Enclosure.isBelow(positive, negative) ? -1 : nil
        }
    }

    /// - Complexity: O(terms · log of the gaps between exponents) products.
    func parts(at point: Rational, bits: Int) -> Parts {
        let base = Enclosure(point, bits: bits)
        var powers: [Int: Enclosure] = [:]
        var power = Enclosure(whole: 1, bits: bits)
        var exponent = 0
        var (positive, negative) = (
            Enclosure(whole: 0, bits: bits), Enclosure(whole: 0, bits: bits)
        )
        for term in terms {
            let gap = term.exponent - exponent
            if gap > 0 {
                let step = powers[gap] ?? base.power(gap)
                powers[gap] = step
                power = power * step
                exponent = term.exponent
            }
            let part = Enclosure(whole: term.coefficient.magnitude, bits: bits) * power
            if term.coefficient.sign == .plus {
                positive = positive + part
            } else {
                negative = negative + part
            }
        }
        return Parts(positive: positive, negative: negative)
    }

    /// The sign at a point with growing precision; nil where it is zero as far as anybody can tell.
    func sign(at point: Rational) -> Int? {
        for bits in [192, 768] {
            if let sign = parts(at: point, bits: bits).sign { return sign }
        }
        return nil
    }

    /// The sign on the whole of an interval; nil where it may change there.
    static func sign(from low: Parts, to high: Parts) -> Int? {
        if Enclosure.isBelow(high.negative, low.positive) { return 1 }
        return Enclosure.isBelow(high.positive, low.negative) ? -1 : nil
    }

    /// Positive numbers below and above which the first or the last term outweighs all others: every positive root
    /// lies between them.
    var rootBounds: (low: Rational, high: Rational) {
        guard let first = terms.first, let last = terms.last else { return (1, 1) }
        let sum = terms.reduce(BigInt(0)) { $0 + BigInt($1.coefficient.magnitude) }
        // Below one, every later power is at most the point itself; above one, as seen from the other end.
        let below = Rational(BigInt(first.coefficient.magnitude)) / Rational(2 * sum)
        let above = Rational(2 * sum) / Rational(BigInt(last.coefficient.magnitude))
        return (below, above)
    }
}
