public import TopsliceExactArithmetic

/// Why a cost or saving cannot be shared by a rule.
public enum CostSharingError: Error, Sendable, Hashable, CustomStringConvertible {
    case noPlayers
    case countMismatch(what: String, got: Int, expected: Int)
    case undefined(rule: String, because: String)
    case orderIsNotOneOfEach([Int])
    case negativeDemand(player: Int, demand: Rational)
    case fixedCost(Rational)
    case unreadableCost(text: String, reason: String)
    case emptyCore
    case tooManyPlayers(got: Int, limit: Int)

    public var description: String {
        switch self {
        case .noPlayers:
            "there is nobody to share among"
        case .countMismatch(let what, let got, let expected):
            "\(got) \(what) for \(expected) players"
        case .undefined(let rule, let because):
            "\(rule) is not defined here: \(because)"
        case .orderIsNotOneOfEach(let order):
            "the order \(order) does not name every player once"
        case .negativeDemand(let player, let demand):
            "the demand of player \(player) is below zero: \(demand.written)"
        case .fixedCost(let cost):
            "producing nothing costs \(cost.written): a fixed cost belongs to nobody's demand; share "
                + "it by another rule first"
        case .unreadableCost(let text, let reason):
            "'\(text)' is not a cost formula: \(reason)"
        case .emptyCore:
            "no division satisfies every coalition (the core is empty), so none has the most equal "
                + "relative savings within it"
        case .tooManyPlayers(let got, let limit):
            "\(got) players are more than the \(limit) this rule can treat"
        }
    }
}
