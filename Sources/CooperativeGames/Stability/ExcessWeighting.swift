/// In what unit a coalition's dissatisfaction v(S) − x(S) is measured.
public enum ExcessWeighting: String, Sendable, Hashable, CaseIterable {
    /// As it is.
    case plain
    /// Per member, (v(S) − x(S)) / |S|; also called per capita, or weak.
    case perCapita
    /// As a fraction of what the coalition would pay or gain, (v(S) − x(S)) / |v(S)|.
    case proportional

    /// The number the excess of each coalition is divided by; nil for the two that need no table.
    func table<Scalar: GameScalar>(for game: Game<Scalar>) throws(GameError) -> [Scalar]? {
        guard self == .proportional else { return nil }
        let last = game.values.count - 1
        for mask in 1..<last where game.values[mask] < 0 {
            throw .notDefined(
                .proportionalExcessBelowZero(Coalition(bits: UInt64(mask)))
            )
        }
        guard game.values[1..<max(1, last)].allSatisfy({ $0 == 0 }) == false || last == 1 else {
            throw .notDefined(.proportionalExcessAllZero)
        }
        return game.values
    }

    /// The weight of one coalition.
    func weight<Scalar: GameScalar>(of mask: Int, in table: [Scalar]?) -> Scalar {
        switch self {
        case .plain: 1
        case .perCapita: Scalar(mask.nonzeroBitCount)
        case .proportional: table.map { $0[mask] } ?? 1
        }
    }
}
