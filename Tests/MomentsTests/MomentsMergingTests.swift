import TopsliceMoments
import Testing
import TopsliceTestSupport

/// Moments add up: any division of the rows into parts gives what one pass gives.
struct MomentsMergingTests {
    /// The promise of the design: merging equals one pass to this relative error, on the scale of each pair of columns.
    static let tolerance = 1e-12

    @Test(arguments: 0..<24)
    func mergingEqualsOnePass(seed: Int) throws {
        let rows = SampleRows(seed: UInt64(seed))
        let whole = rows.moments(0..<rows.count)
        var random = SeededGenerator(seed: UInt64(seed) &+ 99)
        var cuts = (0..<3).map { _ in Int(random.next() % UInt64(rows.count)) }
        cuts = ([0, rows.count] + cuts).sorted()
        var merged: Moments?
        for (from, to) in zip(cuts, cuts.dropFirst()) where from < to {
            let part = rows.moments(from..<to)
            merged = try merged.map { try $0.merged(with: part) } ?? part
        }
        try expectEqual(#require(merged), whole, seed)
    }

    @Test(arguments: 0..<8)
    func movingTheOriginThereAndBackChangesNothing(seed: Int) throws {
        let rows = SampleRows(seed: UInt64(seed))
        let whole = rows.moments(0..<rows.count)
        let away = whole.origin.map { $0 + 3 * rows.spread }
        expectEqual(whole.moved(to: away).moved(to: whole.origin), whole, seed)
    }

    @Test(arguments: 0..<8)
    func momentsAreTheSumsOfTheirDefinition(seed: Int) throws {
        let rows = SampleRows(seed: UInt64(seed))
        let whole = rows.moments(0..<rows.count)
        let order = whole.order
        for cluster in whole.clusters {
            var expected = [Double](repeating: 0, count: order * order)
            var scale = expected
            var count = 0
            for row in 0..<rows.count where "c\(Int(rows.clusters[row]))" == cluster.label {
                let z = [1] + zip(rows.columns, whole.origin).map { $0[row] - $1 }
                count += rows.weights[row] > 0 ? 1 : 0
                for column in 0..<order {
                    for other in column..<order {
                        expected[other + column * order] += rows.weights[row] * z[other] * z[column]
                        scale[other + column * order] +=
                            (rows.weights[row] * z[other] * z[column]).magnitude
                    }
                }
            }
            #expect(cluster.rowCount == count)
            for index in expected.indices {
                #expect(
                    abs(cluster.products[index] - expected[index])
                        <= Self.tolerance * max(scale[index], 1e-300),
                    "seed \(seed)"
                )
            }
        }
        for pattern in whole.patterns {
            let members = (0..<rows.count).filter { rows.patterns[$0] == pattern.pattern }
            #expect(pattern.rowCount == members.filter { rows.weights[$0] > 0 }.count)
            let weight = members.reduce(0) { $0 + rows.weights[$1] }
            #expect(abs(pattern.sums[0] - weight) <= Self.tolerance * weight)
        }
        #expect(whole.patterns.map(\.pattern) == whole.patterns.map(\.pattern).sorted())
    }

    @Test func blocksOfAnySizeGiveTheSame() {
        let rows = SampleRows(seed: 5)
        let whole = rows.moments(0..<rows.count)
        for size in [1, 2, 7, 64] {
            expectEqual(rows.moments(0..<rows.count, blockSize: size), whole, size)
        }
    }

    @Test func momentsOfDifferentColumnsAreNotMerged() {
        let rows = SampleRows(seed: 1)
        let first = rows.moments(0..<10)
        let second = Moments(columns: ["other"], origin: [0], clusters: [], patterns: [])
        #expect(throws: MomentsMergeError.self) { try first.merged(with: second) }
    }

    private func expectEqual(_ found: Moments, _ expected: Moments, _ seed: Int) {
        let found = found.moved(to: expected.origin)
        #expect(found.clusters.map(\.label) == expected.clusters.map(\.label))
        #expect(found.clusters.map(\.rowCount) == expected.clusters.map(\.rowCount))
        #expect(found.patterns.map(\.pattern) == expected.patterns.map(\.pattern))
        #expect(found.patterns.map(\.rowCount) == expected.patterns.map(\.rowCount))
        let order = expected.order
        for (left, right) in zip(found.clusters, expected.clusters) {
            for column in 0..<order {
                for row in column..<order {
                    // The scale of Σ w z_i z_j is the geometric mean of its two sums of squares.
                    let scale =
                        (right.products[row + row * order] * right.products[column + column * order])
                        .squareRoot()
                    let index = row + column * order
                    #expect(
                        abs(left.products[index] - right.products[index]) <= Self.tolerance * scale,
                        "seed \(seed)"
                    )
                }
            }
        }
        for (left, right) in zip(found.patterns, expected.patterns) {
            for (a, b) in zip(left.sums, right.sums) {
                // A sum of centred values may be near zero: compare on the scale of its terms.
                #expect(abs(a - b) <= Self.tolerance * max(1, right.sums[0]) * 1e3, "seed \(seed)")
            }
        }
    }
}
