internal import TopsliceCohortData
internal import TopsliceRegression

/// The outcome model of an attribution: its design, and which columns switch off with which agencies.
///
/// η = intercept + Σ αₖ Aₖ + covariates + Σ δₖ Aₖ · by + Σ γ_U Π_{k∈U} Aₖ. Interactions stand last, so that where nobody had a combination
/// it is the interaction that is left out of the fit.
struct AgencyModel: Sendable {
    let design: Design
    let agencyRequests: [Int]
    let outcomeRequest: Int
    let beforeRequest: Int?
    let weightRequest: Int?
    let clusterRequest: Int?
    /// Requests of the columns by which agency effects differ.
    let byRequests: [Int]
    /// What the support check compares: each covariate, as levels or as a number.
    let covariateRequests: [(name: String, request: Int, isCategory: Bool)]
    /// For each design column but the response, what it depends on.
    let terms: [Term]

    enum Term: Sendable, Equatable {
        /// The same whatever the agencies do.
        case fixed
        /// Present where all agencies of `mask` act; times column `by` (position in `byRequests`) where there is one.
        case agencies(mask: UInt64, by: Int?)
    }

    /// - `levels`: of each category column in order; empty before the file has been read.
    /// - `textCovariates`: covariates that hold text, to be taken as levels as well.
    init(
        _ problem: AttributionProblem,
        textCovariates: Set<String>,
        levels: [String: [String]]
    ) {
        var builder = DesignBuilder(levels: levels)
        let agencies = problem.agencies
        agencyRequests = agencies.map { builder.request($0, .binary) }
        outcomeRequest = builder.request(
            problem.outcome,
            problem.family == .binomial ? .binary : .number
        )
        var terms: [Term] = []
        func fill(to count: Int, _ term: Term) {
            while terms.count < count { terms.append(term) }
        }
        for (number, agency) in agencies.enumerated() {
            builder.addProduct(of: [agency], name: agency, term: number)
            terms.append(.agencies(mask: 1 << UInt64(number), by: nil))
        }
        var covariateRequests: [(name: String, request: Int, isCategory: Bool)] = []
        for (number, covariate) in problem.covariates.enumerated() {
            let isCategory =
                problem.categorical.contains(covariate) || textCovariates.contains(covariate)
            let request = builder.request(covariate, isCategory ? .category : .number)
            covariateRequests.append((covariate, request, isCategory))
            if isCategory {
                builder.addContrasts(of: covariate, term: agencies.count + number)
            } else {
                builder.addProduct(of: [covariate], name: covariate, term: agencies.count + number)
            }
            fill(to: builder.columnCount, .fixed)
        }
        var byRequests: [Int] = []
        for (place, by) in problem.agencyBy.enumerated() {
            byRequests.append(builder.request(by, .number))
            for (number, agency) in agencies.enumerated() {
                builder.addProduct(of: [agency, by], name: "\(agency):\(by)", term: 1_000 + place)
                terms.append(.agencies(mask: 1 << UInt64(number), by: place))
            }
        }
        for mask in AgencyModel.interactionMasks(problem) {
            let members = agencies.indices.filter { mask >> UInt64($0) & 1 == 1 }
                .map { agencies[$0] }
            builder.addProduct(of: members, name: members.joined(separator: ":"), term: 2_000)
            terms.append(.agencies(mask: mask, by: nil))
        }
        builder.addResponse(.expression(.column(problem.outcome)))
        beforeRequest = problem.before.map { builder.request($0, .number) }
        weightRequest = problem.weights.map { builder.request($0, .weight) }
        clusterRequest = problem.cluster.map { builder.request($0, .category) }
        design = builder.design(hasIntercept: true)
        self.terms = terms
        self.byRequests = byRequests
        self.covariateRequests = covariateRequests
    }

    /// The sets of two or more agencies that have a term of their own, pairs first.
    private static func interactionMasks(_ problem: AttributionProblem) -> [UInt64] {
        let count = problem.agencies.count
        guard problem.interactions != .none, count > 1 else { return [] }
        let largest = problem.interactions == .pairwise ? 2 : count
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
