/// How the explained variance of a response is shared among regressors: the LMG measure (Lindeman, Merenda
/// and Gold 1980), which is the Shapley value of R².
///
/// It says what accounts for differences between rows. It is not causal.
package struct VarianceSharesResult: Sendable, Equatable {
    package enum Method: String, Sendable, Equatable {
        /// Every subset was visited.
        case exact
        /// Subsets were drawn until the stated error was met.
        case sampled
    }

    /// One player: a regressor, or a group under its own name.
    package struct Share: Sendable, Equatable {
        package var regressor: String
        /// Its columns; one, of the same name, for a single regressor.
        package var columns: [String]
        /// The union it belongs to, where unions were asked for.
        package var union: String?
        /// Its part of R², in units of R². The parts sum to `rSquared` less `alwaysRSquared`.
        package var lmg: Double
        /// Its part as a share of what is shared out (0...1 in sum); nil where that is zero.
        package var share: Double?
        /// What it explains entering first (after the always-in columns).
        package var first: Double
        /// What it explains entering last.
        package var last: Double
        /// Standard error of `lmg` from sampling subsets; nil where every subset was visited.
        package var standardError: Double?
    }

    /// A union's part: the sum over its players.
    package struct UnionShare: Sendable, Equatable {
        package var union: String
        package var players: [String]
        package var lmg: Double
    }

    /// How far sampled shares may be off.
    package struct StatedError: Sendable, Equatable {
        /// Bound on the Euclidean distance between the shares given and the exact ones, all regressors
        /// together; so no single one is further off either.
        package var distance: Double
        /// At least this probability that the bound holds.
        package var confidence: Double
        /// Whether the tolerance asked for was met before the effort allowed ran out.
        package var isMet: Bool
    }

    package var response: String
    /// R² of all regressors together; on the test rows, where there are any.
    package var rSquared: Double
    /// Columns in every subset, and R² of them alone.
    package var always: [String]
    package var alwaysRSquared: Double
    package var shares: [Share]
    /// Empty without unions.
    package var unions: [UnionShare]
    /// `conditional[s][k]`: what player k adds on average to subsets of s others (conditional dominance,
    /// Azen and Budescu 2003). Empty with unions and where shares are sampled.
    package var conditional: [[Double]]
    package var method: Method
    /// Subsets whose R² was computed.
    package var subsets: Double
    /// Nil where every subset was visited.
    package var error: StatedError?
    package var dependencies: [LinearDependency]
    /// The instruction set the subsets were visited with.
    package var kernel: String
}
