internal import Glibc
internal import TopsliceCohortData
internal import TopsliceLinearAlgebra
internal import TopsliceRegression

/// What one thread of a cross-check works with.
struct CrossCheckWork {
    private let scan: CrossCheckScan
    private let design: DesignRows
    private let exposureDesigns: [[DesignRows]]
    private let players: Int
    /// Factor of each coalition in each Shapley value, and in the whole.
    private let shares: [[Double]]
    /// What a score does to each Shapley value and to the whole, and what the priors do to every person's part.
    private let pulls: [[Double]]
    private let priorParts: [Double]
    private var means: [Double]
    private var wholeMeans: [Double]
    private var scratch: [Double]
    private var chances: [Double]
    private var predictors: [Double]
    private var row: [Double]

    init(_ scan: CrossCheckScan) {
        self.scan = scan
        design = DesignRows(scan.model.design)
        exposureDesigns = scan.folds.map { $0.exposures.designs() }
        players = scan.layout.playerCount
        let size = 1 << players
        shares = Self.shares(players)
        let (places, inference) = (scan.layout.functionalPlaces, scan.inference)
        let columns = scan.layout.coefficientCount
        func pull(_ place: Int) -> [Double] { (0..<columns).map { inference.pulls[place, $0] } }
        let (none, all) = (pull(places[.deadweight]), pull(places[.observed]))
        pulls =
            (0..<players).map { pull(places[.shapley(agency: $0)]) } + [
                zip(all, none).map { $0 - $1 }
            ]
        priorParts = pulls.map { pull in
            zip(pull, scan.priorPull).reduce(0) { $0 + $1.0 * $1.1 } / inference.weight
        }
        means = [Double](repeating: 0, count: size)
        wholeMeans = means
        scratch = means
        chances = means
        predictors = [Double](repeating: 0, count: scan.whole.parts.count)
        row = [Double](repeating: 0, count: 2 * (players + 1) + 1)
    }

    /// By agency, then of the whole: ± |S|! (K − |S| − 1)! / K! of each coalition.
    private static func shares(_ players: Int) -> [[Double]] {
        let size = 1 << players
        var weights = [Double](repeating: 1 / Double(players), count: players)
        for count in 1..<max(players, 1) {
            weights[count] = weights[count - 1] * Double(count) / Double(players - count)
        }
        var result = (0..<players).map { agency in
            (0..<size).map { coalition in
                let others = (coalition & ~(1 << agency)).nonzeroBitCount
                return coalition >> agency & 1 == 1 ? weights[others] : -weights[others]
            }
        }
        var whole = [Double](repeating: 0, count: size)
        (whole[0], whole[size - 1]) = (-1, 1)
        result.append(whole)
        return result
    }

    mutating func add(_ block: RowBlock, to sums: inout CrossCheckScan.Sums) {
        let model = scan.model
        design.fill(block, origin: scan.layout.centre, constant: true)
        for (fold, designs) in zip(scan.folds, exposureDesigns) {
            fold.exposures.fill(designs, block)
        }
        let outcome = model.outcome.values(block)
        let (weights, counts) = (block.weights(model.weightRequest), block.counts)
        let exposures = model.exposureRequest.map { block.column($0) }
        let clusters = model.clusterRequest.map { block.column($0) }
        let agencies = model.agencyRequests.map { block.column($0) }
        for person in 0..<block.rowCount {
            var pattern = 0
            for (agency, column) in agencies.enumerated() where column[person] == 1 {
                pattern |= 1 << agency
            }
            let cluster = scan.clusterCount == nil ? nil : clusters.map { Int($0[person]) }
            let all = counts?[person] ?? 1
            for fold in scan.folds.indices {
                let people = HeldOutRows.people(
                    ofFold: fold,
                    of: scan.folds.count,
                    row: person,
                    cluster: cluster,
                    people: Int(all)
                )
                guard people > 0 else { continue }
                addPerson(
                    person,
                    pattern: pattern,
                    fold: fold,
                    outcome: outcome[person],
                    weight: (weights?[person] ?? 1) * (Double(people) / all),
                    people: people,
                    logExposure: exposures.map { log($0[person]) } ?? 0,
                    to: &sums
                )
                addRow(people: people, cluster: cluster, to: &sums)
            }
        }
    }

    /// Adds `row`, that of so many people who are alike.
    private func addRow(people: Int, cluster: Int?, to sums: inout CrossCheckScan.Sums) {
        let width = row.count
        for place in 0..<width { sums.totals[place] += row[place] }
        if let cluster {
            for place in 0..<width { sums.clusters[cluster * width + place] += row[place] }
            return
        }
        for one in 0..<width {
            for other in 0..<width {
                sums.products[one * width + other] += row[one] * row[other] / Double(people)
            }
        }
    }

    /// Sets `row` to what one person gives to each number by either way, and adds to the values of coalitions.
    private mutating func addPerson(
        _ person: Int,
        pattern: Int,
        fold: Int,
        outcome: Double,
        weight: Double,
        people: Int,
        logExposure: Double,
        to sums: inout CrossCheckScan.Sums
    ) {
        scan.whole.find(
            design,
            person,
            pattern: pattern,
            logExposure: logExposure,
            scratch: &scratch,
            predictors: &predictors,
            means: &wholeMeans
        )
        let scores = zip(scan.layout.parts, predictors).map {
            weight * $0.scoreAndVariance(outcome, $1).score
        }
        scan.folds[fold].outcomes.find(
            design,
            person,
            pattern: pattern,
            logExposure: logExposure,
            scratch: &scratch,
            predictors: &predictors,
            means: &means
        )
        scan.folds[fold].exposures.findChances(exposureDesigns[fold], person, into: &chances)
        let residual = outcome - means[pattern]
        let all = chances.count - 1
        addUp(chancesWithout: all & ~pattern, pattern)
        let own = scratch[pattern]
        var isCapped = false
        let count = players + 1
        for place in row.indices { row[place] = 0 }
        for coalition in chances.indices {
            var value = means[coalition & pattern]
            if pattern & ~coalition == 0 {
                // A chance too small to be told from none counts as any large weight does.
                var times =
                    own > 0
                    ? scratch[pattern | (all & ~coalition)] / own : .greatestFiniteMagnitude
                sums.largestWeight = max(sums.largestWeight, times)
                if let cap = scan.plan.cap, times > cap {
                    times = cap
                    isCapped = true
                }
                value += times * residual
            }
            sums.values[coalition] += weight * value
            for place in 0..<count {
                row[place] += weight * shares[place][coalition] * value
                row[count + place] +=
                    weight * shares[place][coalition] * wholeMeans[coalition & pattern]
            }
        }
        sums.capped += isCapped ? people : 0
        for place in 0..<count {
            row[count + place] += pulled(pulls[place], person, scores) - weight * priorParts[place]
        }
        row[row.count - 1] = weight
    }

    /// Sets `scratch[A ∪ T]` to Σ of the chances of A ∪ b over b ⊆ T, for every T ⊆ `others`.
    private mutating func addUp(chancesWithout others: Int, _ pattern: Int) {
        var rest = others
        while true {
            scratch[pattern | rest] = chances[pattern | rest]
            if rest == 0 { break }
            rest = (rest - 1) & others
        }
        var left = others
        while left != 0 {
            let bit = left & -left
            left &= left - 1
            var subset = others
            while subset != 0 {
                if subset & bit != 0 {
                    scratch[pattern | subset] += scratch[pattern | (subset & ~bit)]
                }
                subset = (subset - 1) & others
            }
        }
    }

    /// What one person's score does to a number.
    private func pulled(_ pull: [Double], _ person: Int, _ scores: [Double]) -> Double {
        let size = scan.layout.partSize
        var sum = 0.0
        for (part, score) in scores.enumerated() where score != 0 {
            for column in 0..<size {
                sum +=
                    pull[part * size + column] * score
                    * design.base[column * design.stride + person]
            }
        }
        return sum
    }
}
