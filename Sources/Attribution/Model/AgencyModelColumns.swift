internal import TopsliceCohortData
internal import TopsliceRegression

/// The columns of an outcome model while they are put together, with what each depends on and its prior.
struct AgencyModelColumns {
    private let problem: AttributionProblem
    private let textCovariates: Set<String>
    private let splines: [String: RestrictedCubicSpline]
    private(set) var builder: DesignBuilder
    private(set) var terms: [AgencyModel.Term] = []
    private(set) var priors: [NormalPrior?] = []
    private(set) var byColumns: [AgencyModel.ByColumn] = []
    private(set) var covariateRequests: [(name: String, request: Int, isCategory: Bool)] = []
    private(set) var covariateColumns: [(name: String, columns: Range<Int>)] = []
    private(set) var curves: [AgencyModel.Curve] = []
    /// Categories of more levels than effects may differ by.
    private(set) var manyLevels: [ManyLevels] = []
    let agencyRequests: [Int]
    let outcomeRequest: Int
    private(set) var timesRequest: Int?
    private(set) var exposureRequest: Int?
    private(set) var beforeRequest: Int?
    private(set) var weightRequest: Int?
    private(set) var clusterRequest: Int?
    /// Columns of covariates that agencies' effects may differ by: the straight part of a number, every level.
    private var modifiers: [(column: Int, name: String, isCategory: Bool)] = []

    /// Numbers of terms of the design, beyond those of agencies and covariates.
    private static let modificationTerm = 1_000
    /// By the levels of a larger category effects do not differ: few people stand at each, and the columns would multiply
    /// with the agencies.
    private static let mostModifyingLevels = 30
    private static let interactionTerm = 2_000

    init(
        _ problem: AttributionProblem,
        textCovariates: Set<String>,
        levels: [String: [String]],
        splines: [String: RestrictedCubicSpline],
        requests: [ColumnRequest] = []
    ) {
        self.problem = problem
        self.textCovariates = textCovariates
        self.splines = splines
        var builder = DesignBuilder(levels: levels)
        for request in requests { _ = builder.request(request.name, request.kind) }
        agencyRequests = problem.agencies.map { builder.request($0, .binary) }
        outcomeRequest = builder.request(
            problem.outcome,
            problem.family == .binomial && problem.times == nil ? .binary : .number
        )
        self.builder = builder
    }

    private mutating func note(_ term: AgencyModel.Term, _ prior: NormalPrior?) {
        while terms.count < builder.columnCount {
            terms.append(term)
            priors.append(prior)
        }
    }

    mutating func addAgencies(scale: Double?) {
        for (number, agency) in problem.agencies.enumerated() {
            builder.addProduct(of: [agency], name: agency, term: number)
            note(
                .agencies(mask: 1 << UInt64(number), by: nil),
                scale.map { NormalPrior(scale: $0) }
            )
        }
    }

    mutating func addCovariates() {
        for (place, covariate) in problem.covariates.enumerated() {
            let first = builder.columnCount
            addCovariate(covariate, term: problem.agencies.count + place)
            covariateColumns.append((covariate, first..<builder.columnCount))
        }
    }

    private mutating func addCovariate(_ covariate: String, term number: Int) {
        let scale = (problem.priors ?? .standard).covariates
        let isCategory =
            problem.categorical.contains(covariate) || textCovariates.contains(covariate)
        let request = builder.request(covariate, isCategory ? .category : .number)
        covariateRequests.append((covariate, request, isCategory))
        let first = builder.columnCount
        if isCategory {
            builder.addContrasts(of: covariate, term: number)
            note(.fixed, NormalPrior(scale: scale))
            let levels = builder.columnCount - first + 1
            if levels <= Self.mostModifyingLevels {
                modifiers += (first..<builder.columnCount).map { ($0, covariate, true) }
            } else {
                manyLevels.append(ManyLevels(covariate: covariate, count: levels))
            }
            return
        }
        builder.addProduct(of: [covariate], name: covariate, term: number)
        note(.fixed, NormalPrior(scale: scale, spreadOf: first))
        modifiers.append((first, covariate, false))
        guard let spline = splines[covariate] else { return }
        let start = builder.columnCount
        builder.addCurve(of: covariate, spline, term: number)
        for column in start..<builder.columnCount {
            terms.append(.fixed)
            priors.append(NormalPrior(scale: scale, spreadOf: column))
        }
        curves.append(
            AgencyModel.Curve(
                covariate: covariate,
                knots: spline.knots,
                columns: start..<builder.columnCount
            )
        )
    }

    /// Effects that were asked to differ by a column, held as loosely as covariates.
    mutating func addNamedModifications() {
        for by in problem.agencyBy {
            let place = byColumns.count
            byColumns.append(.request(builder.request(by, .number)))
            let unit = modifiers.first { $0.name == by && !$0.isCategory }?.column
            for (number, agency) in problem.agencies.enumerated() {
                let own = builder.columnCount
                builder.addProduct(
                    of: [agency, by],
                    name: "\(agency):\(by)",
                    term: Self.modificationTerm + place
                )
                note(
                    .agencies(mask: 1 << UInt64(number), by: place),
                    NormalPrior(
                        scale: (problem.priors ?? .standard).covariates,
                        spreadOf: unit ?? own
                    )
                )
            }
        }
    }

    /// Effects that may differ by every covariate, a little.
    mutating func addModifications() {
        let scale = (problem.priors ?? .standard).modifications
        for modifier in modifiers where !problem.agencyBy.contains(modifier.name) {
            let place = byColumns.count
            byColumns.append(.column(modifier.column))
            for (number, agency) in problem.agencies.enumerated() {
                builder.addProduct(
                    of: agency,
                    withColumn: modifier.column,
                    term: Self.modificationTerm + place
                )
                note(
                    .agencies(mask: 1 << UInt64(number), by: place),
                    NormalPrior(
                        scale: scale,
                        spreadOf: modifier.isCategory ? nil : modifier.column
                    )
                )
            }
        }
    }

    mutating func addInteractions(_ masks: [UInt64]) {
        let scale = (problem.priors ?? .standard).interactions
        for mask in masks {
            let members = problem.agencies.indices.filter { mask >> UInt64($0) & 1 == 1 }
                .map { problem.agencies[$0] }
            builder.addProduct(
                of: members,
                name: members.joined(separator: ":"),
                term: Self.interactionTerm
            )
            note(.agencies(mask: mask, by: nil), NormalPrior(scale: scale))
        }
    }

    /// The response behind all columns, and what else must be read.
    mutating func addRoles() {
        builder.addResponse(
            .expression(
                problem.times.map { .product(.column(problem.outcome), .column($0)) }
                    ?? .column(problem.outcome)
            )
        )
        timesRequest = problem.times.map { builder.request($0, .number) }
        exposureRequest = problem.exposure.map { builder.request($0, .number) }
        beforeRequest = problem.before.map { builder.request($0, .number) }
        weightRequest = problem.weights.map { builder.request($0, .weight) }
        clusterRequest = problem.cluster.map { builder.request($0, .category) }
    }
}
