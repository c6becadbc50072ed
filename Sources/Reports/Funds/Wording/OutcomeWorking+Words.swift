import TopsliceExactArithmetic
import TopsliceFunds

extension OutcomeWorking {
    /// How a payment for results came about, as a statement says it.
    var words: String {
        switch self {
        case .trigger(let achieved, let threshold, let isMet):
            "\(achieved.decimalOrFraction) against a threshold of \(threshold.decimalOrFraction)"
                + (isMet ? ": met" : ": not met")
        case .feeAtRisk(let achieved, let target, let isMet):
            "\(achieved.decimalOrFraction) of \(target.decimalOrFraction): "
                + (isMet ? "the part at risk in full" : "the part at risk in proportion")
        case .tariff(let achieved, let started, let limit):
            "\(achieved.decimalOrFraction) results"
                + (started.map { ", \($0.decimalOrFraction) starts" } ?? "")
                + (limit?.words ?? "")
        }
    }
}

extension OutcomeWorking.TariffLimit {
    fileprivate var words: String {
        switch self {
        case .cap: ", at the cap"
        case .floor: ", lifted to the floor"
        }
    }
}
