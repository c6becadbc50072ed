internal import Glibc
internal import TopsliceCohortData
internal import TopsliceRegression

/// Works out overlap and balance from all rows where these repeat, and else from some of them that are chosen by what they hold.
///
/// - Complexity: a logistic regression an agency and two passes over the rows chosen; numbers of people are then those of the file in
///   proportion.
struct OverlapScan {
    let problem: AttributionProblem
    let model: AgencyModel
    let rows: CohortRows
    let levels: [String: [String]]
    let splines: [String: RestrictedCubicSpline]

    /// Levels that fewer people have are not named: who has them might be known.
    static let leastLevelPeople = 10.0

    /// Nil where there is nothing to compare on: no covariates, and one agency.
    func overlap() throws -> Overlap? {
        guard !problem.covariates.isEmpty || problem.agencies.count > 1 else { return nil }
        let some = rows
        var people = 0
        let agencies = problem.agencies.indices.map { agency -> AgencyOverlap? in
            guard let found = try? overlap(ofAgency: agency, some) else { return nil }
            people = found.people
            return found.overlap
        }
        let isWhole =
            !agencies.contains { $0 == nil }
            && problem.agencies.count <= CrossCheckPlan.mostAgencies
        let coalitions =
            isWhole
            ? try? CoalitionOverlapScan(scan: self, rows: some).weights(
                scale: Double(rows.summary.rowsComplete) / Double(max(1, people))
            ) : nil
        return Overlap(agencies: agencies, coalitions: coalitions ?? [], people: people)
    }

    func uptake(ofAgency agency: Int, given others: [Int], _ some: CohortRows) throws -> UptakeModel
    {
        try UptakeModel(
            ofAgency: agency,
            given: others,
            problem: problem,
            model: model,
            rows: some,
            levels: levels,
            splines: splines
        )
    }

    /// Nil where nobody is like those served.
    private func overlap(
        ofAgency agency: Int,
        _ some: CohortRows
    ) throws -> (overlap: AgencyOverlap, people: Int)? {
        let others = problem.agencies.indices.filter { $0 != agency }
        let uptake = try uptake(ofAgency: agency, given: others, some)
        let columns = columns(otherThan: agency)
        let exposure = model.agencyRequests[agency]
        let origins = try origins(columns, uptake, exposure, some)
        guard origins.highest > -.infinity else { return nil }
        let states = try some.forEachBlock(
            makeState: { _ in (sums: BalanceSums(columns), design: DesignRows(uptake.design)) },
            body: { state, block in
                state.design.fill(block, origin: uptake.centre, constant: true)
                state.sums.add(block, state.design, uptake, exposure, columns, origins)
            }
        )
        var sums = BalanceSums(columns)
        for state in states { sums.merge(state.sums) }
        let (served, rest) = (sums.served.weight, sums.others.weight)
        guard sums.weighted.square > 0, sums.weighted.weight.isFinite, served > 0 else {
            return nil
        }
        let scale = Double(rows.summary.rowsComplete) / (served + rest)
        func scaled(_ count: Double) -> Int { Int((count * scale).rounded()) }
        let overlap = AgencyOverlap(
            weight: ComparisonWeight(
                effective: sums.weighted.weight * sums.weighted.weight / sums.weighted.square
                    * scale,
                served: scaled(served),
                others: scaled(rest)
            ),
            largestPart: sums.largest / sums.weighted.weight,
            columns: balances(sums, columns, origins: origins.means),
            joint: sums.difference(columns.numbers.count),
            chances: .init(
                served: sums.served.parts,
                others: sums.others.parts,
                weighted: sums.weighted.parts
            )
        )
        return (overlap, Int(served + rest))
    }

    private func columns(otherThan agency: Int) -> BalanceSums.Columns {
        var columns = BalanceSums.Columns()
        for covariate in model.covariateRequests {
            if covariate.isCategory {
                columns.levels.append(
                    .init(
                        name: covariate.name,
                        request: covariate.request,
                        labels: rows.labels(ofRequest: covariate.request)
                    )
                )
            } else {
                columns.numbers.append(.init(name: covariate.name, request: covariate.request))
            }
        }
        for (other, request) in model.agencyRequests.enumerated() where other != agency {
            columns.numbers.append(.init(name: problem.agencies[other], request: request))
        }
        return columns
    }

    /// In the order of the covariates, levels beneath each other, then the other agencies.
    private func balances(
        _ sums: BalanceSums,
        _ columns: BalanceSums.Columns,
        origins: [Double]
    ) -> [ColumnBalance] {
        var (number, category, level) = (0, 0, 0)
        var result: [ColumnBalance] = []
        func addNumber() {
            let found = sums.difference(number)
            result.append(
                ColumnBalance(
                    covariate: columns.numbers[number].name,
                    level: nil,
                    before: found.before,
                    after: found.after,
                    people: sums.people(ofFlag: number, origin: origins[number])
                )
            )
            number += 1
        }
        for covariate in model.covariateRequests {
            guard covariate.isCategory else {
                addNumber()
                continue
            }
            for label in columns.levels[category].labels {
                defer { level += 1 }
                guard sums.people(level: level) >= Self.leastLevelPeople else { continue }
                let found = sums.difference(level: level)
                result.append(
                    ColumnBalance(
                        covariate: covariate.name,
                        level: label,
                        before: found.before,
                        after: found.after,
                        people: .init(
                            served: Int(sums.served.levels[level]),
                            others: Int(sums.others.levels[level])
                        )
                    )
                )
            }
            category += 1
        }
        while number < columns.numbers.count { addNumber() }
        return result
    }

    /// What a second pass counts from.
    struct Origins: Sendable {
        /// Means of the numbers, that of the index last.
        var means: [Double]
        /// The highest index of those not served, which their weights are relative to; −∞ where there are none.
        var highest: Double
    }

    private func origins(
        _ columns: BalanceSums.Columns,
        _ uptake: UptakeModel,
        _ exposure: Int,
        _ some: CohortRows
    ) throws -> Origins {
        let count = columns.numbers.count
        let states = try some.forEachBlock(
            makeState: { _ in
                (
                    sums: [Double](repeating: 0, count: count + 1), people: 0.0,
                    highest: -Double.infinity, design: DesignRows(uptake.design)
                )
            },
            body: { state, block in
                state.design.fill(block, origin: uptake.centre, constant: true)
                let served = block.column(exposure)
                for (place, number) in columns.numbers.enumerated() {
                    let values = block.column(number.request)
                    for row in 0..<block.rowCount {
                        state.sums[place] += (block.counts?[row] ?? 1) * values[row]
                    }
                }
                for row in 0..<block.rowCount {
                    let index = uptake.index(state.design, row)
                    let people = block.counts?[row] ?? 1
                    state.sums[count] += people * index
                    state.people += people
                    if served[row] == 0 { state.highest = max(state.highest, index) }
                }
            }
        )
        let people = states.reduce(0) { $0 + $1.people }
        return Origins(
            means: (0...count).map { place in
                states.reduce(0) { $0 + $1.sums[place] } / max(1, people)
            },
            highest: states.reduce(-.infinity) { max($0, $1.highest) }
        )
    }
}

extension BalanceSums {
    /// Adds the people of a block.
    ///
    /// - `design`: the design of `uptake`, filled; weights are relative to that of the highest index.
    mutating func add(
        _ block: RowBlock,
        _ design: DesignRows,
        _ uptake: UptakeModel,
        _ exposure: Int,
        _ columns: Columns,
        _ origins: OverlapScan.Origins
    ) {
        let service = block.column(exposure)
        let numbers = columns.numbers.map { block.column($0.request) }
        var offset = 0
        let categories = columns.levels.map { category in
            defer { offset += category.labels.count }
            return (values: block.column(category.request), offset: offset)
        }
        let classCount = AgencyOverlap.ChanceParts.classCount
        for row in 0..<block.rowCount {
            let people = block.counts?[row] ?? 1
            let index = uptake.index(design, row)
            let chance = 1 / (1 + exp(-index))
            let part = min(classCount - 1, Int(chance * Double(classCount)))
            func add(_ weight: Double, to group: inout Group) {
                group.weight += people * weight
                group.square += people * weight * weight
                for (place, values) in numbers.enumerated() {
                    let value = values[row] - origins.means[place]
                    group.first[place] += people * weight * value
                    group.second[place] += people * weight * value * value
                }
                let value = index - origins.means[numbers.count]
                group.first[numbers.count] += people * weight * value
                group.second[numbers.count] += people * weight * value * value
                for category in categories {
                    group.levels[category.offset + Int(category.values[row])] += people * weight
                }
                group.chances[part] += people * weight
            }
            if service[row] == 1 {
                add(1, to: &served)
            } else {
                let odds = exp(index - origins.highest)
                add(1, to: &others)
                add(odds, to: &weighted)
                largest = max(largest, odds)
            }
        }
    }
}
