/// How far services go together beyond what the covariates explain.
///
/// Where several agencies choose for one reason that is no covariate, those served by one are served by the others more often than people
/// alike in the covariates (and in their cluster): several causes show a common reason that one cause hides (Wang and Blei 2019).
/// Referral from one to the other shows likewise.
package struct SharedReasons: Sendable, Equatable, Codable {
    /// The mean over pairs of agencies of the correlation of what the covariates leave unexplained of each.
    package let correlation: Double
    /// That, in standard errors of a correlation of nothing.
    package let statistic: Double

    package init(correlation: Double, statistic: Double) {
        self.correlation = correlation
        self.statistic = statistic
    }

    /// Chance alone gives a larger statistic once in forty times: a missing reason that goes unnoticed costs more than a false alarm.
    static let notable = 1.96
}
