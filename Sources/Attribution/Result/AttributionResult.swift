/// Who caused how much of an outcome: the game v(S), its Shapley attribution, and how far the data support it.
///
/// Every amount is outcome per person of the whole cohort, so that contributions, claims and totals add.
/// Agencies appear in the order they were asked for and keep their column names.
package struct AttributionResult: Sendable, Equatable, Codable {
    /// People analysed (complete cases).
    package var people: Int
    /// Distinct clusters, or nil where errors are not clustered.
    package var clusters: Int?
    package var outcome: String
    package var agencies: [String]
    package var total: Total
    /// All 2^K coalitions; coalition number m holds agency k where bit k of m is set, number 0 is nobody.
    package var coalitions: [CoalitionValue]
    package var contributions: [AgencyContribution]
    /// One entry a pair of agencies, first < second.
    package var interactions: [PairInteraction]
    /// Covariance of the Shapley values, shape (K, K).
    package var covariance: [[Double]]
    package var claims: NaiveClaims
    package var support: SupportSummary
    /// Each a thing that weakens the answer.
    package var cautions: [AttributionCaution]
    /// What may be claimed.
    package var verdict: Verdict
    /// How free the model was.
    package var strength: ModelStrength
    /// The number of equal clusters that the clusters are worth, for the contribution that rests on the fewest; nil without clusters.
    package var effectiveClusters: Double?
    /// Terms of the model that the data do not show, as it names them.
    package var notIdentified: [String]
    /// One for each covariate that enters as a spline.
    package var curvatures: [CurvatureTest]
    /// How effects differ by the columns named for it.
    package var modifications: [EffectModification] = []
    /// What a hidden confounder could do.
    package var sensitivity: Sensitivity
    /// Who carries the comparisons, and how alike the groups are; nil where there is nothing to compare on.
    package var overlap: Overlap?
    /// The same divided by other rules, where they were asked for.
    package var divisions: [DivisionByRule]
    /// The same among those alone whose every outcome has support; nil where everybody's has, or that was not worked out.
    package var restricted: RestrictedAttribution?
    /// Why that was not worked out, where somebody's lacks support; nil where it was.
    package var restrictedRefusal: RestrictedAttribution.Refusal?
    /// The same by weighting; nil where it was not asked for.
    package var crossCheck: CrossCheck?
    /// What was imputed; nil where rows that lack a value were left out.
    package var imputation: ImputationSummary?
    /// What came of looking where nothing is to be found; nil where that was not asked for.
    package var placebos: Placebos?

    package struct Total: Sendable, Equatable, Codable {
        /// v(∅): the mean outcome had no agency acted.
        package var deadweight: Estimate
        /// v(N): the (weighted) observed mean outcome under the fitted model.
        package var observed: Estimate
        /// v(N) − v(∅): what the agencies caused together.
        package var attributable: Estimate
        /// The same per person whom some agency served, rather than per person of the whole cohort.
        package var perServed: Estimate
        /// Share of people (by weight) whom some agency served, above 0.
        package var servedShare: Double

        package init(
            deadweight: Estimate,
            observed: Estimate,
            attributable: Estimate,
            perServed: Estimate,
            servedShare: Double
        ) {
            self.deadweight = deadweight
            self.observed = observed
            self.attributable = attributable
            self.perServed = perServed
            self.servedShare = servedShare
        }
    }

    /// Gaps in the support of fewer people than this share are chance as often as not, and no reason for a warning.
    package static let noticeableShare = 0.01

    package struct CoalitionValue: Sendable, Equatable, Codable {
        package var members: [String]
        package var value: Double
        package var error: ValueError
        /// How well the data hold people like those concerned with just these agencies at work; gaps that concern less than
        /// `noticeableShare` of people leave it thin.
        package var support: SupportGrade
        package var supported: Bool { !support.isLacking }
        /// Share of people (0...1) whose counterfactual under this coalition nobody like them ever had.
        package var unsupportedShare: Double

        package init(
            members: [String],
            value: Double,
            standardError: Double?,
            support: SupportGrade,
            unsupportedShare: Double
        ) {
            self.members = members
            self.value = value
            if support.isLacking {
                error = .notIdentified
            } else {
                error = standardError.map { .known($0) } ?? .notComputed
            }
            self.support = support
            self.unsupportedShare = unsupportedShare
        }

        package var standardError: Double? {
            if case .known(let value) = error { return value }
            return nil
        }
    }

    /// The standard error of the mean outcome under a coalition, or why there is none.
    package enum ValueError: Sendable, Equatable, Codable {
        case known(Double)
        /// The coalition lacks support: an error of the model's extrapolation says nothing of how far that may be out.
        case notIdentified
        /// The table of cluster sums would not fit in memory (many clusters and many agencies).
        case notComputed
    }

    package struct AgencyContribution: Sendable, Equatable, Codable {
        package var agency: String
        /// People served by this agency (count of rows).
        package var served: Int
        /// Their share of people, by weight, above 0.
        package var servedShare: Double
        package var shapley: Estimate
        /// The same per person served by this agency, rather than per person of the whole cohort.
        package var perServed: Estimate
        /// The p-value of `shapley` once all agencies are tested at once (Holm 1979); nil where it has none.
        package var holmPValue: Double?
        /// Shapley value over the attributable total; nil where the total is zero.
        package var share: ShareEstimate?
        /// How far it rests on outcomes that no data support; nil where none of it does.
        package var extrapolation: Extrapolation?
        /// The weight of the people not served who carry the comparison; nil where it was not worked out.
        package var comparison: ComparisonWeight?
        /// v({k}) − v(∅).
        package var firstIn: Estimate
        /// v(N) − v(N∖{k}).
        package var lastIn: Estimate
        /// Naive claim, treated minus untreated times the share served.
        package var claimedRawDifference: Double
        /// Naive claim, before to after among those served; nil without a pre-period outcome.
        package var claimedBeforeAfter: Double?

        package init(
            agency: String,
            served: Int,
            servedShare: Double,
            shapley: Estimate,
            perServed: Estimate,
            holmPValue: Double? = nil,
            share: ShareEstimate?,
            extrapolation: Extrapolation? = nil,
            comparison: ComparisonWeight? = nil,
            firstIn: Estimate,
            lastIn: Estimate,
            claimedRawDifference: Double,
            claimedBeforeAfter: Double?
        ) {
            self.agency = agency
            self.served = served
            self.servedShare = servedShare
            self.shapley = shapley
            self.perServed = perServed
            self.holmPValue = holmPValue
            self.share = share
            self.extrapolation = extrapolation
            self.comparison = comparison
            self.firstIn = firstIn
            self.lastIn = lastIn
            self.claimedRawDifference = claimedRawDifference
            self.claimedBeforeAfter = claimedBeforeAfter
        }
    }

    package struct PairInteraction: Sendable, Equatable, Codable {
        package var first: String
        package var second: String
        /// Shapley interaction index of the pair: positive where they reinforce, negative where they overlap.
        package var value: Estimate

        package init(first: String, second: String, value: Estimate) {
            self.first = first
            self.second = second
            self.value = value
        }
    }

    /// The part of a contribution that no data support.
    package struct Extrapolation: Sendable, Equatable, Codable {
        /// Of the comparison's weight, 0 to 1.
        package var share: Double
        /// The contribution had every unsupported outcome been the worst, and the best, for it.
        package var lowest: Double
        package var highest: Double

        package init(share: Double, lowest: Double, highest: Double) {
            self.share = share
            self.lowest = lowest
            self.highest = highest
        }
    }

    /// The factor by which the agencies' separate claims together over-count the attributable total.
    package struct NaiveClaims: Sendable, Equatable, Codable {
        /// Σ of raw-difference claims over the attributable total; nil where the total is zero.
        package var rawDifferenceFactor: Double?
        package var beforeAfterFactor: Double?

        package init(rawDifferenceFactor: Double?, beforeAfterFactor: Double?) {
            self.rawDifferenceFactor = rawDifferenceFactor
            self.beforeAfterFactor = beforeAfterFactor
        }
    }

    package struct SupportSummary: Sendable, Equatable, Codable {
        /// Share of people for whom every coalition is supported.
        package var fullySupportedShare: Double
        /// Each exposure pattern that occurs, with its number of people, by coalition number.
        package var patterns: [Pattern]
        /// What was compared: the covariates whose levels enter the contingency check.
        package var checkedCovariates: [String]

        package struct Pattern: Sendable, Equatable, Codable {
            package var members: [String]
            package var people: Int

            package init(members: [String], people: Int) {
                self.members = members
                self.people = people
            }
        }

        package init(
            fullySupportedShare: Double,
            patterns: [Pattern],
            checkedCovariates: [String]
        ) {
            self.fullySupportedShare = fullySupportedShare
            self.patterns = patterns
            self.checkedCovariates = checkedCovariates
        }
    }

    package init(
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
        cautions: [AttributionCaution],
        verdict: Verdict = Verdict(grounds: [], findings: []),
        strength: ModelStrength,
        effectiveClusters: Double? = nil,
        notIdentified: [String] = [],
        curvatures: [CurvatureTest] = [],
        sensitivity: Sensitivity? = nil,
        overlap: Overlap? = nil,
        divisions: [DivisionByRule] = [],
        crossCheck: CrossCheck? = nil,
        imputation: ImputationSummary? = nil
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
        self.cautions = cautions
        self.verdict = verdict
        self.strength = strength
        self.effectiveClusters = effectiveClusters
        self.notIdentified = notIdentified
        self.curvatures = curvatures
        self.overlap = overlap
        self.divisions = divisions
        self.crossCheck = crossCheck
        self.sensitivity = sensitivity ?? Sensitivity(unknownOf: contributions.count)
        self.imputation = imputation
    }
}
