package import TopsliceApportionment
package import TopsliceCooperativeGames
internal import TopsliceRecords

/// Why a rule, or a question, has no answer for the game at hand.
package enum RuleGap: Sendable {
    case needsWeights
    case needsUnions
    case needsReferrals
    /// Some coalition has no value.
    case valuesMissing
    /// The rule needs every value, and so many are missing.
    case needsEveryValue(missing: Int)
    /// The value of this coalition is not known.
    case unknownValue(members: [String])
    case game(GameError)
    case practice(CostSharingError)

    /// In the names of the players, as errors say themselves.
    package func words(_ players: [String]) -> String {
        switch self {
        case .needsWeights: "it needs --weights, one a player"
        case .needsUnions: "it needs --unions, who stands together"
        case .needsReferrals: "it needs --referrals, who refers people to whom"
        case .valuesMissing: "values of coalitions are missing"
        case .needsEveryValue(let missing):
            "it needs the value of every coalition, and \(missing) are missing"
        case .unknownValue(let members):
            "the value of \(members.map { escapedName($0) }.joined(separator: "+")) is not known"
        case .game(let error): error.words(PlayerNames(of: players))
        case .practice(let error): error.description
        }
    }
}
