internal import TopsliceCohortData
internal import TopsliceRegression

extension CohortAttribution {
    /// The attribution among those whose every outcome has support; nil where everybody's has, where too few are left for one, for a file
    /// that does not fit in memory, and where it is one of several outcomes.
    ///
    /// - Complexity: as the attribution itself, of fewer people.
    func restricted(
        _ sample: Sample,
        _ model: AgencyModel,
        _ support: SupportTable
    ) -> RestrictedAttribution? {
        let players = problem.agencies.count
        guard players <= RestrictedAttribution.mostAgencies, problem.restricts,
            sharedRequests.isEmpty
        else { return nil }
        let gaps = support.gaps(playerCount: players)
        var groups = RestrictedGroups(model, sample, agencies: players)
        var cells = [Int](repeating: 0, count: support.covariates.count)
        let left = sample.rows.selecting { block, row in
            let pattern = groups.pattern(block, row)
            support.cellNumbers(block, row, into: &cells)
            var isSupported = true
            var subset = pattern
            while isSupported {
                isSupported =
                    !gaps.hasGaps(subset) || !gaps.grade(subset, cells: cells).isLacking
                if subset == 0 { break }
                subset = (subset - 1) & pattern
            }
            groups.add(block, row, pattern, isLeft: isSupported)
            return isSupported
        }
        let dropped = sample.scan.people - groups.left.people
        guard let left, dropped > 0, groups.left.people > 1 else { return nil }
        let kept = problem.agencies.indices.filter {
            (1..<groups.left.people).contains(groups.left.served[$0])
        }
        guard !kept.isEmpty, let outcome = try? attributed(left, agencies: kept) else { return nil }
        let result = outcome.result
        return RestrictedAttribution(
            people: groups.left.people,
            dropped: dropped,
            contributions: problem.agencies.indices.map { agency in
                kept.firstIndex(of: agency).map {
                    .init(
                        served: groups.left.served[agency],
                        shapley: result.contributions[$0].shapley
                    )
                }
            },
            deadweight: result.total.deadweight.value,
            attributable: result.total.attributable,
            columns: groups.columns
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

/// Who are left and who are dropped, and what they are like.
private struct RestrictedGroups {
    struct Group {
        var people = 0
        var served: [Int]
        /// Of numbers sums, of levels people, laid end to end.
        var sums: [Double]
    }

    private let model: AgencyModel
    private let labels: [[String]?]
    private let offsets: [Int]
    var left: Group
    private var dropped: Group

    init(_ model: AgencyModel, _ sample: CohortAttribution.Sample, agencies: Int) {
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
    }

    func pattern(_ block: RowBlock, _ row: Int) -> UInt64 {
        model.agencyRequests.enumerated().reduce(0) { pattern, agency in
            block.column(agency.element)[row] == 1 ? pattern | 1 << UInt64(agency.offset) : pattern
        }
    }

    mutating func add(_ block: RowBlock, _ row: Int, _ pattern: UInt64, isLeft: Bool) {
        let people = block.counts.map { Int($0[row]) } ?? 1
        func add(to group: inout Group) {
            group.people += people
            for agency in group.served.indices where pattern >> UInt64(agency) & 1 == 1 {
                group.served[agency] += people
            }
            for (place, covariate) in model.covariateRequests.enumerated() {
                let value = block.column(covariate.request)[row]
                if covariate.isCategory {
                    group.sums[offsets[place] + Int(value)] += Double(people)
                } else {
                    group.sums[offsets[place]] += Double(people) * value
                }
            }
        }
        if isLeft { add(to: &left) } else { add(to: &dropped) }
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
