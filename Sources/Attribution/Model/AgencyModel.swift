internal import Glibc
internal import TopsliceCohortData
internal import TopsliceRegression

/// The outcome model of an attribution: its design, its priors, and which columns switch off with which agencies.
///
/// η = intercept + Σ αₖ Aₖ + covariates + Σ δₖ Aₖ · by + Σ γ_U Π_{k∈U} Aₖ. Interactions stand last, so that where nobody had a combination
/// it is the interaction that is left out of the fit.
struct AgencyModel: Sendable {
    let design: Design
    let agencyRequests: [Int]
    let outcome: OutcomeColumn
    let exposureRequest: Int?
    let beforeRequest: Int?
    let weightRequest: Int?
    let clusterRequest: Int?
    /// The columns by which agencies' effects differ.
    let byColumns: [ByColumn]
    /// What the support check compares: each covariate, as levels or as a number.
    let covariateRequests: [(name: String, request: Int, isCategory: Bool)]
    /// The design columns of each of these, without those by which agencies' effects differ.
    let covariateColumns: [(name: String, columns: Range<Int>)]
    /// For each design column but the response, what it depends on.
    let terms: [Term]
    /// For each design column but the response, its prior; empty for a fit without priors.
    let priors: [NormalPrior?]
    /// The covariates that enter as splines, with the design columns of their curved parts.
    let curves: [Curve]
    /// Categories by whose levels effects do not differ, since they are too many.
    let manyLevels: [ManyLevels]

    enum Term: Sendable, Equatable {
        /// The same whatever the agencies do.
        case fixed
        /// Present where all agencies of `mask` act; times column `by` (position in `byColumns`) where there is one.
        case agencies(mask: UInt64, by: Int?)
    }

    enum ByColumn: Sendable, Equatable {
        /// A column as it was read.
        case request(Int)
        /// A fixed column of the design.
        case column(Int)
    }

    struct Curve: Sendable, Equatable {
        let covariate: String
        let knots: [Double]
        let columns: Range<Int>
    }

    /// - Parameters:
    ///   - textCovariates: covariates that hold text, to be taken as levels as well.
    ///   - levels: of each category column in order; empty before the file has been read.
    ///   - splines: of the covariates that enter as such.
    ///   - mainEffectScale: of a prior on agencies' own effects, where the others cannot keep them finite.
    init(
        _ problem: AttributionProblem,
        textCovariates: Set<String>,
        levels: [String: [String]],
        splines: [String: RestrictedCubicSpline] = [:],
        mainEffectScale: Double? = nil,
        requests: [ColumnRequest] = []
    ) {
        var columns = AgencyModelColumns(
            problem,
            textCovariates: textCovariates,
            levels: levels,
            splines: splines,
            requests: requests
        )
        columns.addAgencies(scale: mainEffectScale)
        columns.addCovariates()
        columns.addNamedModifications()
        if problem.priors != nil { columns.addModifications() }
        columns.addInteractions(AgencyModel.interactionMasks(problem))
        columns.addRoles()
        design = columns.builder.design(hasIntercept: true)
        agencyRequests = columns.agencyRequests
        outcome = OutcomeColumn(
            request: columns.outcomeRequest,
            timesRequest: columns.timesRequest
        )
        exposureRequest = columns.exposureRequest
        beforeRequest = columns.beforeRequest
        weightRequest = columns.weightRequest
        clusterRequest = columns.clusterRequest
        terms = columns.terms
        byColumns = columns.byColumns
        covariateRequests = columns.covariateRequests
        covariateColumns = columns.covariateColumns
        priors = problem.priors == nil ? [] : columns.priors
        curves = columns.curves
        manyLevels = problem.priors == nil ? [] : columns.manyLevels
    }

    /// The outcome as a formula names it.
    var responseName: String { design.columns[design.columns.count - 1].name }

    /// Adds to the predictors of a block what the exposures of its people do.
    func addLogExposures(_ block: RowBlock, to predictors: UnsafeMutablePointer<Double>) {
        guard let exposureRequest else { return }
        let exposures = block.column(exposureRequest)
        for row in 0..<block.rowCount { predictors[row] += log(exposures[row]) }
    }

    /// The design of a regression of service by one agency on the covariates and the other agencies, with its priors.
    ///
    /// - `problem`: with that agency as its outcome; `requests`: what the reader delivers, in this order.
    static func uptake(
        _ problem: AttributionProblem,
        categories: Set<String>,
        levels: [String: [String]],
        splines: [String: RestrictedCubicSpline],
        requests: [ColumnRequest]
    ) -> (design: Design, priors: [NormalPrior?]) {
        var columns = AgencyModelColumns(
            problem,
            textCovariates: categories,
            levels: levels,
            splines: splines,
            requests: requests
        )
        let scale = (problem.priors ?? .standard).covariates
        columns.addAgencies(scale: scale)
        columns.addCovariates()
        columns.addRoles()
        return (columns.builder.design(hasIntercept: true), columns.priors)
    }

    /// The sets of two or more agencies that have a term of their own, pairs first.
    private static func interactionMasks(_ problem: AttributionProblem) -> [UInt64] {
        let count = problem.agencies.count
        let largest = problem.largestInteraction
        guard largest > 1 else { return [] }
        return (0..<(UInt64(1) << UInt64(count)))
            .filter { (2...largest).contains($0.nonzeroBitCount) }
            .sorted {
                ($0.nonzeroBitCount, reversedBits($0)) < ($1.nonzeroBitCount, reversedBits($1))
            }
    }

    /// Orders sets as words: those with agency 0 first.
    private static func reversedBits(_ mask: UInt64) -> UInt64 {
        var result: UInt64 = 0
        for bit in 0..<64 where mask >> UInt64(bit) & 1 == 1 { result |= 1 << UInt64(63 - bit) }
        return ~result
    }
}
