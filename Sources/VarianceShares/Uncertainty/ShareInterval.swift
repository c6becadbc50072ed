/// A share of R² with its uncertainty over the clusters that were sampled.
public struct ShareInterval: Sendable, Equatable {
    public var regressor: String
    /// From the data as they are, in units of R².
    public var lmg: Double
    public var standardError: Double
    public var low: Double
    public var high: Double
    /// Share of what is shared out, and its standard error; nil where nothing is.
    public var share: Double?
    public var shareStandardError: Double?
}

/// Intervals of all shares, and of R² itself.
public struct ShareIntervals: Sendable, Equatable {
    public var shares: [ShareInterval]
    public var rSquared: Double
    public var rSquaredStandardError: Double
    public var rSquaredLow: Double
    public var rSquaredHigh: Double
    /// Coverage aimed at (0...1).
    public var level: Double
    public var clusters: Int
    /// Bootstrap replicates; nil for influence functions and the jackknife.
    public var replicates: Int?
    /// Groups of clusters that were left out in turn; nil for influence functions and the bootstrap.
    public var groups: Int?
}
