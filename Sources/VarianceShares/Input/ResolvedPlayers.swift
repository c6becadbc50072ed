/// Players with every default filled in: each column belongs to one player or is always in, and each
/// player belongs to one union.
struct ResolvedPlayers: Sendable, Equatable {
    struct Player: Sendable, Equatable {
        var name: String
        var columns: [Int]
    }

    struct Union: Sendable, Equatable {
        var name: String
        var players: [Int]
    }

    /// In the order of each player's first column.
    let players: [Player]
    /// In the order of each union's first player; a player in no union is a union of its own.
    let unions: [Union]
    let always: [Int]

    /// Whether any union has more than one player.
    var hasUnions: Bool { unions.count < players.count }

    init(_ structure: PlayerStructure, columns: [String]) throws(VarianceSharesError) {
        let position = Dictionary(uniqueKeysWithValues: zip(columns, 0...))
        var taken: [Int: String] = [:]
        func column(_ name: String, for owner: String) throws(VarianceSharesError) -> Int {
            guard let index = position[name] else {
                throw .unknownColumn(name, known: columns)
            }
            if let other = taken.updateValue(owner, forKey: index) {
                throw .usedTwice(name, first: other, second: owner)
            }
            return index
        }
        var always: [Int] = []
        for name in structure.always { always.append(try column(name, for: "always")) }
        var players: [Player] = []
        for group in structure.groups {
            guard !group.columns.isEmpty else { throw .emptyGroup(group.name) }
            var members: [Int] = []
            for name in group.columns { members.append(try column(name, for: group.name)) }
            players.append(Player(name: group.name, columns: members.sorted()))
        }
        for (index, name) in columns.enumerated() where taken[index] == nil {
            players.append(Player(name: name, columns: [index]))
        }
        guard !players.isEmpty else { throw .noRegressors }
        players.sort { $0.columns[0] < $1.columns[0] }
        var names: Set<String> = []
        for player in players where !names.insert(player.name).inserted {
            throw .repeatedName(player.name)
        }
        self.players = players
        self.always = always.sorted()
        self.unions = try Self.unions(structure.unions, of: players)
    }

    private static func unions(
        _ asked: [PlayerStructure.Union],
        of players: [Player]
    ) throws(VarianceSharesError) -> [Union] {
        var owner: [String: String] = [:]
        var unions: [Union] = []
        for union in asked {
            guard !union.players.isEmpty else { throw .emptyGroup(union.name) }
            var members: [Int] = []
            for name in union.players {
                guard let index = players.firstIndex(where: { $0.name == name }) else {
                    throw .unknownColumn(name, known: players.map(\.name))
                }
                if let other = owner.updateValue(union.name, forKey: name) {
                    throw .usedTwice(name, first: other, second: union.name)
                }
                members.append(index)
            }
            unions.append(Union(name: union.name, players: members.sorted()))
        }
        for (index, player) in players.enumerated() where owner[player.name] == nil {
            unions.append(Union(name: player.name, players: [index]))
        }
        var names: Set<String> = []
        for union in unions where !names.insert(union.name).inserted {
            throw .repeatedName(union.name)
        }
        return unions.sorted { $0.players[0] < $1.players[0] }
    }
}
