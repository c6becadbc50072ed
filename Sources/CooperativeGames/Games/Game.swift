public import TopsliceExactArithmetic

/// A cooperative game: what every coalition of n players would pay or gain, as a table of 2ⁿ numbers.
///
/// Also called a game with transferable utility, given by its characteristic function. Players are numbers
/// 0 … n−1; names live outside. Entry m of `values` belongs to the coalition of the bits of m, entry 0, the
/// empty coalition, is zero. Which way is good is stated by `orientation`.
public struct Game<Scalar: GameScalar>: Sendable, Equatable {
    public let orientation: Orientation
    public let values: [Scalar]

    /// - Throws: `GameError` where the table is not one of 2ⁿ finite numbers with v(∅) = 0 and n ≤ 28.
    public init(_ orientation: Orientation, values: [Scalar]) throws(GameError) {
        _ = try CoalitionTable.playerCount(entryCount: values.count)
        guard values[0] == 0 else { throw .emptyCoalitionNotZero(value: values[0].description) }
        if let index = values.firstIndex(where: { !$0.isFinite }) {
            throw .valueNotFinite(Coalition(bits: UInt64(index)))
        }
        self.init(orientation, checkedValues: values)
    }

    init(_ orientation: Orientation, checkedValues: [Scalar]) {
        self.orientation = orientation
        values = checkedValues
    }

    /// A game whose value of each coalition is computed; `value` is not asked for the empty one.
    ///
    /// - Complexity: 2ⁿ calls.
    public init(
        _ orientation: Orientation,
        playerCount: Int,
        value: (Coalition) -> Scalar
    ) throws(GameError) {
        guard playerCount > 0 else { throw .noPlayers }
        guard playerCount <= CoalitionTable.playerLimit else {
            throw .tooManyPlayers(got: playerCount, limit: CoalitionTable.playerLimit)
        }
        var values = [Scalar](repeating: 0, count: 1 << playerCount)
        for mask in 1..<values.count { values[mask] = value(Coalition(bits: UInt64(mask))) }
        try self.init(orientation, values: values)
    }

    /// The game of what each coalition changes, v(S) − v(∅), from outcomes of which the one without anybody
    /// (the deadweight of an attribution, say) is not zero.
    public init(_ orientation: Orientation, changesIn outcomes: [Scalar]) throws(GameError) {
        guard let nobody = outcomes.first else { throw .tableSize(got: 0) }
        try self.init(orientation, values: outcomes.map { $0 - nobody })
    }

    public var playerCount: Int { values.count.trailingZeroBitCount }
    public var everyone: Coalition { .everyone(playerCount) }
    /// v(N): what there is to divide.
    public var total: Scalar { values[values.count - 1] }

    /// The value of one coalition; the coalition must consist of players of this game.
    public subscript(coalition: Coalition) -> Scalar { values[Int(coalition.bits)] }

    /// v({i}) of each player.
    public var standAlone: [Scalar] { (0..<playerCount).map { values[1 << $0] } }

    /// v(N) − v(N∖{i}) of each player: the separable cost, or the marginal contribution to all others.
    public var separable: [Scalar] {
        (0..<playerCount).map { total - values[values.count - 1 ^ 1 << $0] }
    }

    /// The numbers as something players want more of: the savings themselves, or minus the costs.
    var gains: [Scalar] { orientation == .savings ? values : values.map { -$0 } }
}

extension Game where Scalar == Rational {
    /// The same game with every Double taken at its exact binary value.
    public init(exactly game: Game<Double>) {
        self.init(
            game.orientation,
            checkedValues: game.values.map { value in
                guard let exact = Rational(exactValueOf: value) else {
                    preconditionFailure("a value of a checked game is not finite: \(value)")
                }
                return exact
            }
        )
    }

    /// The same game with every number rounded to a Double.
    public var approximation: Game<Double> {
        Game<Double>(orientation, checkedValues: values.map(\.approximation))
    }
}
