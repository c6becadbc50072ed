internal import TopsliceCohortData

/// Fixed effects that are fitted but not reported.
///
/// The means of the factor with most levels are subtracted from every column; further factors stand as indicators behind
/// the reported columns. This is exact (Frisch, Waugh and Lovell), with no iteration to converge.
struct AbsorbedEffects {
    /// The model of demeaned columns, response last.
    let model: ModelRows
    /// Design columns below this number are reported.
    let reportedColumns: Int
    /// Total sum of squares of the response about its overall mean.
    let totalSumOfSquares: Double
    private let reportedNames: Set<String>
    /// Levels of each absorbed factor with at least one row, and whether each is nested in the clusters.
    private let levelCounts: [Int]
    private let nested: [Bool]

    init(model: ModelRows, requests: [Int]) throws {
        let counts = requests.map { model.rows.levelCount(ofRequest: $0) }
        let largest = counts.indices.max { (counts[$0], $1) < (counts[$1], $0) } ?? 0
        let regressors = model.design.columns.count - 1
        var columns = Array(model.design.columns.dropLast())
        for (number, request) in requests.enumerated() where number != largest {
            let name = model.design.requests[request].name
            for level in 1..<max(counts[number], 1) {
                columns.append(
                    Design.Column(
                        name: "\(name)::\(level)",
                        parts: [.isLevel(request: request, level: level)],
                        term: -2
                    )
                )
            }
        }
        columns.append(model.design.columns[regressors])
        let design = Design(
            requests: model.design.requests,
            columns: columns,
            hasIntercept: false,
            expressions: model.design.expressions,
            numberRequests: model.design.numberRequests
        )
        var within = ModelRows(
            rows: model.rows,
            design: design,
            weightRequest: model.weightRequest,
            clusterRequest: model.clusterRequest
        )
        within.clusterLabels = model.clusterLabels
        let sums = try GroupSums.gather(
            within,
            request: requests[largest],
            groupCount: counts[largest],
            absorbed: requests,
            levelCounts: counts
        )
        within.absorption = ModelRows.Absorption(
            request: requests[largest],
            means: sums.means,
            weights: sums.weights,
            groupCount: counts[largest]
        )
        self.model = within
        reportedColumns = regressors
        reportedNames = Set(model.design.columns.dropLast().map(\.name))
        totalSumOfSquares = sums.responseSumOfSquares
        levelCounts = counts
        nested = sums.nested
    }

    func isReported(_ name: String) -> Bool { reportedNames.contains(name) }

    /// Coefficients and fixed effects together: Σ levels − (factors − 1) effects, as fixest counts them.
    func parameters(regressors: Int) -> Int {
        regressors + levelCounts.reduce(0, +) - (levelCounts.count - 1)
    }

    /// The same for clustered errors: effects nested in the clusters are not counted (but one for the constant).
    func parameters(regressors: Int, nestedIn cluster: String?) -> Int {
        guard cluster != nil else { return parameters(regressors: regressors) }
        let free = levelCounts.indices.filter { !nested[$0] }
        guard free.count < levelCounts.count else { return parameters(regressors: regressors) }
        return regressors + free.reduce(0) { $0 + levelCounts[$1] } - free.count + 1
    }
}
