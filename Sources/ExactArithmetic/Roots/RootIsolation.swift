import BigInt

/// Where a polynomial is zero among the positive numbers: every place, enclosed, and how sure it is.
package struct PositiveRoot: Sendable, Hashable {
    /// The root lies between these.
    package let low: Rational
    package let high: Rational
    package let kind: Kind

    package enum Kind: Sendable, Hashable {
        /// The sign differs on the two sides.
        case crossing
        /// The sign is the same on both sides: the graph touches zero, or comes nearer to it than can be told apart.
        case touching
    }
}

extension PositiveRoot {
    fileprivate static func exact(_ place: Rational) -> PositiveRoot {
        PositiveRoot(low: place, high: place, kind: .crossing)
    }
}

extension SparsePolynomial {
    /// Every positive root in increasing order, each in an interval that is narrower than 2⁻⁹⁰ of it.
    ///
    /// By halving (``RootSearch``), and where that gives up by the proof of Descartes' rule. Between two neighbouring coefficients of different sign a power u⁻ᵉ is put
    /// before the polynomial; the slope of the product has one change of sign less, and between its roots the product
    /// is monotone, so that it has one root or none. With one change there is exactly one root. All signs are those of
    /// enclosures, so that nothing is missed for want of digits: where the value at a root of the slope cannot be told
    /// from zero, that is a root of higher order, touching or crossing by the signs beside it.
    ///
    /// - Complexity: some hundred evaluations and ten a root; with roots of three in one place O(changes²) roots of O(100)
    ///   evaluations each.
    package func positiveRoots() -> [PositiveRoot] {
        guard signChanges > 0 else { return [] }
        let (low, high) = rootBounds
        if signChanges == 1 { return [crossing(from: low, to: high)] }
        return RootSearch.roots(of: self, from: low, to: high) ?? rootsBetweenTurns(low, high)
    }

    /// The roots between those of a slope that changes its sign once less.
    package func rootsBetweenTurns(_ low: Rational, _ high: Rational) -> [PositiveRoot] {
        var roots: [PositiveRoot] = []
        var start = low
        for turn in flattened.positiveRoots() where turn.low > low && turn.high < high {
            addCrossing(start, turn.low, &roots)
            addTurn(turn, &roots)
            start = max(start, turn.high)
        }
        addCrossing(start, high, &roots)
        return roots
    }

    /// The polynomial in 1/u, times the highest power: its roots are one over those of this one.
    var backwards: SparsePolynomial {
        let highest = terms.last?.exponent ?? 0
        return SparsePolynomial(
            terms: terms.reversed().map {
                Term(exponent: highest - $0.exponent, coefficient: $0.coefficient)
            }
        )
    }

    /// The slope, times u.
    var slope: SparsePolynomial {
        SparsePolynomial(
            terms: terms.filter { $0.exponent > 0 }.map {
                Term(
                    exponent: $0.exponent,
                    coefficient: $0.coefficient * BigInt($0.exponent)
                )
            }
        )
    }

    /// The slope, times u and twice, of the polynomial with a power before it that takes one change of sign away.
    private var flattened: SparsePolynomial {
        guard
            let pair = zip(terms, terms.dropFirst()).first(where: {
                $0.coefficient.sign != $1.coefficient.sign
            })
        else { return self }
        let middle = pair.0.exponent + pair.1.exponent
        return SparsePolynomial(
            terms: terms.map {
                Term(
                    exponent: $0.exponent,
                    coefficient: $0.coefficient * BigInt(2 * $0.exponent - middle)
                )
            }
        )
    }

    /// The root between two points between which the value has at most one.
    private func addCrossing(_ start: Rational, _ end: Rational, _ roots: inout [PositiveRoot]) {
        guard start < end else { return }
        // An end that is a turn may be a root itself, which is counted there.
        let step = (end - start) / Rational(BigInt(1) << 60)
        let low = sign(at: start) == nil ? start + step : start
        let high = sign(at: end) == nil ? end - step : end
        guard let first = sign(at: low), let last = sign(at: high), first != last else { return }
        roots.append(crossing(from: low, to: high))
    }

    /// A turn where the value cannot be told from zero is a root; one at which the sign differs too.
    private func addTurn(_ turn: PositiveRoot, _ roots: inout [PositiveRoot]) {
        let (first, last) = (parts(at: turn.low, bits: 192), parts(at: turn.high, bits: 192))
        guard Self.sign(from: first, to: last) == nil else { return }
        // The value and its slope vanish together, or nearly: what lies this close is one root.
        let width = max(turn.high - turn.low, turn.low / Rational(BigInt(1) << 80))
        let (before, after) = (sign(at: turn.low - width), sign(at: turn.high + width))
        if let other = roots.last, other.high >= turn.low - width { return }
        roots.append(
            PositiveRoot(
                low: turn.low,
                high: turn.high,
                kind: before == after ? .touching : .crossing
            )
        )
    }

    static let precision = 90

    /// The root between two points of which the signs differ, by quadratic interval refinement (Abbott 2006): the
    /// interval is cut into ever more pieces, interpolation says which of them holds the root, and the signs at its
    /// ends say whether that is so.
    func crossing(from start: Rational, to end: Rational) -> PositiveRoot {
        var (low, high) = (point(start), point(end))
        guard let below = low.sign else { return .exact(low.place) }
        var halvings = 2
        while !Self.isNarrow(low.place, high.place) {
            var cuts = [Self.middle(low.place, high.place)]
            if high.place <= low.place * 4 {
                let pieces = Rational(BigInt(1) << halvings)
                let step = (high.place - low.place) / pieces
                let guess = Rational((low.value / (low.value - high.value) * pieces).floor)
                let first = low.place + step * min(max(guess, 0), pieces - 1)
                cuts = [first, first + step]
            }
            var isInPiece = cuts.count == 2
            for cut in cuts where cut > low.place && cut < high.place {
                let point = point(cut)
                // Zero as far as 768 bits tell: the root itself, such as a rate of exactly nought.
                guard let sign = point.sign else { return .exact(cut) }
                if sign == below {
                    isInPiece = isInPiece && cut == cuts[0]
                    low = point
                } else {
                    isInPiece = isInPiece && cut == cuts[cuts.count - 1]
                    high = point
                }
            }
            if isInPiece {
                halvings = min(2 * halvings, 64)
            } else {
                halvings = max(1, halvings / 2)
                let point = point(Self.middle(low.place, high.place))
                guard let sign = point.sign else { return .exact(point.place) }
                if sign == below { low = point } else { high = point }
            }
        }
        return PositiveRoot(low: low.place, high: high.place, kind: .crossing)
    }

    /// A place, the value there as nearly as interpolation asks, and its certain sign.
    private struct Point {
        let place: Rational
        let value: Rational
        let sign: Int?
    }

    private func point(_ place: Rational) -> Point {
        for bits in [192, 768] {
            let parts = parts(at: place, bits: bits)
            guard let sign = parts.sign else { continue }
            let value = parts.positive.bounds.low - parts.negative.bounds.low
            return Point(place: place, value: value, sign: sign)
        }
        return Point(place: place, value: .zero, sign: nil)
    }

    static func isNarrow(_ low: Rational, _ high: Rational) -> Bool {
        (high - low) * Rational(BigInt(1) << precision) <= low
    }

    /// Between two points: a power of two where they are far apart, else half way, with few digits.
    static func middle(_ low: Rational, _ high: Rational) -> Rational {
        guard high > low * 4 else { return (low + high) / 2 }
        // Half way between the powers of two next to each, so that wide ranges are halved in their logarithm.
        let half = (Self.binaryOrder(low) + Self.binaryOrder(high)) / 2
        let power = Rational(BigInt(1) << abs(half))
        let middle = half < 0 ? 1 / power : power
        return middle > low && middle < high ? middle : (low + high) / 2
    }

    /// The whole part of the logarithm to base two, or one more.
    private static func binaryOrder(_ value: Rational) -> Int {
        value.numerator.magnitude.bitWidth - value.denominator.magnitude.bitWidth
    }
}
