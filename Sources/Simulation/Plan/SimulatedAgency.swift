/// One agency of a simulated cohort: whom it serves, and what it does for them.
///
/// A person with need n is served with probability
/// logistic(logit(`baseUptake`) + `targeting` · (n − 2) + `targetingOfFailure` · 1{outcome before = 0} + area),
/// or 0 where the referrer did not serve them, or 1 from need `servesAllFromNeed` on. Where the plan has a risk u (`SimulationPlan.Risk`)
/// `riskTargeting` · (u² − 1) is added. An agency of whole areas serves everybody in a share `baseUptake` of them, and nobody elsewhere.
/// Being served adds `effect` + `needModification` · (n − 2) + `riskModification` · u to the linear predictor of the outcome.
package struct SimulatedAgency: Sendable, Equatable {
    /// Letters, digits and underscores; the column is `got_` and the name in lower case.
    package var name: String
    /// Probability of service at need 2, strictly between 0 and 1.
    package var baseUptake: Double
    /// Change of the log-odds of service for each level of need.
    package var targeting: Double
    /// Added to the log-odds of service for people whose outcome before was 0; binomial outcomes only.
    package var targetingOfFailure: Double
    /// What service adds to the linear predictor of the outcome, at need 2.
    package var effect: Double
    /// Change of `effect` for each level of need (effect modification).
    package var needModification: Double
    /// The agency through which alone this one is reached, named earlier in the list.
    package var referredBy: String?
    /// Everybody of this need or more is served (those not served do not exist in the data).
    package var servesAllFromNeed: Int?
    /// Change of the log-odds of service with the square of the risk.
    package var riskTargeting = 0.0
    /// Change of `effect` for each unit of the risk.
    package var riskModification = 0.0
    /// Whether areas are served as wholes.
    package var servesWholeAreas = false

    package init(
        name: String,
        baseUptake: Double = 0.3,
        targeting: Double = 0,
        targetingOfFailure: Double = 0,
        effect: Double = 0.2,
        needModification: Double = 0,
        referredBy: String? = nil,
        servesAllFromNeed: Int? = nil
    ) {
        self.name = name
        self.baseUptake = baseUptake
        self.targeting = targeting
        self.targetingOfFailure = targetingOfFailure
        self.effect = effect
        self.needModification = needModification
        self.referredBy = referredBy
        self.servesAllFromNeed = servesAllFromNeed
    }

    /// The 0/1 column of the cohort file.
    package var column: String { "got_" + name.lowercased() }
}

/// What several agencies add together beyond what fewer of them add: positive reinforces, negative overlaps.
package struct Synergy: Sendable, Equatable {
    /// Two or more, each once.
    package var members: [String]
    /// Added to the linear predictor of people served by all of them.
    package var effect: Double

    package init(_ members: [String], effect: Double) {
        self.members = members
        self.effect = effect
    }

    package init(first: String, second: String, effect: Double) {
        self.init([first, second], effect: effect)
    }
}
