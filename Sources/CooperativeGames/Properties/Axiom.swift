/// What may be asked of a rule on every game.
public enum Axiom: String, Sendable, Hashable, CaseIterable {
    /// The shares sum to v(N).
    case efficiency
    /// Interchangeable players get the same.
    case symmetry
    /// Who never changes anything gets nothing.
    case nullPlayer
    /// The shares in a sum of games are the sums of the shares.
    case additivity
    /// Adding a fixed amount a player, or changing the unit, changes the shares likewise.
    case covariance
    /// Where the core is not empty, the shares are in it.
    case coreSelection
    /// Who adds at least as much to every coalition as in another game gets at least as much. Young (1985).
    case strongMonotonicity
    /// Nobody loses when only v(N) improves. Megiddo (1974).
    case aggregateMonotonicity

    /// In a finance officer's words.
    public var meaning: String {
        switch self {
        case .efficiency: "everything is divided, no more and no less"
        case .symmetry: "departments that contribute alike receive alike"
        case .nullPlayer: "a department that never changes anything receives nothing"
        case .additivity: "two projects settled together or one by one give the same"
        case .covariance: "what concerns one department alone stays with it, in any unit"
        case .coreSelection: "no group would do better alone, where that can be had"
        case .strongMonotonicity: "contributing more is never punished"
        case .aggregateMonotonicity: "nobody loses when the whole does better"
        }
    }
}

extension GameRule {
    /// The axioms the rule satisfies on every game on which it is defined, whatever its parameters.
    ///
    /// From Peleg and Sudhölter, Introduction to the Theory of Cooperative Games (2007), chapters 5, 6 and 8;
    /// Young (1985) on strong monotonicity; Megiddo (1974) and Young, Okada and Hashimoto (1982) on the
    /// aggregate one.
    public var axioms: Set<Axiom> {
        switch self {
        case .shapley:
            [
                .efficiency, .symmetry, .nullPlayer, .additivity, .covariance, .strongMonotonicity,
                .aggregateMonotonicity,
            ]
        case .weightedShapley:
            [
                .efficiency, .nullPlayer, .additivity, .covariance, .strongMonotonicity,
                .aggregateMonotonicity,
            ]
        case .owen:
            [
                .efficiency, .nullPlayer, .additivity, .covariance, .strongMonotonicity,
                .aggregateMonotonicity,
            ]
        case .banzhaf:
            [
                .symmetry, .nullPlayer, .additivity, .covariance, .strongMonotonicity,
                .aggregateMonotonicity,
            ]
        case .normalisedBanzhaf: [.efficiency, .symmetry, .nullPlayer]
        case .myerson: [.additivity, .covariance, .aggregateMonotonicity]
        case .permission: [.efficiency, .additivity, .aggregateMonotonicity]
        case .tau: [.efficiency, .symmetry, .nullPlayer, .covariance]
        case .gately: [.efficiency, .symmetry, .nullPlayer, .covariance]
        case .equalSurplus, .ensc:
            [.efficiency, .symmetry, .additivity, .covariance, .aggregateMonotonicity]
        case .nucleolus, .prenucleolus, .leastCore:
            [.efficiency, .symmetry, .nullPlayer, .covariance, .coreSelection]
        case .perCapitaNucleolus:
            [
                .efficiency, .symmetry, .nullPlayer, .covariance, .coreSelection,
                .aggregateMonotonicity,
            ]
        }
    }
}
