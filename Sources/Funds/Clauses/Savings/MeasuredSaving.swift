package import TopsliceExactArithmetic
package import TopsliceMoney

/// A saving that nobody records, because it was measured: what all agencies together were worth to one beneficiary, by the matrix of an
/// attribution of several outcomes, to the penny as it stands there.
package struct MeasuredSaving: Sendable, Hashable {
    /// Which figure of the measurement is the saving. The raw value is how agreements name it.
    package enum Taken: String, Sendable, Hashable, CaseIterable {
        case estimate
        /// The lower end of its interval, and nothing where that lies below nothing.
        case low
    }

    /// The attribution, as the agreement names it.
    package let file: String
    /// As the attribution calls it.
    package let beneficiary: String
    package let estimate: Money
    /// Nil where the attribution states no interval.
    package let low: Money?
    package let high: Money?
    /// Coverage of the interval, a part of one; nil where the attribution does not state it.
    package let confidence: Rational?
    package let people: Int?
    package let taken: Taken

    package init(
        file: String,
        beneficiary: String,
        estimate: Money,
        low: Money?,
        high: Money?,
        confidence: Rational?,
        people: Int?,
        taken: Taken
    ) {
        precondition(
            taken == .estimate || low != nil,
            "the lower end of an interval that \(file) does not state"
        )
        self.file = file
        self.beneficiary = beneficiary
        self.estimate = estimate
        self.low = low
        self.high = high
        self.confidence = confidence
        self.people = people
        self.taken = taken
    }

    /// What is saved.
    package var amount: Money {
        guard taken == .low, let low else { return estimate }
        return low.isNegative ? .zero(low.currency) : low
    }

    /// Whether it may be nothing.
    package var holdsZero: Bool {
        guard let low, let high else { return false }
        return !low.isPositive && !high.isNegative
    }

    /// `95%`.
    package var confidenceWords: String {
        ((confidence ?? Rational(95) / 100) * 100).decimalOrFraction + "%"
    }
}
