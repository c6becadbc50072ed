internal import TopsliceCooperativeGames
internal import TopsliceExactArithmetic
internal import TopsliceMoney
internal import TopsliceOptions
internal import TopsliceDoor
internal import TopsliceRecords

/// Turns stated options into numbers of players, and collects everything that does not fit.
struct ParameterReader {
    private let table: GameTable
    private let numbers: [String: Int]
    var faults = RequestFaults()

    init(_ table: GameTable) {
        self.table = table
        numbers = Dictionary(
            table.players.enumerated().map { ($0.element, $0.offset) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// What the request says of the values, else what their file says.
    mutating func orientation(
        _ stated: Orientation?,
        _ held: Stated<String>?
    ) -> Orientation {
        if let stated { return stated }
        guard let held else {
            faults.add(
                "--orientation",
                "say what the values are: cost (something to pay) or savings (something to gain)"
            )
            return .costs
        }
        return OptionForm<Orientation>.choice.value(of: held, &faults) ?? .costs
    }

    mutating func amount(_ stated: Stated<String>, _ form: AmountForm) -> Money? {
        guard let total = form.amount(stated, &faults) else { return nil }
        if total.isNegative { faults.add(stated, "the amount to divide is below zero: \(total)") }
        return total
    }

    mutating func player(_ stated: Stated<String>) -> Int? {
        if let number = numbers[stated.value] { return number }
        let known = table.players.map(escapedNameOf).joined(separator: ", ")
        faults.add(
            stated,
            "'\(escapedName(stated.value))' is not a player of \(table.file); players are \(known)"
        )
        return nil
    }

    private func escapedNameOf(_ name: String) -> String { escapedName(name) }

    mutating func unions(_ stated: [[Stated<String>]]) -> [Coalition] {
        var home: [Int: Int] = [:]
        var unions: [Coalition] = []
        for (index, group) in stated.enumerated() {
            var members: [Int] = []
            for name in group {
                guard let number = player(name) else { continue }
                if home.updateValue(index, forKey: number) != nil {
                    faults.add(name, "'\(escapedName(name.value))' is in two unions")
                }
                members.append(number)
            }
            if !members.isEmpty { unions.append(Coalition(players: members)) }
        }
        // Players that no union names stand alone.
        for number in table.players.indices where home[number] == nil {
            unions.append(Coalition(players: [number]))
        }
        return unions
    }

    /// One number a player; nil with a fault where any is missing.
    mutating func numbers(
        _ stated: [NamedText],
        _ what: String,
        isPositive: Bool
    ) -> [Rational]? {
        var values = [Rational?](repeating: nil, count: table.players.count)
        var isWhole = true
        for entry in stated {
            guard let number = player(entry.name), let value = self.number(entry.text) else {
                isWhole = false
                continue
            }
            let name = escapedName(entry.name.value)
            if isPositive, !value.isPositive {
                faults.add(entry.text, "the \(what) of '\(name)' must be above zero, not \(value)")
            } else if value.isNegative {
                faults.add(entry.text, "the \(what) of '\(name)' is below zero: \(value)")
            }
            if values[number] != nil {
                faults.add(entry.name, "'\(name)' has two \(what)s")
            }
            values[number] = value
        }
        guard isWhole else { return nil }
        let missing = table.players.indices.filter { values[$0] == nil }
        if !missing.isEmpty, let place = stated.first?.name.place {
            let names = missing.map { "'\(escapedName(table.players[$0]))'" }
            faults.add(place, "there is no \(what) of \(names.joined(separator: ", "))")
            return nil
        }
        return values.compactMap { $0 }
    }

    private mutating func number(_ stated: Stated<String>) -> Rational? {
        do throws(RationalParseError) {
            return try Rational(parsing: stated.value)
        } catch {
            faults.add(stated, error.description)
            return nil
        }
    }

    mutating func referrals(_ stated: [NamedLink]) -> [Referral] {
        var result: [Referral] = []
        for link in stated {
            guard let from = player(link.from), let to = player(link.to) else { continue }
            if from == to {
                faults.add(link.to, "'\(escapedName(link.to.value))' cannot refer to itself")
            } else {
                result.append(Referral(from: from, to: to))
            }
        }
        return result
    }

    mutating func order(_ stated: Stated<Int>?) -> Int {
        guard let stated else { return min(2, table.players.count) }
        if !(1...table.players.count).contains(stated.value) {
            faults.add(
                stated,
                "groups of \(stated.value) do not exist among \(table.players.count) players"
            )
        }
        if table.players.count > GameRequest.interactionPlayers {
            faults.add(
                stated,
                "interactions are listed for at most \(GameRequest.interactionPlayers) players"
            )
        }
        return stated.value
    }
}
