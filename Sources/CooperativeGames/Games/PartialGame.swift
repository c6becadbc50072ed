/// What is assumed of coalitions whose value is not known.
public enum ValueAssumption: String, Sendable, Hashable, CaseIterable {
    /// Nothing: their values are anything between −∞ and ∞.
    case none
    /// A larger coalition never has a smaller number, costs and savings alike; nobody's number is below zero.
    case monotone
    /// Disjoint coalitions do at least as well together: savings are superadditive, costs subadditive.
    case cooperative
    /// Both.
    case monotoneAndCooperative
}

/// A game of which some coalitions' values are missing. Answers are intervals, never silent zeros.
public struct PartialGame<Scalar: GameScalar>: Sendable, Equatable {
    public let orientation: Orientation
    public let playerCount: Int
    /// Entry m: the value of coalition m, nil where it is not known.
    public let values: [Scalar?]

    public init(
        _ orientation: Orientation,
        playerCount: Int,
        known: [(coalition: Coalition, value: Scalar)]
    ) throws(GameError) {
        guard playerCount > 0 else { throw .noPlayers }
        guard playerCount <= CoalitionTable.playerLimit else {
            throw .tooManyPlayers(got: playerCount, limit: CoalitionTable.playerLimit)
        }
        let everyone = Coalition.everyone(playerCount)
        var values = [Scalar?](repeating: nil, count: 1 << playerCount)
        for (coalition, value) in known {
            if let stranger = coalition.subtracting(everyone).players.first {
                throw .unknownPlayer(stranger, playerCount: playerCount)
            }
            guard value.isFinite else { throw .valueNotFinite(coalition) }
            guard values[Int(coalition.bits)] == nil else { throw .coalitionTwice(coalition) }
            values[Int(coalition.bits)] = value
        }
        if let empty = values[0], empty != 0 {
            throw .emptyCoalitionNotZero(value: empty.description)
        }
        values[0] = 0
        self.orientation = orientation
        self.playerCount = playerCount
        self.values = values
    }

    /// Coalitions without a value, in order of their numbers.
    public var missing: [Coalition] {
        values.indices.filter { values[$0] == nil }.map(\.coalition)
    }

    /// The game itself, where no coalition is missing.
    public func complete() throws(GameError) -> Game<Scalar> {
        let known = values.compactMap { $0 }
        guard known.count == values.count else {
            throw .missingCoalitions(count: values.count - known.count)
        }
        return try Game(orientation, values: known)
    }
}

/// From a least to a most; nil where there is no bound.
public struct ValueInterval<Scalar: GameScalar>: Sendable, Equatable {
    public let least: Scalar?
    public let most: Scalar?

    public init(least: Scalar?, most: Scalar?) {
        self.least = least
        self.most = most
    }

    /// Both ends are the same.
    public var isExact: Bool { least != nil && least == most }
}
