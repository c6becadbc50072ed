/// How a message writes a player and a coalition: by number, or by the names of whoever asked.
public struct PlayerNames: Sendable {
    private let player: @Sendable (Int) -> String
    private let coalition: @Sendable (Coalition) -> String

    /// - Parameters:
    ///   - player: writes a player's number, from 0.
    ///   - coalition: writes a coalition.
    public init(
        player: @escaping @Sendable (Int) -> String,
        coalition: @escaping @Sendable (Coalition) -> String
    ) {
        self.player = player
        self.coalition = coalition
    }

    /// `player 3` and `coalition [0, 2]`.
    public static let numbers = PlayerNames(
        player: { "player \($0)" },
        coalition: { "coalition \($0.players)" }
    )

    func callAsFunction(_ number: Int) -> String { player(number) }

    func callAsFunction(_ members: Coalition) -> String { coalition(members) }

    /// Several players in the order given.
    func list(_ players: [Int], separator: String = ", ") -> String {
        players.map(player).joined(separator: separator)
    }
}
