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

extension SparsePolynomial {
    /// Every positive root in increasing order, each in an interval that is narrower than 2⁻⁹⁰ of it.
    ///
    /// One change of sign has exactly one root (Descartes). With more, intervals are halved until on each of them the
    /// value has one sign, or is monotone (at most one root), or is bent one way only (at most two). All signs are
    /// those of enclosures, so that nothing is missed for want of digits; what stays undecided at a width of 2⁻⁹⁰ is
    /// a root of higher order, and is given as touching or crossing by the signs beside it.
    package func positiveRoots() -> [PositiveRoot] {
        guard signChanges > 0 else { return [] }
        let (low, high) = rootBounds
        if signChanges == 1 { return [crossing(from: low, to: high)] }
        var search = RootSearch(self)
        return search.run(from: low, to: high)
    }

    static let precision = 90

    /// The root between two points of which the signs differ.
    func crossing(from start: Rational, to end: Rational) -> PositiveRoot {
        var (low, high) = (start, end)
        guard let below = sign(at: low) else {
            return PositiveRoot(low: low, high: low, kind: .crossing)
        }
        while !Self.isNarrow(low, high) {
            let middle = Self.middle(low, high)
            guard let sign = sign(at: middle) else {
                // Zero as far as 768 bits tell: the root itself, such as a rate of exactly nought.
                return PositiveRoot(low: middle, high: middle, kind: .crossing)
            }
            if sign == below { low = middle } else { high = middle }
        }
        return PositiveRoot(low: low, high: high, kind: .crossing)
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

/// Halves intervals of the positive numbers until nothing about their roots is open.
private struct RootSearch {
    let value: SparsePolynomial
    let slope: SparsePolynomial
    let bend: SparsePolynomial
    private var roots: [PositiveRoot] = []

    private static let bits = 192

    init(_ value: SparsePolynomial) {
        self.value = value
        slope = value.slope
        bend = value.slope.slope
    }

    /// What is known at a point; worked out once where two intervals meet.
    private struct Point {
        let place: Rational
        let value: SparsePolynomial.Parts
        let slope: SparsePolynomial.Parts
        let bend: SparsePolynomial.Parts
    }

    private func point(_ place: Rational) -> Point {
        Point(
            place: place,
            value: value.parts(at: place, bits: Self.bits),
            slope: slope.parts(at: place, bits: Self.bits),
            bend: bend.parts(at: place, bits: Self.bits)
        )
    }

    mutating func run(from low: Rational, to high: Rational) -> [PositiveRoot] {
        // Neither end is a root, by their construction.
        var open = [(point(low), point(high))]
        while let (start, end) = open.popLast() {
            if SparsePolynomial.sign(from: start.value, to: end.value) != nil { continue }
            if SparsePolynomial.sign(from: start.slope, to: end.slope) != nil {
                addCrossing(start.place, end.place)
            } else if SparsePolynomial.sign(from: start.bend, to: end.bend) != nil {
                addAroundExtremum(start.place, end.place)
            } else if SparsePolynomial.isNarrow(start.place, end.place) {
                addCluster(start.place, end.place)
            } else {
                let middle = point(split(start.place, end.place))
                // The lower half is looked at first, so that roots come in order.
                open.append((middle, end))
                open.append((start, middle))
            }
        }
        return roots
    }

    /// A point between two others at which the sign is certain; roots stay inside intervals.
    private func split(_ low: Rational, _ high: Rational) -> Rational {
        let middle = SparsePolynomial.middle(low, high)
        guard value.sign(at: middle) == nil else { return middle }
        for part in [Rational(7) / 16, Rational(9) / 16, Rational(3) / 8] {
            let other = low + (high - low) * part
            if value.sign(at: other) != nil { return other }
        }
        return middle
    }

    /// The value is monotone between two points: a root where the signs differ.
    private mutating func addCrossing(_ low: Rational, _ high: Rational) {
        guard let start = value.sign(at: low), let end = value.sign(at: high) else {
            addCluster(low, high)
            return
        }
        if start != end { roots.append(value.crossing(from: low, to: high)) }
    }

    /// The value is bent one way between two points: the slope has at most one root, with the extremum there.
    private mutating func addAroundExtremum(_ low: Rational, _ high: Rational) {
        guard let first = slope.sign(at: low), let last = slope.sign(at: high), first != last else {
            addCrossing(low, high)
            return
        }
        let top = slope.crossing(from: low, to: high)
        let place = top.low == top.high ? top.low : (top.low + top.high) / 2
        guard value.sign(at: place) != nil, value.sign(at: top.low) == value.sign(at: top.high)
        else {
            addCluster(top.low, top.high)
            return
        }
        // At the extremum the value cannot be told from zero within the interval of the slope's root.
        let parts = (
            value.parts(at: top.low, bits: 192), value.parts(at: top.high, bits: 192)
        )
        guard SparsePolynomial.sign(from: parts.0, to: parts.1) != nil else {
            addCluster(top.low, top.high)
            return
        }
        addCrossing(low, place)
        addCrossing(place, high)
    }

    /// An interval too narrow to be looked into further.
    private mutating func addCluster(_ low: Rational, _ high: Rational) {
        let width = max(high - low, low / Rational(BigInt(1) << 80))
        let (start, end) = (value.sign(at: low - width), value.sign(at: high + width))
        if let last = roots.last, last.high >= low - width { return }
        roots.append(
            PositiveRoot(low: low, high: high, kind: start == end ? .touching : .crossing)
        )
    }
}
