internal import TopsliceCohortData
internal import TopsliceRegression

extension CohortAttribution {
    /// The attribution among those whose every outcome has support, or why there is none.
    ///
    /// - Complexity: as the attribution itself, of fewer people.
    func restricted(
        _ sample: Sample,
        _ model: AgencyModel,
        _ shared: SharedScans
    ) throws -> Result<RestrictedAttribution, RestrictedAttribution.Refusal> {
        let selection = try shared.selection(model, sample)
        guard let left = selection.rows else { return .failure(.notInMemory) }
        let (people, served) = (selection.left.people, selection.left.served)
        guard people > 1 else { return .failure(.nobodyLeft) }
        let kept = problem.agencies.indices.filter { (1..<people).contains(served[$0]) }
        guard !kept.isEmpty else { return .failure(.nobodyToCompare) }
        let result: AttributionResult
        do {
            result = try attributed(left, agencies: kept).result
        } catch is AttributionError {
            return .failure(.noAnswer)
        } catch is RegressionError {
            return .failure(.noAnswer)
        }
        return .success(
            RestrictedAttribution(
                people: people,
                dropped: sample.scan.people - people,
                contributions: problem.agencies.indices.map { agency in
                    kept.firstIndex(of: agency).map {
                        .init(
                            served: served[agency],
                            shapley: result.contributions[$0].shapley
                        )
                    }
                },
                deadweight: result.total.deadweight.value,
                attributable: result.total.attributable,
                columns: selection.columns
            )
        )
    }

    private func attributed(_ rows: CohortRows, agencies: [Int]) throws -> Outcome {
        var problem = problem
        problem.agencies = agencies.map { self.problem.agencies[$0] }
        (problem.crossCheck, problem.trigger, problem.imputation) = (nil, nil, nil)
        (problem.referrals, problem.unions, problem.restricts) = ([], [], false)
        return try CohortAttribution(
            problem,
            textCovariates: textCovariates,
            sharedRequests: rows.reader.requests
        ).run(rows)
    }
}

/// Who are left and who are dropped, and what they are like: the same for every outcome of these people.
struct RestrictedSelection {
    struct Group {
        var people = 0
        var served: [Int]
        /// Of numbers sums, of levels people, laid end to end.
        var sums: [Double]

        fileprivate mutating func add(
            _ model: AgencyModel,
            _ offsets: [Int],
            _ block: RowBlock,
            _ row: Int,
            _ pattern: UInt64,
            _ people: Int
        ) {
            self.people += people
            for agency in served.indices where pattern >> UInt64(agency) & 1 == 1 {
                served[agency] += people
            }
            for (place, covariate) in model.covariateRequests.enumerated() {
                let value = block.column(covariate.request)[row]
                if covariate.isCategory {
                    sums[offsets[place] + Int(value)] += Double(people)
                } else {
                    sums[offsets[place]] += Double(people) * value
                }
            }
        }
    }

    private let model: AgencyModel
    private let labels: [[String]?]
    private let offsets: [Int]
    var left: Group
    private var dropped: Group
    /// Those left; nil where not every row is in memory.
    private(set) var rows: CohortRows?

    /// - Complexity: O(rows · covariates · subsets of a row's agencies that have gaps), and 2^(agencies) once a pattern.
    init(_ model: AgencyModel, _ sample: CohortAttribution.Sample, _ support: SupportTable) {
        let agencies = model.agencyRequests.count
        self.model = model
        labels = model.covariateRequests.map {
            $0.isCategory ? sample.rows.labels(ofRequest: $0.request) : nil
        }
        var offsets = [0]
        for labels in labels { offsets.append(offsets[offsets.count - 1] + (labels?.count ?? 1)) }
        self.offsets = offsets
        left = Group(
            served: [Int](repeating: 0, count: agencies),
            sums: [Double](repeating: 0, count: offsets[offsets.count - 1])
        )
        dropped = left
        var (finder, counted) = (UnsupportedRows(support, agencies: agencies), self)
        let picked = sample.all.selecting { block, row in
            let pattern = counted.pattern(block, row)
            let isSupported = finder.isSupported(block, row, pattern)
            counted.add(block, row, pattern, isLeft: isSupported)
            return isSupported
        }
        (left, dropped) = (counted.left, counted.dropped)
        rows = picked
    }

    private func pattern(_ block: RowBlock, _ row: Int) -> UInt64 {
        model.agencyRequests.enumerated().reduce(0) { pattern, agency in
            block.column(agency.element)[row] == 1 ? pattern | 1 << UInt64(agency.offset) : pattern
        }
    }

    private mutating func add(_ block: RowBlock, _ row: Int, _ pattern: UInt64, isLeft: Bool) {
        let people = block.counts.map { Int($0[row]) } ?? 1
        if isLeft {
            left.add(model, offsets, block, row, pattern, people)
        } else {
            dropped.add(model, offsets, block, row, pattern, people)
        }
    }

    var columns: [RestrictedAttribution.Column] {
        let least = RestrictedAttribution.leastPeople
        return model.covariateRequests.indices.flatMap { place -> [RestrictedAttribution.Column] in
            let name = model.covariateRequests[place].name
            func mean(_ group: Group, _ index: Int, isLevel: Bool) -> Double? {
                let sum = group.sums[index]
                let isTold =
                    group.people >= least
                    && (!isLevel || (Int(sum) >= least && group.people - Int(sum) >= least))
                return isTold ? sum / Double(group.people) : nil
            }
            guard let levels = labels[place] else {
                let index = offsets[place]
                return [
                    .init(
                        covariate: name,
                        level: nil,
                        left: mean(left, index, isLevel: false),
                        dropped: mean(dropped, index, isLevel: false)
                    )
                ]
            }
            return levels.enumerated().compactMap { number, level in
                let index = offsets[place] + number
                guard Int(left.sums[index] + dropped.sums[index]) >= least else { return nil }
                return .init(
                    covariate: name,
                    level: level,
                    left: mean(left, index, isLevel: true),
                    dropped: mean(dropped, index, isLevel: true)
                )
            }
        }
    }
}

/// Finds the people one of whose outcomes lacks support.
private struct UnsupportedRows {
    private let support: SupportTable
    private let gaps: SupportGaps
    private var cells: [Int]
    /// By pattern of agencies: the coalitions of these under which somebody lacks support; nil where everybody does under one of them.
    private var lacking: [UInt64: [UInt64]?] = [:]

    init(_ support: SupportTable, agencies: Int) {
        self.support = support
        gaps = support.gaps(playerCount: agencies)
        cells = [Int](repeating: 0, count: support.covariates.count)
    }

    mutating func isSupported(_ block: RowBlock, _ row: Int, _ pattern: UInt64) -> Bool {
        guard let coalitions = coalitions(of: pattern) else { return false }
        if coalitions.isEmpty { return true }
        support.cellNumbers(block, row, into: &cells)
        return coalitions.allSatisfy { !gaps.grade($0, cells: cells).isLacking }
    }

    private mutating func coalitions(of pattern: UInt64) -> [UInt64]? {
        if let known = lacking[pattern] { return known }
        var found: [UInt64]? = []
        var subset = pattern
        while true {
            if gaps.isNeverSeen(subset) {
                found = nil
                break
            }
            if gaps.hasGaps(subset) { found?.append(subset) }
            if subset == 0 { break }
            subset = (subset - 1) & pattern
        }
        lacking[pattern] = .some(found)
        return found
    }
}
