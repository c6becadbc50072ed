/// What is wrong with a tree or a table of costs between players.
public enum CostStructureFault: Sendable, Hashable {
    /// Following a player's edges never reaches the root.
    case wayMissesRoot(player: Int)
    /// The links are not a square table of one row a player.
    case notSquare(players: Int)
    /// Two players have different costs between them, depending on the direction.
    case asymmetric(Int, Int)

    func words(_ names: PlayerNames) -> String {
        switch self {
        case .wayMissesRoot(let player): "the way of \(names(player)) does not reach the root"
        case .notSquare(let players): "the links of \(players) players form a square table"
        case .asymmetric(let first, let second):
            "\(names(first)) and \(names(second)) have two different costs between them"
        }
    }
}
