public import TopsliceExactArithmetic

/// Why a whole cannot be divided into whole units.
public enum ApportionmentError: Error, Sendable, Hashable, CustomStringConvertible {
    case noRecipients
    case recipientTwice(id: String)
    case negativeWeight(id: String, weight: Rational)
    case allWeightsZero
    case floorAboveCap(id: String, floor: Int, cap: Int)
    case negativeFloor(id: String, floor: Int)
    case totalBelowFloors(total: Int, floors: String)
    case totalAboveCaps(total: Int, caps: String)
    case boundsOnNegativeTotal(total: Int)
    case countMismatch(what: String, got: Int, expected: Int)
    case sharesNotWhole(sum: Rational)
    case tooLarge(what: String)

    public var description: String {
        switch self {
        case .noRecipients:
            "there is nobody to divide among"
        case .recipientTwice(let id):
            "'\(id)' occurs twice"
        case .negativeWeight(let id, let weight):
            "the weight of '\(id)' is below zero: \(weight.written)"
        case .allWeightsZero:
            "all weights are zero, so nothing says who gets what"
        case .floorAboveCap(let id, let floor, let cap):
            "the floor of '\(id)', \(floor), is above its cap, \(cap)"
        case .negativeFloor(let id, let floor):
            "the floor of '\(id)' is below zero: \(floor)"
        case .totalBelowFloors(let total, let floors):
            "the total, \(total), is below the floors together, \(floors)"
        case .totalAboveCaps(let total, let caps):
            "the total, \(total), is above what caps and weights let out, \(caps)"
        case .boundsOnNegativeTotal(let total):
            "floors and caps have no meaning for a total below zero, \(total)"
        case .countMismatch(let what, let got, let expected):
            "\(got) \(what) for \(expected)"
        case .sharesNotWhole(let sum):
            "the shares sum to \(sum.written), which is not a whole number of units"
        case .tooLarge(let what):
            "\(what) exceeds the largest whole number of units, \(Int.max)"
        }
    }
}
