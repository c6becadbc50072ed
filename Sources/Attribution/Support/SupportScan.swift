internal import TopsliceCohortData

/// Gathers the support table: decides how each covariate is cut into levels, then counts.
struct SupportScan {
    let model: AgencyModel
    let scan: SampleScan

    /// Covariates with many values are compared in this many classes of equal size.
    private static let classCount = 5

    func gather(_ sample: CohortAttribution.Sample) throws -> SupportTable {
        let rows = sample.rows
        let rules = try levelRules(rows.isInMemory ? rows : sample.some)
        let model = model
        let playerCount = model.agencyRequests.count
        let states = try rows.forEachBlock(
            makeState: { _ in
                (
                    table: SupportTable(rules, playerCount: playerCount),
                    groups: PatternGroups(playerCount: playerCount)
                )
            },
            body: { state, block in
                state.groups.sort(block, model.agencyRequests)
                state.table.add(block, state.groups)
            }
        )
        var result = SupportTable(rules, playerCount: playerCount)
        for state in states { result.merge(state.table) }
        return result
    }

    private func levelRules(_ rows: CohortRows) throws -> [SupportTable.LevelRule] {
        try model.covariateRequests.enumerated().map { number, covariate in
            let kind: SupportTable.LevelRule.Kind
            if covariate.isCategory {
                kind = .category(count: rows.levelCount(ofRequest: covariate.request))
            } else if let values = scan.values[number] {
                kind = .values(values.sorted())
            } else {
                kind = .classes(try quantiles(rows, covariate.request))
            }
            return SupportTable.LevelRule(
                name: covariate.name,
                request: covariate.request,
                kind: kind
            )
        }
    }

    /// Bounds between classes of about equal size.
    private func quantiles(
        _ rows: CohortRows,
        _ request: Int
    ) throws -> [Double] {
        let values = try rows.sortedValues(ofRequest: request)
        guard values.count > 0 else { return [] }
        var bounds: [Double] = []
        for number in 1..<SupportScan.classCount {
            let bound = values[number * (values.count - 1) / SupportScan.classCount]
            if bounds.last.map({ $0 < bound }) ?? true { bounds.append(bound) }
        }
        return bounds
    }
}
