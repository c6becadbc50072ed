/// An amount a game is made from, and whose it is.
public enum GameAmount: Sendable, Hashable {
    case estate
    case claim(player: Int)
    case sumOfClaims
    case cost(player: Int)
    /// The cost of the edge that leads from a player towards the root of a tree.
    case edge(player: Int)
    /// The cost of the link from the source to a player.
    case source(player: Int)
    /// The cost of the link between two players.
    case link(Int, Int)
    case weight(player: Int)
    case sumOfWeights
    /// Must also be above zero.
    case quota
    /// The quota counted in units of the greatest common divisor of the weights.
    case quotaInUnits

    func words(_ names: PlayerNames) -> String {
        switch self {
        case .estate: "the estate"
        case .claim(let player): "the claim of \(names(player))"
        case .sumOfClaims: "the sum of the claims"
        case .cost(let player): "the cost of \(names(player))"
        case .edge(let player): "the cost of the edge of \(names(player))"
        case .source(let player): "the cost from the source to \(names(player))"
        case .link(let first, let second):
            "the cost between \(names(first)) and \(names(second))"
        case .weight(let player): "the weight of \(names(player))"
        case .sumOfWeights: "the sum of the weights"
        case .quota: "the quota (which must be above zero)"
        case .quotaInUnits: "the quota, in units of the weights' greatest common divisor,"
        }
    }
}
