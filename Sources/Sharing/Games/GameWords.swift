internal import TopsliceOptions
internal import TopsliceApportionment
internal import TopsliceCooperativeGames
internal import TopsliceRecords

/// What the library says of player and coalition numbers, in the names of the user's file.
struct GameWords {
    private let players: [String]

    init(_ players: [String]) {
        self.players = players
    }

    func words(_ error: GameError) -> String { named(error.description) }

    func words(_ error: CostSharingError) -> String { named(error.description) }

    /// Puts names for "player 3" and "coalition [0, 2]", which is how the library writes them throughout.
    private func named(_ text: String) -> String {
        var result = ""
        var rest = text[...]
        while !rest.isEmpty {
            if let (name, after) = playerName(rest) ?? coalitionName(rest) {
                result += name
                rest = after
            } else {
                result.append(rest.removeFirst())
            }
        }
        return result
    }

    private func playerName(_ text: Substring) -> (String, Substring)? {
        guard let rest = text.after("player ") else { return nil }
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        guard let number = Int(digits), players.indices.contains(number) else { return nil }
        return ("'\(escapedName(players[number]))'", rest.dropFirst(digits.count))
    }

    private func coalitionName(_ text: Substring) -> (String, Substring)? {
        guard let rest = text.after("coalition ["), let end = rest.firstIndex(of: "]") else {
            return nil
        }
        let numbers = TextList.parts(rest[..<end], separatedBy: UInt8(ascii: ",")).compactMap {
            Int($0)
        }
        guard !numbers.isEmpty, numbers.allSatisfy(players.indices.contains) else { return nil }
        let names = numbers.map { escapedName(players[$0]) }.joined(separator: "+")
        return ("coalition '\(names)'", rest[rest.index(after: end)...])
    }
}

extension Substring {
    fileprivate func after(_ prefix: String) -> Substring? {
        hasPrefix(prefix) ? dropFirst(prefix.count) : nil
    }
}
