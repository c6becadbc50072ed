package import TopsliceExactArithmetic

/// How a payment for results came about. Words for it are made in reports.
package enum OutcomeWorking: Sendable, Hashable {
    case trigger(achieved: Rational, threshold: Rational, isMet: Bool)
    /// The part of a fee that is at risk: in full from the target upwards, in proportion below.
    case feeAtRisk(achieved: Rational, target: Rational, isMet: Bool)
    /// `started` is nil where nothing is paid for starts.
    case tariff(achieved: Rational, started: Rational?, TariffLimit?)

    package enum TariffLimit: Sendable, Hashable {
        case cap
        case floor
    }
}
