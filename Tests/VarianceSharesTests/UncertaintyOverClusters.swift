import TopsliceProbability
import TopsliceRandomness
import Testing

@testable import TopsliceVarianceShares

@Suite struct UncertaintyOverClusters {
    /// Plain, with one always in, with a group, and with a union of a group and another.
    private static let structures = [
        PlayerStructure(),
        PlayerStructure(always: ["Agriculture"]),
        PlayerStructure(groups: [.init(name: "schools", columns: ["Examination", "Education"])]),
        PlayerStructure(
            groups: [.init(name: "schools", columns: ["Examination", "Education"])],
            unions: [.init(name: "people", players: ["schools", "Catholic"])]
        ),
    ]

    /// relaimpo's own 1,000 draws differ from ours; both are within 0.03 of the limit.
    @Test func percentileIntervalsOfSwissAreThoseOfRelaimpo() throws {
        let (columns, rows) = try Reference.swiss()
        let clusters = try rowsAsClusters(rows, columns: columns, response: "Fertility")
        let intervals = try ClusterBootstrap.compute(clusters)
        var table: [String: (Double, Double, Double)] = [:]
        for row in try Reference.rows("swiss_relaimpo_boot1000_perc95").dropFirst() {
            table[row[1]] = (
                try #require(Double(row[2])), try #require(Double(row[3])),
                try #require(Double(row[4]))
            )
        }
        for share in intervals.shares {
            let (estimate, low, high) = try #require(table[share.regressor])
            #expect(abs(share.lmg - estimate) < 1e-10)
            #expect(abs(share.low - low) < 0.03, "\(share) \(low)")
            #expect(abs(share.high - high) < 0.03, "\(share) \(high)")
        }
    }

    /// Influence is a derivative: the share's, as one cluster's weight grows.
    @Test(arguments: structures)
    func influenceFunctionsAreDerivativesOfTheSharesInTheWeights(
        _ structure: PlayerStructure
    ) throws {
        let (columns, rows) = try Reference.swiss()
        // Clusters of several rows, of unequal size.
        let sizes = [3, 7, 1, 9, 4, 6, 2, 8, 5, 2]
        var clusters: [ClusterProducts.Cluster] = []
        var next = 0
        for size in sizes {
            let part = Array(rows[next..<next + size])
            next += size
            clusters.append(
                ClusterProducts.Cluster(
                    weight: Double(size),
                    means: columns.indices.map { column in
                        part.reduce(0) { $0 + $1[column] } / Double(size)
                    },
                    centred: crossProducts(part)
                )
            )
        }
        func shares(_ cluster: Int?, _ change: Double) throws -> [Double] {
            var changed = clusters
            if let cluster {
                changed[cluster].weight *= 1 + change
                changed[cluster].centred = changed[cluster].centred.map { $0 * (1 + change) }
            }
            let products = try ClusterProducts(
                columns: columns,
                response: "Fertility",
                clusters: changed
            )
            let result = try ExactShares.compute(products.pooled(), players: structure)
            return result.shares.map(\.lmg) + [result.rSquared]
        }
        let step = 1e-4
        var squares = [Double](repeating: 0, count: try shares(nil, 0).count)
        for cluster in clusters.indices {
            let up = try shares(cluster, step), down = try shares(cluster, -step)
            for index in squares.indices {
                let slope = (up[index] - down[index]) / (2 * step)
                squares[index] += slope * slope
            }
        }
        let intervals = try InfluenceIntervals.compute(
            ClusterProducts(columns: columns, response: "Fertility", clusters: clusters),
            players: structure
        )
        let groups = Double(clusters.count)
        let errors = intervals.shares.map(\.standardError) + [intervals.rSquaredStandardError]
        for (error, square) in zip(errors, squares) {
            let expected = (square * groups / (groups - 1)).squareRoot()
            #expect(abs(error - expected) < 1e-6 * expected + 1e-9)
        }
    }

    /// The same derivative, of rows that weigh differently, one of them nothing, in two parts and more than one
    /// chunk: the standard error of the sum over rows must come out of the forms alone.
    @Test(arguments: structures)
    func influenceOfRowsIsTheDerivativeInTheirWeights(_ structure: PlayerStructure) throws {
        let (columns, swiss) = try Reference.swiss()
        // Seven copies, each moved a little, so that rows fill more than one chunk of 256.
        var generator = Xoshiro256PlusPlus(seed: 7, stream: 0)
        let rows = (0..<7).flatMap { _ in
            swiss.map { row in row.map { $0 + 5 * Double(generator.next() >> 11) * 0x1p-53 } }
        }
        var weights = rows.indices.map { 0.5 + Double($0 % 4) }
        weights[3] = 0
        func pooled(_ weights: [Double]) throws -> RegressorProducts {
            let none = [Double](repeating: 0, count: columns.count * columns.count)
            return try ClusterProducts(
                columns: columns,
                response: "Fertility",
                clusters: zip(weights, rows).map {
                    ClusterProducts.Cluster(weight: $0, means: $1, centred: none)
                }
            ).pooled()
        }
        func shares(_ weights: [Double]) throws -> [Double] {
            let result = try ExactShares.compute(pooled(weights), players: structure)
            return result.shares.map(\.lmg) + [result.rSquared]
                + result.shares.map { $0.share ?? 0 }
        }
        var squares = [Double](repeating: 0, count: try shares(weights).count)
        for row in rows.indices {
            var up = weights, down = weights
            up[row] *= 1 + 1e-4
            down[row] *= 1 - 1e-4
            for (index, pair) in zip(try shares(up), try shares(down)).enumerated() {
                let slope = (pair.0 - pair.1) / 2e-4
                squares[index] += slope * slope
            }
        }
        let units = Double(rows.count - 1)
        let expected = squares.map { ($0 * units / (units - 1)).squareRoot() }

        let names = columns.filter { $0 != "Fertility" } + ["Fertility"]
        let total = weights.reduce(0, +)
        let means = names.map { name in
            let column = columns.firstIndex(of: name) ?? 0
            return zip(weights, rows).reduce(0) { $0 + $1.0 * $1.1[column] } / total
        }
        let influence = try RowInfluence(
            try pooled(weights),
            means: means,
            players: structure
        )
        let ordered = names.flatMap { name in
            rows.map { $0[columns.firstIndex(of: name) ?? 0] }
        }
        var parts = [influence.makeSums(), influence.makeSums()]
        ordered.withUnsafeBufferPointer { values in
            weights.withUnsafeBufferPointer { weights in
                guard let base = values.baseAddress, let weight = weights.baseAddress else {
                    return
                }
                let split = 40
                influence.add(
                    base,
                    stride: rows.count,
                    rows: split,
                    weights: weight,
                    to: &parts[0]
                )
                influence.add(
                    base + split,
                    stride: rows.count,
                    rows: rows.count - split,
                    weights: weight + split,
                    to: &parts[1]
                )
            }
        }
        let intervals = influence.intervals(parts, level: 0.9)
        #expect(intervals.clusters == rows.count - 1)
        let errors =
            intervals.shares.map(\.standardError) + [intervals.rSquaredStandardError]
            + intervals.shares.compactMap(\.shareStandardError)
        for (error, expected) in zip(errors, expected) {
            #expect(abs(error - expected) < 1e-5 * expected + 1e-9)
        }
        // t with 327 degrees of freedom, 95% point: 1.6495 (tables).
        let share = intervals.shares[0]
        #expect(abs((share.high - share.lmg) / share.standardError - 1.6495) < 1e-4)
    }

    /// Leaving out every row of swiss once: the jackknife by its definition, and close to influence functions.
    @Test func jackknifeLeavesOutEveryGroupOnce() throws {
        let (columns, rows) = try Reference.swiss()
        let clusters = try rowsAsClusters(rows, columns: columns, response: "Fertility")
        let estimate = try ExactShares.compute(clusters.pooled())
        let intervals = try GroupJackknife.compute(
            clusters,
            estimate: estimate,
            groups: rows.count
        ) { try ExactShares.compute($0) }
        #expect(intervals.groups == 47)
        let without = try rows.indices.map { left in
            let rest = rows.indices.filter { $0 != left }.map { rows[$0] }
            return try ExactShares.compute(
                rowsAsClusters(rest, columns: columns, response: "Fertility").pooled()
            ).shares.map(\.lmg)
        }
        let influence = try InfluenceIntervals.compute(clusters)
        for (player, share) in intervals.shares.enumerated() {
            let values = without.map { $0[player] }
            let mean = values.reduce(0, +) / 47
            let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
            #expect(abs(share.standardError - (squares * 46 / 47).squareRoot()) < 1e-12)
            let ratio = share.standardError / influence.shares[player].standardError
            // The jackknife overstates a little in a sample of 47 (Efron and Stein 1981).
            #expect(ratio > 0.9 && ratio < 1.4, "\(share.regressor) \(ratio)")
        }
    }

    /// With more clusters than entries of the matrix, influence goes by way of the gradient.
    @Test func gradientAndClusterByClusterInfluenceAgreeWithTheBootstrap() throws {
        var generator = Xoshiro256PlusPlus(seed: 51, stream: 0)
        let rows = (0..<400).map { _ -> [Double] in
            let row = (0..<3).map { _ in Double(generator.next() >> 11) * 0x1p-53 }
            return row + [row[0] + 0.5 * row[1] + Double(generator.next() >> 11) * 0x1p-53]
        }
        let clusters = try rowsAsClusters(rows, columns: ["a", "b", "c", "y"], response: "y")
        let influence = try InfluenceIntervals.compute(clusters)
        let bootstrap = try ClusterBootstrap.compute(
            clusters,
            options: ClusterBootstrap.Options(replicates: 2000)
        )
        // 2,000 replicates know a standard error to 2%; the rest is of higher order in 1/n.
        for (first, second) in zip(influence.shares, bootstrap.shares) where first.lmg > 0.05 {
            #expect(abs(first.standardError / second.standardError - 1) < 0.1)
        }
        let ratio = influence.rSquaredStandardError / bootstrap.rSquaredStandardError
        #expect(abs(ratio - 1) < 0.1)
    }

    @Test func normalQuantilesAreThoseOfTheTables() {
        #expect(abs(NormalDistribution.quantile(0.975) - 1.959963984540054) < 1e-14)
        #expect(abs(NormalDistribution.quantile(0.001) + 3.090232306167813) < 1e-13)
        #expect(NormalDistribution.quantile(0.5) == 0)
    }

    /// Tables of the F distribution: F(5, 10; 0.95) = 3.3258, F(20, 100; 0.99) = 2.0666.
    @Test func approximateFQuantilesAreCloseToTheTables() {
        #expect(abs(DistanceBound.fQuantile(5, 10, 0.95) / 3.3258 - 1) < 0.02)
        #expect(abs(DistanceBound.fQuantile(20, 100, 0.99) / 2.0666 - 1) < 0.02)
    }
}
