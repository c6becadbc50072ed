internal import TopsliceCooperativeGames
internal import TopsliceDoor
internal import TopsliceRecords

extension GameTable {
    /// Players and coalitions as messages write them: in the names of the file.
    var playerNames: PlayerNames {
        let players = players.map { escapedName($0) }
        return PlayerNames(
            player: { "'\(players[$0])'" },
            coalition: { members in
                "coalition '" + members.players.map { players[$0] }.joined(separator: "+") + "'"
            }
        )
    }
}
