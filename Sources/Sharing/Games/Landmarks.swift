internal import TopsliceApportionment
internal import TopsliceDoor
internal import TopsliceExactArithmetic

/// The values that rules of practice need, exactly as they were given: of everybody, of each alone, and of
/// all but each.
struct Landmarks {
    let grand: Rational?
    private let alone: [Rational?]
    private let withoutEach: [Rational?]
    private let playerCount: Int

    /// v({i}) of each.
    var firstIn: [Rational?] { alone }

    /// v(N) − v(N∖{i}) of each.
    var lastIn: [Rational?] {
        withoutEach.map { without in grand.flatMap { grand in without.map { grand - $0 } } }
    }

    /// A value that a rule needs and nobody gave.
    struct Gap: Error {
        let members: UInt64
    }

    init(_ entries: [GameTable.Entry], playerCount: Int) {
        let everyone = UInt64(1) << UInt64(playerCount) - 1
        var grand: Rational?
        var alone = [Rational?](repeating: nil, count: playerCount)
        var withoutEach = alone
        for entry in entries {
            let size = entry.members.nonzeroBitCount
            if size == playerCount { grand = entry.value }
            if size == 1 { alone[entry.members.trailingZeroBitCount] = entry.value }
            if size == playerCount - 1 {
                withoutEach[(everyone & ~entry.members).trailingZeroBitCount] = entry.value
            }
        }
        // One player: all but it is nobody, who is worth nothing.
        if playerCount == 1 { withoutEach = [.zero] }
        self.grand = grand
        self.alone = alone
        self.withoutEach = withoutEach
        self.playerCount = playerCount
    }

    /// What one rule needs, everything else left at zero.
    ///
    /// - Throws: `Gap`, or what the library says.
    func jointCost(
        for rule: CostSharingRule,
        _ parameters: GameParameters
    ) throws -> JointCost {
        let everyone = UInt64(1) << UInt64(playerCount) - 1
        guard let grand else { throw Gap(members: everyone) }
        let needs = Self.needs(rule, parameters)
        var standAlone = [Rational](repeating: 0, count: playerCount)
        var separable = standAlone
        for player in 0..<playerCount {
            let bit = UInt64(1) << UInt64(player)
            if needs.alone {
                guard let value = alone[player] else { throw Gap(members: bit) }
                standAlone[player] = value
            }
            if needs.separable {
                guard let value = withoutEach[player] else { throw Gap(members: everyone & ~bit) }
                separable[player] = grand - value
            }
        }
        return try JointCost(
            total: grand,
            standAlone: standAlone,
            separable: separable,
            directCosts: parameters.directCosts,
            benefits: parameters.benefits,
            weights: parameters.weights
        )
    }

    private static func needs(
        _ rule: CostSharingRule,
        _ parameters: GameParameters
    ) -> (alone: Bool, separable: Bool) {
        switch rule {
        case .scrb: (true, true)
        case .aca, .louderback: (true, parameters.directCosts == nil)
        case .moriarity, .standAlone: (true, false)
        case .equalCharge: (false, true)
        case .proportional: (parameters.weights == nil, false)
        case .equal: (false, false)
        }
    }
}
