import BigInt

/// Looks for the positive roots of a polynomial by halving: an interval on which the sign is certain has none, one on which
/// the sign of the slope is certain has one where the signs at its ends differ, and any other is cut in two.
///
/// Money that comes and goes month by month changes its sign hundreds of times and has few roots: this takes as long as there
/// are terms and roots, the proof of Descartes' rule as long as the changes of sign cubed. A root of three or more in one place
/// takes too many cuts; such a search gives up.
struct RootSearch {
    private let value: SparsePolynomial
    private let slope: SparsePolynomial
    /// Cuts after which it gives up.
    private static let mostCuts = 2_000

    private init(_ value: SparsePolynomial) {
        self.value = value
        slope = value.slope
    }

    /// A place that is no root, what stands there, and the sign.
    private struct Point {
        let place: Rational
        let value: SparsePolynomial.Parts
        let slope: SparsePolynomial.Parts
        let sign: Int
        let bits: Int
    }

    /// Places that could not be told from a root, next to each other.
    private struct Cluster {
        let low: Point
        var high: Point

        var root: PositiveRoot {
            PositiveRoot(
                low: low.place,
                high: high.place,
                kind: low.sign == high.sign ? .touching : .crossing
            )
        }
    }

    /// Every root of a polynomial between two places at which the sign is certain, in increasing order; nil where it gave up.
    ///
    /// Below one the first terms outweigh the others and change least; above one the last ones do, which are the first of the
    /// polynomial read backwards, in 1/u.
    static func roots(
        of value: SparsePolynomial,
        from low: Rational,
        to high: Rational
    ) -> [PositiveRoot]? {
        let pivots = [Rational.one, Rational(1_021) / 1_024, Rational(1_031) / 1_024]
        guard let pivot = pivots.first(where: { value.sign(at: $0) != nil }) else { return nil }
        var roots: [PositiveRoot] = []
        if low < pivot {
            guard let below = RootSearch(value).roots(from: low, to: min(pivot, high)) else {
                return nil
            }
            roots = below
        }
        if high > pivot {
            let backwards = RootSearch(value.backwards)
            guard let above = backwards.roots(from: 1 / high, to: 1 / max(pivot, low)) else {
                return nil
            }
            roots += above.reversed().map {
                PositiveRoot(low: 1 / $0.high, high: 1 / $0.low, kind: $0.kind)
            }
        }
        return roots
    }

    private func roots(from start: Rational, to end: Rational) -> [PositiveRoot]? {
        guard let first = point(start, bits: 64), let last = point(end, bits: 64) else {
            return nil
        }
        var roots: [PositiveRoot] = []
        var cluster: Cluster?
        func close() {
            if let cluster { roots.append(cluster.root) }
            cluster = nil
        }
        var intervals = [(first, last)]
        var cuts = 0
        while var (low, high) = intervals.popLast() {
            let bits = Self.bits(low.place, high.place)
            if bits > min(low.bits, high.bits) {
                guard let left = point(low.place, bits: bits),
                    let right = point(high.place, bits: bits)
                else { return nil }
                (low, high) = (left, right)
            }
            if SparsePolynomial.sign(from: low.value, to: high.value) != nil {
                close()
            } else if SparsePolynomial.sign(from: low.slope, to: high.slope) != nil {
                close()
                if low.sign != high.sign {
                    roots.append(value.crossing(from: low.place, to: high.place))
                }
            } else if SparsePolynomial.isNarrow(low.place, high.place) {
                if cluster?.high.place == low.place {
                    cluster?.high = high
                } else {
                    close()
                    cluster = Cluster(low: low, high: high)
                }
            } else {
                cuts += 1
                guard cuts <= Self.mostCuts, let middle = cut(low.place, high.place, bits: bits)
                else { return nil }
                intervals += [(middle, high), (low, middle)]
            }
        }
        close()
        return roots
    }

    /// Far apart, few digits tell the sign.
    private static func bits(_ low: Rational, _ high: Rational) -> Int {
        (high - low) * Rational(BigInt(1) << 30) > low ? 64 : 192
    }

    private func point(_ place: Rational, bits: Int) -> Point? {
        let parts = value.parts(at: place, bits: bits)
        guard let sign = parts.sign ?? value.sign(at: place) else { return nil }
        return Point(
            place: place,
            value: parts,
            slope: slope.parts(at: place, bits: bits),
            sign: sign,
            bits: bits
        )
    }

    /// A point about half way that is no root, such as a rate of exactly nought would be.
    private func cut(_ low: Rational, _ high: Rational, bits: Int) -> Point? {
        let middle = SparsePolynomial.middle(low, high)
        if let point = point(middle, bits: bits) { return point }
        for part in [37, 29, 43, 23] {
            let place = low + (high - low) * Rational(BigInt(part)) / 64
            if let point = point(place, bits: bits) { return point }
        }
        return nil
    }
}
