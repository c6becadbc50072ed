/// How the explained variance of a response is shared among regressors: the LMG measure (Lindeman, Merenda
/// and Gold 1980), which is the Shapley value of R².
///
/// It says what accounts for differences between rows. It is not causal.
public struct VarianceSharesResult: Sendable, Equatable {
    public enum Method: String, Sendable, Equatable {
        /// Every subset was visited.
        case exact
        /// Subsets were drawn until the stated error was met.
        case sampled
    }

    /// One player: a regressor, or a group under its own name.
    public struct Share: Sendable, Equatable {
        public var regressor: String
        /// Its columns; one, of the same name, for a single regressor.
        public var columns: [String]
        /// The union it belongs to, where unions were asked for.
        public var union: String?
        /// Its part of R², in units of R². The parts sum to `rSquared` less `alwaysRSquared`.
        public var lmg: Double
        /// Its part as a share of what is shared out (0...1 in sum); nil where that is zero.
        public var share: Double?
        /// What it explains entering first (after the always-in columns).
        public var first: Double
        /// What it explains entering last.
        public var last: Double
        /// Standard error of `lmg` from sampling subsets; nil where every subset was visited.
        public var standardError: Double?
    }

    /// A union's part: the sum over its players.
    public struct UnionShare: Sendable, Equatable {
        public var union: String
        public var players: [String]
        public var lmg: Double
    }

    /// How far sampled shares may be off.
    public struct StatedError: Sendable, Equatable {
        /// Bound on the Euclidean distance between the shares given and the exact ones, all regressors
        /// together; so no single one is further off either.
        public var distance: Double
        /// At least this probability that the bound holds.
        public var confidence: Double
        /// Whether the tolerance asked for was met before the effort allowed ran out.
        public var isMet: Bool
    }

    public var response: String
    /// R² of all regressors together; on the test rows, where there are any.
    public var rSquared: Double
    /// Columns in every subset, and R² of them alone.
    public var always: [String]
    public var alwaysRSquared: Double
    public var shares: [Share]
    /// Empty without unions.
    public var unions: [UnionShare]
    /// `conditional[s][k]`: what player k adds on average to subsets of s others (conditional dominance,
    /// Azen and Budescu 2003). Empty with unions and where shares are sampled.
    public var conditional: [[Double]]
    public var method: Method
    /// Subsets whose R² was computed.
    public var subsets: Double
    /// Nil where every subset was visited.
    public var error: StatedError?
    public var dependencies: [LinearDependency]
    /// The instruction set the subsets were visited with.
    public var kernel: String
}
