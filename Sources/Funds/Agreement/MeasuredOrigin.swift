package import TopsliceApportionment
package import TopsliceCooperativeGames

/// Where measured shares come from.
package enum MeasuredOrigin: Sendable, Hashable {
    /// The agreement states them.
    case stated
    /// The Shapley values of an attribution.
    case attribution(file: String)
    case game(GameRule, file: String)
    /// Awards of claims that the agreement states.
    case claims(ClaimsRule)
}
