import BigInt
package import TopsliceExactArithmetic
import TopsliceMoney

/// The yearly rates at which flows are worth nothing today: all of them above −100%, or none and why.
package struct RateOfReturn: Sendable, Hashable {
    package let diagnosis: Diagnosis
    /// Increasing.
    package let rates: [Rate]
    /// Of the flows in order of time; by Descartes' rule there are as many rates or fewer by an even number.
    package let signChanges: Int

    package enum Diagnosis: Sendable, Hashable {
        /// Nothing moves, or everything cancels on its day.
        case nothing
        /// Money only comes in.
        case onlyReceived
        /// Money only goes out.
        case onlyPaid
        /// The sign changes, and yet no rate brings the flows to zero.
        case none
        /// One rate.
        case unique
        /// So many rates, of which none is *the* rate.
        case several(Int)
    }

    package struct Rate: Sendable, Hashable {
        /// Nearest to the middle of an interval that holds the rate, with 18 decimals; 0.05 for 5%.
        package let value: Rational
        /// Whether the worth at neighbouring rates has one sign: the flows touch zero there, or come closer to it
        /// than can be told apart.
        package let isTouching: Bool
    }

    /// The rate where there is exactly one.
    package var rate: Rational? { diagnosis == .unique ? rates.first?.value : nil }

    /// What flows are discounted over.
    package enum Periods: Sendable, Hashable {
        /// Whole years from the first flow; those of one year count at its beginning.
        case years
        /// Days from the first flow over 365, as in the XIRR of spreadsheets.
        case days
    }

    /// - Parameter flows: of one investor; the order does not matter.
    package init(of flows: [CashFlow], by periods: Periods) {
        guard let start = flows.map(\.date).min() else {
            self.init(SparsePolynomial([]), daysInYear: 1)
            return
        }
        let terms = flows.map { flow in
            (
                exponent: periods == .days
                    ? flow.date.dayNumber - start.dayNumber : flow.date.wholeYears(since: start),
                coefficient: BigInt(flow.received.minorUnits) - BigInt(flow.paid.minorUnits)
            )
        }
        self.init(SparsePolynomial(terms), daysInYear: periods == .days ? 365 : 1)
    }

    /// Of yearly flows, the first of which is not discounted.
    package init(ofYearly flows: [Rational]) {
        let scale = flows.reduce(BigInt(1)) { $0 * ($1.denominator / gcd($0, $1.denominator)) }
        self.init(
            SparsePolynomial(
                flows.enumerated().map { ($0.offset, ($0.element * Rational(scale)).floor) }
            ),
            daysInYear: 1
        )
    }

    /// Roots of the worth in u = (1 + r)^(−1/periods a year), turned into rates.
    private init(_ worth: SparsePolynomial, daysInYear: Int) {
        signChanges = worth.signChanges
        guard let sign = worth.leadingSign else {
            diagnosis = .nothing
            rates = []
            return
        }
        guard signChanges > 0 else {
            diagnosis = sign > 0 ? .onlyReceived : .onlyPaid
            rates = []
            return
        }
        rates = worth.positiveRoots().reversed().map { root in
            let factor = Enclosure(root.low, bits: 256).power(daysInYear).bounds.low
            let other = Enclosure(root.high, bits: 256).power(daysInYear).bounds.high
            let middle = (1 / factor + 1 / other) / 2 - 1
            return Rate(value: Self.rounded(middle), isTouching: root.kind == .touching)
        }
        diagnosis =
            switch rates.count {
            case 0: .none
            case 1: .unique
            case let count: .several(count)
            }
    }

    private static func rounded(_ value: Rational) -> Rational {
        let scale = Rational(BigInt(10).power(18))
        return Rational((value * scale).rounded(.nearestOrAwayFromZero)) / scale
    }
}

private func gcd(_ left: BigInt, _ right: BigInt) -> BigInt {
    left.greatestCommonDivisor(with: right)
}
