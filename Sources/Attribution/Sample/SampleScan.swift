internal import TopsliceCohortData

/// What the first pass over a cohort finds out: who was served, what the outcome is like, and the naive claims.
struct SampleScan: Sendable {
    var people = 0
    var served: [Int]
    var leastOutcome = Double.infinity
    var greatestOutcome = -Double.infinity
    /// Outcomes that are neither 0 nor 1.
    var otherOutcomes = 0
    /// Whether every outcome is 0 or 1.
    var outcomeIsBinary: Bool { otherOutcomes == 0 }
    /// People whose exposure is 0 or less.
    var badExposures = 0
    /// Σ w, Σ w y.
    var weight = 0.0
    var weightedOutcome = 0.0
    /// Σ w A_k, Σ w A_k y and Σ w A_k (y − before) of each agency.
    var servedWeight: [Double]
    /// Σ w of people whom some agency served.
    var servedByAnyWeight = 0.0
    /// Σ w y of these.
    var servedByAnyOutcome = 0.0
    var servedOutcome: [Double]
    var servedChange: [Double]
    /// Distinct values of each covariate that is a number, nil once there are more than `mostLevels`.
    var values: [Set<Double>?]
    /// The range of the outcome among those whom each agency did not serve and those whom it did; empty unless asked for.
    var arms: [OutcomeArms] = []

    /// A number with at most this many values is compared value by value in the support check.
    static let mostLevels = 12

    init(agencies: Int, covariates: Int) {
        served = [Int](repeating: 0, count: agencies)
        servedWeight = [Double](repeating: 0, count: agencies)
        servedOutcome = servedWeight
        servedChange = servedWeight
        values = [Set<Double>?](repeating: [], count: covariates)
    }

    /// - `hasCovariates`: whether the values of covariates are collected; another scan of the same people may do that.
    mutating func add(_ block: RowBlock, _ model: AgencyModel, hasCovariates: Bool = true) {
        people += block.people
        let counts = block.counts
        let outcome = model.outcome.values(block)
        let weights = block.weights(model.weightRequest)
        let before = model.beforeRequest.map { block.column($0) }
        for row in 0..<block.rowCount {
            let w = weights?[row] ?? 1
            leastOutcome = min(leastOutcome, outcome[row])
            greatestOutcome = max(greatestOutcome, outcome[row])
            if outcome[row] != 0, outcome[row] != 1 {
                otherOutcomes += counts.map { Int($0[row]) } ?? 1
            }
            weight += w
            weightedOutcome += w * outcome[row]
        }
        if let exposures = model.exposureRequest.map({ block.column($0) }) {
            for row in 0..<block.rowCount where exposures[row] <= 0 {
                badExposures += counts.map { Int($0[row]) } ?? 1
            }
        }
        for (agency, request) in model.agencyRequests.enumerated() {
            let exposure = block.column(request)
            for row in 0..<block.rowCount where exposure[row] == 1 {
                let w = weights?[row] ?? 1
                served[agency] += counts.map { Int($0[row]) } ?? 1
                servedWeight[agency] += w
                servedOutcome[agency] += w * outcome[row]
                if let before { servedChange[agency] += w * (outcome[row] - before[row]) }
            }
        }
        addServedByAny(block, model, outcome, weights)
        for agency in arms.indices {
            arms[agency].add(outcome, block.column(model.agencyRequests[agency]), block.rowCount)
        }
        guard hasCovariates else { return }
        for (number, covariate) in model.covariateRequests.enumerated() where !covariate.isCategory
        {
            collect(block.column(covariate.request), block.rowCount, number)
        }
    }

    private mutating func addServedByAny(
        _ block: RowBlock,
        _ model: AgencyModel,
        _ outcome: OutcomeColumn.Values,
        _ weights: UnsafeMutablePointer<Double>?
    ) {
        let exposures = model.agencyRequests.map { block.column($0) }
        for row in 0..<block.rowCount where exposures.contains(where: { $0[row] == 1 }) {
            let w = weights?[row] ?? 1
            servedByAnyWeight += w
            servedByAnyOutcome += w * outcome[row]
        }
    }

    private mutating func collect(
        _ column: UnsafeMutablePointer<Double>,
        _ rowCount: Int,
        _ number: Int
    ) {
        guard var seen = values[number] else { return }
        var last = Double.nan
        for row in 0..<rowCount where column[row] != last {
            last = column[row]
            seen.insert(last)
            if seen.count > SampleScan.mostLevels {
                values[number] = nil
                return
            }
        }
        values[number] = seen
    }

    /// With what another scan of the same people collected of covariates.
    func withCovariates(of other: SampleScan) -> SampleScan {
        var result = self
        result.values = other.values
        return result
    }

    mutating func merge(_ other: SampleScan) {
        people += other.people
        leastOutcome = min(leastOutcome, other.leastOutcome)
        greatestOutcome = max(greatestOutcome, other.greatestOutcome)
        otherOutcomes += other.otherOutcomes
        badExposures += other.badExposures
        weight += other.weight
        servedByAnyWeight += other.servedByAnyWeight
        servedByAnyOutcome += other.servedByAnyOutcome
        weightedOutcome += other.weightedOutcome
        for agency in served.indices {
            served[agency] += other.served[agency]
            servedWeight[agency] += other.servedWeight[agency]
            servedOutcome[agency] += other.servedOutcome[agency]
            servedChange[agency] += other.servedChange[agency]
        }
        for agency in arms.indices { arms[agency].merge(other.arms[agency]) }
        for number in values.indices {
            guard let mine = values[number], let theirs = other.values[number] else {
                values[number] = nil
                continue
            }
            let both = mine.union(theirs)
            values[number] = both.count > SampleScan.mostLevels ? nil : both
        }
    }

    /// Refuses a cohort of somebody that cannot answer the question at all.
    func check(_ problem: AttributionProblem) throws(AttributionError) {
        // No prior holds the intercept and the agencies' own effects.
        guard people >= problem.agencies.count + 2 else {
            throw .tooFewPeople(people, parameters: Double(problem.agencies.count + 1))
        }
        var faults = AttributionFaults()
        for (agency, name) in problem.agencies.enumerated() {
            if served[agency] == 0 { faults.note(.servedNobody(agency: name)) }
            if served[agency] == people { faults.note(.servedEverybody(agency: name)) }
        }
        if leastOutcome >= greatestOutcome { faults.note(.constantOutcome(problem.outcome)) }
        if let model = problem.family, leastOutcome < greatestOutcome,
            !model.fits(leastOutcome...greatestOutcome)
        {
            faults.note(
                .familyDoesNotFit(
                    problem.outcome,
                    model,
                    range: leastOutcome...greatestOutcome
                )
            )
        }
        if let exposure = problem.exposure, badExposures > 0 {
            faults.note(.badExposure(exposure, people: badExposures))
        }
        try faults.throwIfAny()
        if problem.family == nil, problem.times == nil, otherOutcomes > 0,
            otherOutcomes * 10 <= people
        {
            throw .mostlyBinaryOutcome(problem.outcome, others: otherOutcomes, people: people)
        }
        try checkArms(problem)
    }

    /// The model asked for, or the one that the outcome calls for.
    func model(_ problem: AttributionProblem) -> OutcomeModel {
        problem.family ?? (problem.times == nil && outcomeIsBinary ? .binomial : .gaussian)
    }

    /// Refuses an outcome that is the same for several people whom an agency served, and for all of them, or for the others: alike of one
    /// outcome and of several. A rate of 0 or 1, or counts of 0, are answered where a prior holds the effect, which is said: of a rare outcome few may
    /// well have none, and to answer only where somebody had it would be to choose by the outcome.
    private func checkArms(_ problem: AttributionProblem) throws(AttributionError) {
        let model = model(problem)
        var faults = AttributionFaults()
        for (agency, arm) in zip(problem.agencies, arms) {
            for isServed in [true, false] {
                guard let value = arm.constant(amongServed: isServed) else { continue }
                if problem.priors != nil, model.runsOff(at: value) { continue }
                faults.note(
                    .constantInArm(
                        outcome: problem.outcome,
                        agency: agency,
                        isServed: isServed
                    )
                )
            }
        }
        try faults.throwIfAny()
    }

    /// A variance of a mean outcome up to this is nothing but rounding: errors of 10⁻⁸·⁵ outcomes a person.
    var roundingVariance: Double {
        let largest = max(leastOutcome.magnitude, greatestOutcome.magnitude)
        return 1e-17 * largest * largest / Double(max(people, 1))
    }

    /// The share of people, by weight, whom each agency served, and whom some did.
    var servedShares: [(Functional, Double)] {
        servedWeight.enumerated().map { (.served(agency: $0), $1 / weight) }
            + [(.servedByAny, servedByAnyWeight / weight)]
    }

    /// Treated minus untreated, times the share served: what each agency would claim alone, a person of the cohort.
    var rawDifferences: [Double] {
        served.indices.map { agency in
            let treated = servedOutcome[agency] / servedWeight[agency]
            let untreated =
                (weightedOutcome - servedOutcome[agency]) / (weight - servedWeight[agency])
            return (treated - untreated) * servedWeight[agency] / weight
        }
    }

    /// After minus before among those served, a person of the cohort.
    var beforeAfterChanges: [Double] { servedChange.map { $0 / weight } }
}
