public import ExactArithmetic

/// Who shares a saving: measured shares, agreed shares, or w × measured + (1 − w) × agreed.
public struct SavingsShare: Sendable, Hashable {
    public let id: String
    /// Parts of one, negative where harm was measured; empty where w = 0.
    public let measured: [String: Rational]
    /// Parts of one; empty where w = 1.
    public let agreed: [String: Rational]
    /// w.
    public let measuredWeight: Rational
    /// Where the measured shares come from, in words.
    public let origin: String

    public init(
        id: String,
        measured: [String: Rational],
        agreed: [String: Rational],
        measuredWeight: Rational,
        origin: String
    ) {
        self.id = id
        self.measured = measured
        self.agreed = agreed
        self.measuredWeight = measuredWeight
        self.origin = origin
    }

    /// The part of one of each partner, in the order of identifiers' bytes; they sum to one.
    public var parts: [(id: String, part: Rational)] {
        Set(measured.keys).union(agreed.keys).sorted { $0.precedes($1) }.map { id in
            let blended =
                measuredWeight * (measured[id] ?? .zero)
                + (.one - measuredWeight) * (agreed[id] ?? .zero)
            return (id: id, part: blended)
        }.filter { !$0.part.isZero }
    }

    /// In words for a statement.
    public var words: String {
        if measuredWeight == .zero { return "agreed shares" }
        if measuredWeight == .one { return "measured shares (\(origin))" }
        return "\(measuredWeight.decimalOrFraction) × measured (\(origin)) + "
            + "\((.one - measuredWeight).decimalOrFraction) × agreed"
    }
}
