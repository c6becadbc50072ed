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

    init(terms: [Term]) { self.terms = terms }

    /// How often the sign changes from one coefficient to the next. By Descartes' rule the number of positive roots,
    /// each counted as often as it is one, is that or less by an even number.
    package var signChanges: Int {
        zip(terms, terms.dropFirst()).count { $0.coefficient.sign != $1.coefficient.sign }
    }

    /// The sign of the coefficient of the least exponent; nil where there is none.
    package var leadingSign: Int? { terms.first.map { $0.coefficient.sign == .plus ? 1 : -1 } }

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
        for bits in [64, 192, 768] {
            if let sign = parts(at: point, bits: bits).sign { return sign }
        }
        return nil
    }

    /// The sign on the whole of an interval; nil where it may change there.
    static func sign(from low: Parts, to high: Parts) -> Int? {
        if Enclosure.isBelow(high.negative, low.positive) { return 1 }
        return Enclosure.isBelow(high.positive, low.negative) ? -1 : nil
    }

    /// Positive numbers between which every positive root lies: below them the first term, above them the last one
    /// outweighs each term of the other sign by as many times as there are (Kioustelidis 1986).
    package var rootBounds: (low: Rational, high: Rational) {
        guard let first = terms.first, let last = terms.last else { return (1, 1) }
        let low = opposed(to: first).reduce(Rational.one) {
            min($0, 1 / Self.root(of: $1.ratio, $1.gap))
        }
        let high = opposed(to: last).reduce(Rational.one) {
            max($0, Self.root(of: $1.ratio, $1.gap))
        }
        // Beyond the bounds by a little, where the sign is certain.
        return (low * 255 / 256, high * 257 / 256)
    }

    /// Of each term of the other sign, how often it holds this one, times the number of such terms, and how far its
    /// exponent is.
    private func opposed(to term: Term) -> [(ratio: Rational, gap: Int)] {
        let others = terms.filter { $0.coefficient.sign != term.coefficient.sign }
        return others.map { other in
            let ratio =
                Rational(BigInt(other.coefficient.magnitude) * BigInt(others.count))
                / Rational(BigInt(term.coefficient.magnitude))
            return (ratio, abs(other.exponent - term.exponent))
        }
    }

    /// A number not below the root of so high a degree, at least one, and above it by a 256th of it at most.
    private static func root(of value: Rational, _ degree: Int) -> Rational {
        guard value > 1 else { return .one }
        var (low, high) = (Rational.one, Rational(2))
        while !isAtLeast(high, value, degree) {
            low = high
            high *= 2
        }
        while (high - low) * 256 > low {
            let middle = (low + high) / 2
            if isAtLeast(middle, value, degree) { high = middle } else { low = middle }
        }
        return high
    }

    private static func isAtLeast(_ base: Rational, _ value: Rational, _ degree: Int) -> Bool {
        let power = Enclosure(base, bits: 64).power(degree)
        return power.compared(with: Enclosure(value, bits: 64)) == .above
    }
}
