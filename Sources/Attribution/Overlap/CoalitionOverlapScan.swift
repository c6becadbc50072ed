internal import TopsliceCohortData
internal import TopsliceRegression

/// How many people show what happens under each coalition, by the chances of the exposure models that cross-checks weigh by.
struct CoalitionOverlapScan {
    let scan: OverlapScan
    let rows: CohortRows

    private var players: Int { scan.problem.agencies.count }

    struct Sums: Sendable {
        var people: [Double]
        var weight: [Double]
        var square: [Double]
        var largest: [Double]

        init(_ size: Int) {
            people = [Double](repeating: 0, count: size)
            weight = people
            square = people
            largest = people
        }

        mutating func merge(_ other: Sums) {
            for index in people.indices {
                people[index] += other.people[index]
                weight[index] += other.weight[index]
                square[index] += other.square[index]
                largest[index] = max(largest[index], other.largest[index])
            }
        }
    }

    /// - `scale`: people of the file for each one in the rows.
    func weights(scale: Double) throws -> [Overlap.CoalitionWeight] {
        var problem = scan.problem
        // As the weights of single agencies: under the priors of covariates, so that nobody's chance is none.
        problem.priors = problem.priors ?? .standard
        let exposures = try ExposureModels(
            problem: problem,
            model: scan.model,
            rows: rows,
            levels: scan.levels,
            splines: scan.splines,
            heldOut: nil
        )
        let size = 1 << players
        let agencies = scan.model.agencyRequests
        let states = try rows.forEachBlock(
            makeState: { _ in
                (
                    sums: Sums(size), designs: exposures.designs(),
                    chances: [Double](repeating: 0, count: size),
                    room: [Double](repeating: 0, count: size)
                )
            },
            body: { state, block in
                exposures.fill(state.designs, block)
                let columns = agencies.map { block.column($0) }
                for row in 0..<block.rowCount {
                    var pattern = 0
                    for (agency, column) in columns.enumerated() where column[row] == 1 {
                        pattern |= 1 << agency
                    }
                    exposures.findChances(state.designs, row, into: &state.chances)
                    state.sums.add(
                        pattern,
                        people: block.counts?[row] ?? 1,
                        state.chances,
                        &state.room
                    )
                }
            }
        )
        var sums = Sums(size)
        for state in states { sums.merge(state.sums) }
        return (0..<size).map { coalition in
            Overlap.CoalitionWeight(
                people: Int((sums.people[coalition] * scale).rounded()),
                effective: sums.square[coalition] > 0
                    ? sums.weight[coalition] * sums.weight[coalition] / sums.square[coalition]
                        * scale : 0,
                largest: sums.largest[coalition]
            )
        }
    }
}

extension CoalitionOverlapScan.Sums {
    /// Adds people of a pattern to every coalition that holds it: each stands for Σ of the chances of A ∪ b over b ⊆ N ∖ S, over that of A.
    fileprivate mutating func add(
        _ pattern: Int,
        people: Double,
        _ chances: [Double],
        _ room: inout [Double]
    ) {
        let others = (chances.count - 1) & ~pattern
        var rest = others
        while true {
            room[rest] = chances[pattern | rest]
            if rest == 0 { break }
            rest = (rest - 1) & others
        }
        var left = others
        while left != 0 {
            let bit = left & -left
            left &= left - 1
            var subset = others
            while subset != 0 {
                if subset & bit != 0 { room[subset] += room[subset & ~bit] }
                subset = (subset - 1) & others
            }
        }
        // A chance too small to be told from none stands for as many as there may be.
        let own = max(chances[pattern], .leastNormalMagnitude)
        rest = others
        while true {
            let coalition = pattern | (others & ~rest)
            let weight = min(room[rest] / own, 1e12)
            self.people[coalition] += people
            self.weight[coalition] += people * weight
            square[coalition] += people * weight * weight
            largest[coalition] = max(largest[coalition], weight)
            if rest == 0 { break }
            rest = (rest - 1) & others
        }
    }
}
