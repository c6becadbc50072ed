/// Who caused how much of an outcome: the game v(S), its Shapley attribution, and how far the data support it.
///
/// Every amount is outcome per person of the whole cohort, so that contributions, claims and totals add.
/// Agencies appear in the order they were asked for and keep their column names.
public struct AttributionResult: Sendable, Equatable {
    /// People analysed (complete cases).
    public var people: Int
    /// Distinct clusters, or nil where errors are not clustered.
    public var clusters: Int?
    public var outcome: String
    public var agencies: [String]
    public var total: Total
    /// All 2^K coalitions; coalition number m holds agency k where bit k of m is set, number 0 is nobody.
    public var coalitions: [CoalitionValue]
    public var contributions: [AgencyContribution]
    /// One entry a pair of agencies, first < second.
    public var interactions: [PairInteraction]
    /// Covariance of the Shapley values, shape (K, K).
    public var covariance: [[Double]]
    public var claims: NaiveClaims
    public var support: SupportSummary
    /// Sentences for the reader, each a thing that weakens the answer.
    public var warnings: [String]

    public struct Total: Sendable, Equatable {
        /// v(∅): the mean outcome had no agency acted.
        public var deadweight: Estimate
        /// v(N): the (weighted) observed mean outcome under the fitted model.
        public var observed: Estimate
        /// v(N) − v(∅): what the agencies caused together.
        public var attributable: Estimate

        public init(deadweight: Estimate, observed: Estimate, attributable: Estimate) {
            self.deadweight = deadweight
            self.observed = observed
            self.attributable = attributable
        }
    }

    public struct CoalitionValue: Sendable, Equatable {
        public var members: [String]
        public var value: Double
        /// Nil where the table of cluster sums would not fit in memory (many clusters and many agencies).
        public var standardError: Double?
        /// Whether people like everybody concerned were seen with just these agencies at work.
        public var supported: Bool
        /// Share of people (0...1) whose counterfactual under this coalition nobody like them ever had.
        public var unsupportedShare: Double

        public init(
            members: [String],
            value: Double,
            standardError: Double?,
            supported: Bool,
            unsupportedShare: Double
        ) {
            self.members = members
            self.value = value
            self.standardError = standardError
            self.supported = supported
            self.unsupportedShare = unsupportedShare
        }
    }

    public struct AgencyContribution: Sendable, Equatable {
        public var agency: String
        /// People served by this agency (count of rows).
        public var served: Int
        public var shapley: Estimate
        /// Shapley value over the attributable total (1 = all of it), delta method; nil where the total is zero.
        public var share: Estimate?
        /// v({k}) − v(∅).
        public var firstIn: Estimate
        /// v(N) − v(N∖{k}).
        public var lastIn: Estimate
        /// Naive claim, treated minus untreated times the share served.
        public var claimedRawDifference: Double
        /// Naive claim, before to after among those served; nil without a pre-period outcome.
        public var claimedBeforeAfter: Double?

        public init(
            agency: String,
            served: Int,
            shapley: Estimate,
            share: Estimate?,
            firstIn: Estimate,
            lastIn: Estimate,
            claimedRawDifference: Double,
            claimedBeforeAfter: Double?
        ) {
            self.agency = agency
            self.served = served
            self.shapley = shapley
            self.share = share
            self.firstIn = firstIn
            self.lastIn = lastIn
            self.claimedRawDifference = claimedRawDifference
            self.claimedBeforeAfter = claimedBeforeAfter
        }
    }

    public struct PairInteraction: Sendable, Equatable {
        public var first: String
        public var second: String
        /// Shapley interaction index of the pair: positive where they reinforce, negative where they overlap.
        public var value: Estimate

        public init(first: String, second: String, value: Estimate) {
            self.first = first
            self.second = second
            self.value = value
        }
    }

    /// The factor by which the agencies' separate claims together over-count the attributable total.
    public struct NaiveClaims: Sendable, Equatable {
        /// Σ of raw-difference claims over the attributable total; nil where the total is zero.
        public var rawDifferenceFactor: Double?
        public var beforeAfterFactor: Double?

        public init(rawDifferenceFactor: Double?, beforeAfterFactor: Double?) {
            self.rawDifferenceFactor = rawDifferenceFactor
            self.beforeAfterFactor = beforeAfterFactor
        }
    }

    public struct SupportSummary: Sendable, Equatable {
        /// Share of people for whom every coalition is supported.
        public var fullySupportedShare: Double
        /// Each exposure pattern that occurs, with its number of people, by coalition number.
        public var patterns: [Pattern]
        /// What was compared: the covariates whose levels enter the contingency check.
        public var checkedCovariates: [String]

        public struct Pattern: Sendable, Equatable {
            public var members: [String]
            public var people: Int

            public init(members: [String], people: Int) {
                self.members = members
                self.people = people
            }
        }

        public init(
            fullySupportedShare: Double,
            patterns: [Pattern],
            checkedCovariates: [String]
        ) {
            self.fullySupportedShare = fullySupportedShare
            self.patterns = patterns
            self.checkedCovariates = checkedCovariates
        }
    }

    public init(
        people: Int,
        clusters: Int?,
        outcome: String,
        agencies: [String],
        total: Total,
        coalitions: [CoalitionValue],
        contributions: [AgencyContribution],
        interactions: [PairInteraction],
        covariance: [[Double]],
        claims: NaiveClaims,
        support: SupportSummary,
        warnings: [String]
    ) {
        self.people = people
        self.clusters = clusters
        self.outcome = outcome
        self.agencies = agencies
        self.total = total
        self.coalitions = coalitions
        self.contributions = contributions
        self.interactions = interactions
        self.covariance = covariance
        self.claims = claims
        self.support = support
        self.warnings = warnings
    }
}
