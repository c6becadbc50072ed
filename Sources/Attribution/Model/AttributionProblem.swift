package import TopsliceCohortData

/// What is to be attributed to whom, and by which model.
package struct AttributionProblem: Sendable {
    /// 2^16 coalitions.
    package static let mostAgencies = 16
    /// With interactions of every order there are as many terms as coalitions.
    package static let mostAgenciesForFullInteractions = 8

    package static let mostAgenciesForEveryOrder = 5
    package static let mostAgenciesForTriples = 12
    /// A number with more values than this enters as a spline.
    package static let mostValuesOfALine = 8

    package var outcome: String
    /// The outcome in the period before, for the naive before-to-after claim.
    package var before: String?
    /// 0/1 columns.
    package var agencies: [String]
    package var covariates: [String]
    /// Covariates taken as levels.
    package var categorical: Set<String>
    package var cluster: String?
    package var weights: String?
    /// Nil: binomial where the outcome is 0 or 1 throughout, else gaussian.
    package var family: OutcomeModel?
    /// A column that the outcome is multiplied by: a saving is made where an outcome was reached.
    package var times: String?
    /// A column above zero in proportion to which counts are expected: person-years.
    package var exposure: String?
    /// Nil: every order to `mostAgenciesForEveryOrder` agencies, triples to `mostAgenciesForTriples` and pairs beyond; without
    /// priors pairs.
    package var interactions: Interactions?
    /// Columns by which the effect of every agency may differ, taken as numbers.
    package var agencyBy: [String]
    /// Covariates that enter as straight lines however many values they have.
    package var linear: Set<String>
    /// Covariates that enter as splines however few values they have, and in an unpenalised fit too.
    package var splines: Set<String>
    /// Scales of the normal priors; nil for an unpenalised fit, whose covariates are straight lines and whose agencies' effects are
    /// alike for all people (but for `agencyBy`).
    package var priors: PriorScales?
    package var confidenceLevel: Double
    /// An effect per person of the cohort from which a payment falls due, held against each contribution and the whole.
    package var trigger: Double?
    /// How the attribution is made a second time, by weighting; nil for not at all.
    package var crossCheck: CrossCheckPlan?
    /// Agencies reached only through others, and agencies that stand together: what was caused together is divided by these too.
    package var referrals: [AgencyReferral] = []
    package var unions: [[String]] = []
    /// Whether those alone whom the data support are attributed too, where some are not supported.
    package var restricts = true
    /// How the design is tried where nothing is to be found; nil for not at all.
    package var placebos: PlaceboPlan?
    /// How covariates with missing values are imputed; nil: rows that lack one are left out.
    package var imputation: ImputationPlan?

    package init(
        outcome: String,
        before: String? = nil,
        agencies: [String],
        covariates: [String] = [],
        categorical: Set<String> = [],
        cluster: String? = nil,
        weights: String? = nil,
        family: OutcomeModel? = nil,
        times: String? = nil,
        exposure: String? = nil,
        interactions: Interactions? = nil,
        agencyBy: [String] = [],
        linear: Set<String> = [],
        splines: Set<String> = [],
        priors: PriorScales? = .standard,
        confidenceLevel: Double = 0.95,
        imputation: ImputationPlan? = nil
    ) {
        self.outcome = outcome
        self.before = before
        self.agencies = agencies
        self.covariates = covariates
        self.categorical = categorical
        self.cluster = cluster
        self.weights = weights
        self.family = family
        self.times = times
        self.exposure = exposure
        self.interactions = interactions
        self.agencyBy = agencyBy
        self.linear = linear
        self.splines = splines
        self.priors = priors
        self.confidenceLevel = confidenceLevel
        self.imputation = imputation
    }

    /// The largest sets of agencies that have a term of their own.
    package var largestInteraction: Int {
        let count = agencies.count
        switch interactions {
        case .separate: return 1
        case .pairwise: return min(2, count)
        case .full: return count
        case nil:
            if priors == nil || count > Self.mostAgenciesForTriples { return min(2, count) }
            return count > Self.mostAgenciesForEveryOrder ? 3 : count
        }
    }

    /// Refuses what can be refused before a file is read.
    package func validate() throws(AttributionError) {
        guard !agencies.isEmpty else { throw .noAgencies }
        guard agencies.count <= AttributionProblem.mostAgencies else {
            throw .tooManyAgencies(
                count: agencies.count,
                limit: AttributionProblem.mostAgencies
            )
        }
        var faults = AttributionFaults()
        faults.note(validateSizes)
        faults.note(validateImputation)
        faults.note(validatePlacebos)
        for agency in agencies where agency.contains("+") { faults.note(.plusInName(agency)) }
        validateCovariates(&faults)
        faults.note(validateRules)
        if let exposure, family != .poisson { faults.note(.exposureWithoutCounts(exposure)) }
        if let priors, !priors.isSound { faults.note(.badPriorScale) }
        noteRepeats(agencies, role: "an agency", &faults)
        let once = agencies.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        noteRepeats(once + covariates, role: "agency and covariate", &faults)
        noteRepeats(once + [outcome], role: "agency and outcome", &faults)
        noteRepeats(covariates + [outcome], role: "covariate and outcome", &faults)
        for (other, role) in [
            (before, "outcome and outcome before"), (cluster, "outcome and cluster"),
            (weights, "outcome and weights"),
        ] where other == outcome { faults.note(.repeatedColumn(outcome, role: role)) }
        if let times { noteRepeats(once + [times], role: "agency and outcome", &faults) }
        if let exposure { noteRepeats(once + [exposure], role: "agency and exposure", &faults) }
        try faults.throwIfAny()
    }

    /// More agencies than a method can take.
    private func validateSizes() throws(AttributionError) {
        if interactions == .full,
            agencies.count > AttributionProblem.mostAgenciesForFullInteractions
        {
            throw .tooManyAgenciesForFullInteractions(
                count: agencies.count,
                limit: AttributionProblem.mostAgenciesForFullInteractions
            )
        }
        if crossCheck != nil, agencies.count > CrossCheckPlan.mostAgencies {
            throw .tooManyAgenciesForCrossCheck(
                count: agencies.count,
                limit: CrossCheckPlan.mostAgencies
            )
        }
        guard confidenceLevel > 0, confidenceLevel < 1 else { throw .badConfidenceLevel }
    }

    private func validateImputation() throws(AttributionError) {
        guard let imputation else { return }
        guard 2...ImputationPlan.mostTables ~= imputation.tables else {
            throw .badImputationCount(imputation.tables)
        }
        guard !covariates.isEmpty else { throw .imputationWithoutCovariates }
        guard crossCheck == nil else { throw .crossCheckOfImputed }
    }

    private func validateCovariates(_ faults: inout AttributionFaults) {
        for name in categorical.sorted() where !covariates.contains(name) {
            faults.note(.categoricalNotCovariate(name))
        }
        for name in linear.sorted() where !covariates.contains(name) {
            faults.note(.linearNotCovariate(name))
        }
        for name in splines.sorted() {
            if !covariates.contains(name) {
                faults.note(.splineNotCovariate(name))
            } else if linear.contains(name) {
                faults.note(.splineAndLine(name))
            } else if categorical.contains(name) {
                faults.note(.splineOfLevels(name))
            }
        }
    }

    private func noteRepeats(_ names: [String], role: String, _ faults: inout AttributionFaults) {
        var seen: Set<String> = []
        for name in names where !seen.insert(name).inserted {
            faults.note(.repeatedColumn(name, role: role))
        }
    }
}
