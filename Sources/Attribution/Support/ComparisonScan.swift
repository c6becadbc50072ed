internal import TopsliceCohortData
internal import TopsliceRegression

/// Works out how many people carry the comparison of each agency, from the rows in memory.
///
/// - Complexity: a logistic regression an agency over at most `blocksOfThread` blocks of each thread, however many the file has; numbers of
///   people are then those of the file in proportion.
struct ComparisonScan {
    let problem: AttributionProblem
    let model: AgencyModel
    let rows: CohortRows
    let levels: [String: [String]]
    let splines: [String: RestrictedCubicSpline]

    /// Of 4,096 rows: enough to tell a handful from many.
    static let blocksOfThread = 5

    /// Nil for an agency whose service could not be modelled, or all of whose people could be told from all others.
    func weights() -> [ComparisonWeight?] {
        guard !problem.covariates.isEmpty || problem.agencies.count > 1 else {
            return problem.agencies.map { _ in nil }
        }
        let some = rows.sample(ofBlocks: Self.blocksOfThread)
        return problem.agencies.indices.map { try? weight(ofAgency: $0, some) }
    }

    private func weight(ofAgency agency: Int, _ some: CohortRows) throws -> ComparisonWeight? {
        var uptake = problem
        uptake.outcome = problem.agencies[agency]
        uptake.agencies.remove(at: agency)
        uptake.interactions = .separate
        uptake.agencyBy = []
        uptake.family = .binomial
        (uptake.times, uptake.exposure) = (nil, nil)
        let (design, priors) = AgencyModel.uptake(
            uptake,
            categories: Set(model.covariateRequests.filter(\.isCategory).map(\.name)),
            levels: levels,
            splines: splines,
            requests: model.design.requests
        )
        let fit = try GeneralizedLinearFit(
            ModelRows(
                rows: some,
                design: design,
                weightRequest: nil,
                clusterRequest: nil
            ),
            .binomial,
            priors: priors
        )
        let coefficients = fit.centredCoefficients
        let (centre, exposure) = (fit.centre, model.agencyRequests[agency])
        let states = try some.forEachBlock(
            makeState: { _ in (Sums(), DesignRows(design)) },
            body: { state, block in
                state.1.fill(block, origin: centre, constant: true)
                let served = block.column(exposure)
                for row in 0..<block.rowCount {
                    let people = block.counts?[row] ?? 1
                    guard served[row] == 0 else {
                        state.0.served += Int(people)
                        continue
                    }
                    var predictor = 0.0
                    for (column, coefficient) in coefficients.enumerated() {
                        predictor += coefficient * state.1.base[column * state.1.stride + row]
                    }
                    state.0.add(predictor, people: people)
                }
            }
        )
        var sums = Sums()
        for state in states { sums.merge(state.0) }
        return sums.weight(of: rows.summary.rowsComplete)
    }

    /// Odds are relative to the largest seen, so that none overflows.
    private struct Sums: Sendable {
        var served = 0
        private var others = 0
        private var largest = -Double.infinity
        private var first = 0.0
        private var second = 0.0

        mutating func add(_ predictor: Double, people: Double) {
            others += Int(people)
            take(predictor, first: people, second: people)
        }

        private mutating func take(_ predictor: Double, first: Double, second: Double) {
            if predictor > largest {
                let shrink = exponential(largest - predictor)
                self.first *= shrink
                self.second *= shrink * shrink
                largest = predictor
            }
            let odds = exponential(predictor - largest)
            self.first += odds * first
            self.second += odds * odds * second
        }

        mutating func merge(_ other: Sums) {
            served += other.served
            others += other.others
            guard other.others > 0 else { return }
            take(other.largest, first: other.first, second: other.second)
        }

        /// - `people`: of whom those seen here are a part.
        func weight(of people: Int) -> ComparisonWeight? {
            guard second > 0, first.isFinite else { return nil }
            let scale = Double(people) / Double(served + others)
            func scaled(_ count: Int) -> Int { Int((Double(count) * scale).rounded()) }
            return ComparisonWeight(
                effective: first * first / second * scale,
                served: scaled(served),
                others: scaled(others)
            )
        }

        private func exponential(_ value: Double) -> Double {
            value == -.infinity ? 0 : Family.poisson.meanAndSlope(value).mean
        }
    }
}
