/// A rule that has no answer for the game at hand, and why.
public enum UndefinedRule: Sendable, Hashable {
    /// The Banzhaf values sum to zero: nothing to scale them by.
    case banzhafSumIsZero
    /// Excess in proportion to value needs values of zero or more.
    case proportionalExcessBelowZero(Coalition)
    case proportionalExcessAllZero
    /// A least core needs two players.
    case leastCoreOfOnePlayer
    /// No coalition has a weight above zero.
    case noWeightedCoalition
    /// A player's minimal right exceeds its utopia payoff.
    case rightAboveUtopia(player: Int)
    /// The total lies outside the minimal rights and the utopia payoffs.
    case totalOutsideCompromise
    /// Nobody adds anything to the others, yet there is a rest to divide.
    case nobodyAddsAnything
    /// The values given contradict what was assumed of the missing ones.
    case assumptionContradicted(ValueAssumption, Coalition)

    func words(_ names: PlayerNames) -> String {
        let (rule, reason) =
            switch self {
            case .banzhafSumIsZero:
                ("the normalised Banzhaf value", "the Banzhaf values sum to zero")
            case .proportionalExcessBelowZero(let coalition):
                ("proportional excess", "\(names(coalition)) has a value below zero")
            case .proportionalExcessAllZero: ("proportional excess", "all values are zero")
            case .leastCoreOfOnePlayer: ("the least core", "there is only one player")
            case .noWeightedCoalition: ("the level", "no coalition has a weight above zero")
            case .rightAboveUtopia(let player):
                ("the tau value", "\(names(player)) has a right to more than it adds to the others")
            case .totalOutsideCompromise:
                (
                    "the tau value",
                    "the total is not between the minimal rights and the utopia payoffs"
                )
            case .nobodyAddsAnything:
                (
                    "the Gately point",
                    "nobody adds anything to the others, yet there is a rest to divide"
                )
            case .assumptionContradicted(let assumption, let coalition):
                (
                    "the assumption \(assumption.rawValue)",
                    "the values given contradict it at \(names(coalition))"
                )
            }
        return "\(rule) is not defined for this game: \(reason)"
    }
}
