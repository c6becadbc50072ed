/// A share of R² with its uncertainty over the clusters that were sampled.
package struct ShareInterval: Sendable, Equatable {
    package var regressor: String
    /// From the data as they are, in units of R².
    package var lmg: Double
    package var standardError: Double
    package var low: Double
    package var high: Double
    /// Share of what is shared out, and its standard error; nil where nothing is.
    package var share: Double?
    package var shareStandardError: Double?
}

/// Intervals of all shares, and of R² itself.
package struct ShareIntervals: Sendable, Equatable {
    package var shares: [ShareInterval]
    package var rSquared: Double
    package var rSquaredStandardError: Double
    package var rSquaredLow: Double
    package var rSquaredHigh: Double
    /// Coverage aimed at (0...1).
    package var level: Double
    package var clusters: Int
    /// Bootstrap replicates; nil for influence functions and the jackknife.
    package var replicates: Int?
    /// Groups of clusters that were left out in turn; nil for influence functions and the bootstrap.
    package var groups: Int?
}
