internal import TopsliceCooperativeGames
internal import TopsliceRecords

extension PlayerNames {
    /// Players and coalitions as messages write them: in the names of the file.
    init(of names: [String]) {
        let players = names.map { escapedName($0) }
        self.init(
            player: { "'\(players[$0])'" },
            coalition: { members in
                "coalition '" + members.players.map { players[$0] }.joined(separator: "+") + "'"
            }
        )
    }
}
