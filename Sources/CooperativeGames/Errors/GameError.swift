/// What is wrong with a game, or with a question asked of one.
///
/// Players and coalitions are numbers here; ``words(_:)`` says them in the names of whoever asked.
public enum GameError: Error, Equatable, CustomStringConvertible {
    /// The number of entries is not 2ⁿ.
    case tableSize(got: Int)
    /// The table or game holds no player.
    case noPlayers
    /// More players than this method can treat.
    case tooManyPlayers(got: Int, limit: Int)
    /// The empty coalition must be worth zero.
    case emptyCoalitionNotZero(value: String)
    /// A NaN or infinite value.
    case valueNotFinite(Coalition)
    /// The same coalition was given twice.
    case coalitionTwice(Coalition)
    /// A player number outside 0 ..< playerCount.
    case unknownPlayer(Int, playerCount: Int)
    /// One entry a player was expected.
    case playerCountMismatch(expected: Int, got: Int)
    /// Players' weights must be above zero.
    case weightNotPositive(player: Int)
    /// A coalition-size weight or table of them has the wrong length or is not finite.
    case sizeWeights(SizeWeightsFault)
    /// Every player must be in exactly one union.
    case unionsDoNotPartition(player: Int, times: Int)
    /// A union without members.
    case emptyUnion
    /// A player cannot refer itself, nor be linked to itself.
    case selfLink(player: Int)
    /// Referrals that lead round in a circle leave no way in.
    case referralCycle(players: [Int])
    /// Estates, claims, costs and quotas must be finite and not below zero.
    case negativeAmount(GameAmount)
    /// The estate exceeds the sum of the claims, so there is no conflict to resolve.
    case estateAboveClaims
    /// The costs in a tree or distance matrix are malformed.
    case costStructure(CostStructureFault)
    /// Σ v(i) exceeds v(N): nobody can be given at least its own value.
    case noImputations
    /// The rule is not defined for this game.
    case notDefined(UndefinedRule)
    /// The coalitions given do not settle the question.
    case missingCoalitions(count: Int)
    /// The order of an interaction index must be between 1 and the number of players.
    case interactionOrder(got: Int, playerCount: Int)
    /// More groups of players than can be listed.
    case tooManyGroups(got: Int, limit: Int)
    /// A search stopped before it could be certified.
    case notCertified(UncertifiedSearch)
    /// Whole-number counts passed the largest this method can hold.
    case countTooLarge(GameAmount)

    public var description: String { words(.numbers) }

    /// What is wrong, in these names.
    public func words(_ names: PlayerNames) -> String {
        switch self {
        case .tableSize(let got):
            "a table of every coalition has 2^n entries, not \(got)"
        case .noPlayers:
            "a game needs at least one player"
        case .tooManyPlayers(let got, let limit):
            "\(got) players are more than the \(limit) this method can treat"
        case .emptyCoalitionNotZero(let value):
            "the empty coalition must have value 0, not \(value)"
        case .valueNotFinite(let coalition):
            "the value of \(names(coalition)) is not a finite number"
        case .coalitionTwice(let coalition):
            "\(names(coalition)) is given twice"
        case .unknownPlayer(let player, let playerCount):
            "there is no player \(player): players are 0 to \(playerCount - 1)"
        case .playerCountMismatch(let expected, let got):
            "\(got) entries were given for \(expected) players"
        case .weightNotPositive(let player):
            "the weight of \(names(player)) must be a finite number above zero"
        case .sizeWeights(let reason):
            "weights by coalition size: \(reason.words)"
        case .unionsDoNotPartition(let player, let times):
            "\(names(player)) is in \(times) unions; every player must be in exactly one"
        case .emptyUnion:
            "a union has no members"
        case .selfLink(let player):
            "\(names(player)) is linked to itself"
        case .referralCycle(let players):
            "the referrals go round in a circle: \(names.list(players + players.prefix(1), separator: " > "))"
        case .negativeAmount(let what):
            "\(what.words(names)) must be a finite number, not below zero"
        case .estateAboveClaims:
            "the estate is more than the claims together"
        case .costStructure(let reason):
            "the cost structure is not valid: \(reason.words(names))"
        case .noImputations:
            "the players' separate values together exceed what they reach together, "
                + "so no division gives each at least its own"
        case .notDefined(let rule):
            rule.words(names)
        case .missingCoalitions(let count):
            "\(count) coalitions have no value"
        case .interactionOrder(let got, let playerCount):
            "interactions of order \(got) do not exist among \(playerCount) players"
        case .tooManyGroups(let got, let limit):
            "\(got) groups of players are more than the \(limit) that can be listed"
        case .notCertified(let reason):
            "no certified answer was found: \(reason.words(names))"
        case .countTooLarge(let what):
            "\(what.words(names)) is too large to be counted exactly"
        }
    }
}
