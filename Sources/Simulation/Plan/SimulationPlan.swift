/// A cohort to be made up: how many people, who serves them, and what follows. Every default is stated here.
///
/// For a person with need n, prior p, age band a, area c and outcome before b, served by the agencies A:
///
///     η₀ = needEffect · n + priorEffect · p + ageEffects[a] + areaEffect[c]
///     outcome before  ~  family(beforeIntercept + η₀)
///     η  = intercept + η₀ + beforeEffect · b + Σ_{k∈A} (effect_k + needModification_k (n − 2)) + Σ_{sets ⊆ A} synergy
///     outcome         ~  family(η + Σ_j noiseEffects_j x_j)
///
/// Need, prior, age band and area are independent; the outcome before enters outcome and service only where it
/// is 0/1, so that the cells of people are finitely many and the true v(S) is a finite sum (`SimulationTruth`).
package struct SimulationPlan: Sendable, Equatable {
    package var people = 10_000
    /// The same seed and plan give the same bytes, whatever the number of threads.
    package var seed: UInt64 = 1
    package var family = OutcomeFamily.binomial
    /// One to sixteen agencies, a referrer before those it refers to.
    package var agencies: [SimulatedAgency]
    package var synergies: [Synergy]
    package var covariates = Covariates()
    package var outcome = Outcome()
    package var areas = Areas()
    /// A trait with many values that acts in a curve; nil for none, and then no column.
    package var risk: Risk?
    package var noise = Noise()
    /// Adds a column `weight`, uniform on 0.5 to 1.5 and independent of everything, which leaves v(S) as it is.
    package var writesWeights = false

    /// The discrete traits of people and their shares, each list adding up to 1.
    package struct Covariates: Sendable, Equatable {
        /// Shares of need 0 to 4.
        package var needShares = [0.25, 0.25, 0.2, 0.2, 0.1]
        /// Shares of prior (earlier episodes) 0 to 3.
        package var priorShares = [0.4, 0.3, 0.2, 0.1]
        /// Shares of the age bands 18-24, 25-39 and 40+.
        package var ageShares = [0.25, 0.4, 0.35]

        package init() {}
    }

    /// The outcome without any agency, on the scale of the linear predictor.
    package struct Outcome: Sendable, Equatable {
        package var intercept = 0.7
        package var needEffect = -0.35
        package var priorEffect = -0.25
        /// For the age bands 18-24, 25-39 and 40+.
        package var ageEffects = [-0.2, 0, 0.2]
        /// Intercept of the outcome before.
        package var beforeIntercept = 0.3
        /// Effect of the outcome before on the outcome; binomial only, 0 otherwise.
        package var beforeEffect = 0.5
        /// Standard deviation of the noise of a gaussian outcome.
        package var residualSpread = 1.0

        package init() {}
    }

    /// A score from 0 to 100 in equal steps, all values equally likely and independent of the other traits; u is the same in standard
    /// deviations from its mean.
    package struct Risk: Sendable, Equatable {
        package var levels = 40
        /// What one unit of u, and u² − 1, add to the outcome and to the outcome before.
        package var effect = 0.0
        package var curvature = 0.0
        /// Whether it acts although no column tells of it.
        package var isHidden = false

        package init() {}

        /// The scores, to two decimals.
        var scores: [Double] {
            (0..<levels).map { ((Double($0) + 0.5) / Double(levels) * 10_000).rounded() / 100 }
        }

        /// u of each level.
        var units: [Double] {
            let scores = scores
            let mean = scores.reduce(0, +) / Double(levels)
            let square = scores.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(levels)
            return scores.map { square > 0 ? ($0 - mean) / square.squareRoot() : 0 }
        }
    }

    /// Areas (local authorities, sites): the clusters of the cohort, equally likely but for `sizeRatio`.
    package struct Areas: Sendable, Equatable {
        package var count = 24
        /// How many times as likely the largest area is as the smallest; those between follow a geometric progression.
        package var sizeRatio = 1.0
        /// Standard deviation of the areas' normal random intercepts in the outcome.
        package var outcomeSpread = 0.3
        /// Standard deviation of the areas' normal random intercepts in the log-odds of service.
        package var uptakeSpread = 0.3

        package init() {}
    }

    /// Numeric columns x1 … xm, standard normal, independent of everything else.
    package struct Noise: Sendable, Equatable {
        package var count = 0
        /// Their effects on a gaussian outcome, the first ones first, 0 for the rest; empty for other families.
        package var effects: [Double] = []

        package init() {}
    }

    package init(agencies: [SimulatedAgency], synergies: [Synergy] = []) {
        self.agencies = agencies
        self.synergies = synergies
    }
}
