import TopsliceRandomness
import Testing

@testable import TopsliceVarianceShares

/// Never enumerates, so that sampled shares of few regressors can be held against exact ones.
private func options(_ tolerance: Double, seed: UInt64 = 1) -> SampledShares.Options {
    SampledShares.Options(tolerance: tolerance, seed: seed, enumerateUpTo: 0)
}

@Suite struct SampledAgainstExact {
    /// The bound claims 95%; 200 seeds leave 190 with ample room, as the claim is conservative.
    @Test(arguments: [false, true])
    func trueErrorIsBelowTheStatedOneInNineteenOfTwentySeeds(_ outOfSample: Bool) throws {
        let products = try randomProducts(regressors: 13, seed: 31)
        let test = outOfSample ? try randomProducts(regressors: 13, seed: 32) : nil
        let exact = try ExactShares.compute(products, test: test)
        var within = 0
        var distances: [Double] = [], stated: [Double] = []
        for seed: UInt64 in 1...200 {
            let sampled = try SampledShares.compute(
                products,
                test: test,
                options: options(4e-3, seed: seed)
            )
            let error = try #require(sampled.error)
            #expect(error.isMet && error.distance <= 4e-3)
            distances.append(distance(sampled, exact))
            stated.append(error.distance)
            if distances[distances.count - 1] <= error.distance { within += 1 }
        }
        #expect(within >= 190, "\(within) of 200")
        distances.sort()
        stated.sort()
        // Not over-cautious either: at most twice the 95% quantile of the true error.
        #expect(stated[100] <= 2 * distances[190], "\(stated[100]) \(distances[190])")
    }

    /// A systematic error would not shrink with the tolerance.
    @Test func sampledSharesConvergeToExactOnes() throws {
        let products = try randomProducts(regressors: 11, seed: 33)
        let exact = try ExactShares.compute(products)
        let sampled = try SampledShares.compute(products, options: options(1e-4))
        #expect(distance(sampled, exact) < 1e-4)
        for (share, other) in zip(sampled.shares, exact.shares) {
            #expect(abs(share.first - other.first) < 1e-10)
            #expect(abs(share.last - other.last) < 1e-10)
        }
        let sum = sampled.shares.reduce(0) { $0 + $1.lmg }
        #expect(abs(sum - sampled.rSquared) < 1e-12)
        #expect(abs(sampled.rSquared - exact.rSquared) < 1e-10)
    }

    @Test func groupsUnionsAndAlwaysInColumnsAreSampledToo() throws {
        let products = try randomProducts(regressors: 12, seed: 37)
        let test = try randomProducts(regressors: 12, seed: 38)
        let structure = PlayerStructure(
            groups: [PlayerStructure.Group(name: "g", columns: ["x2", "x7", "x9"])],
            unions: [PlayerStructure.Union(name: "u", players: ["g", "x3", "x5"])],
            always: ["x1"]
        )
        for rows in [nil, test] {
            let exact = try ExactShares.compute(products, test: rows, players: structure)
            let sampled = try SampledShares.compute(
                products,
                test: rows,
                players: structure,
                options: options(2e-3)
            )
            #expect(sampled.method == .sampled)
            #expect(distance(sampled, exact) < 2e-3)
            for (share, other) in zip(sampled.shares, exact.shares) {
                #expect(share.regressor == other.regressor && share.union == other.union)
                #expect(abs(share.last - other.last) < 1e-10)
            }
            #expect(abs(sampled.unions[1].lmg - exact.unions[1].lmg) < 2e-3)
        }
    }

    @Test func dependentRegressorsAreSampledWithoutBias() throws {
        var generator = Xoshiro256PlusPlus(seed: 39, stream: 0)
        let rows = (0..<60).map { _ -> [Double] in
            var row = (0..<9).map { _ in Double(generator.next() >> 11) * 0x1p-53 }
            row[6] = row[0] - row[2]
            return row + [row[0] + row[1] * row[2] + 0.5 * row[8]]
        }
        let products = try RegressorProducts(
            columns: (1...9).map { "x\($0)" } + ["y"],
            matrix: crossProducts(rows),
            response: "y"
        )
        let exact = try ExactShares.compute(products)
        let sampled = try SampledShares.compute(products, options: options(1e-3))
        #expect(sampled.dependencies.map(\.regressor) == ["x7"])
        #expect(distance(sampled, exact) < 1e-3)
        for (share, other) in zip(sampled.shares, exact.shares) {
            #expect(abs(share.last - other.last) < 1e-9)
        }
    }

    @Test func effortAllowedIsKeptAndSaid() throws {
        let products = try randomProducts(regressors: 30, seed: 40)
        var few = options(1e-7)
        few.operations = 1e7
        let sampled = try SampledShares.compute(products, options: few)
        let error = try #require(sampled.error)
        #expect(!error.isMet && error.distance > 1e-7)
    }

    @Test func impossibleTolerancesAreRefused() throws {
        let products = try randomProducts(regressors: 3, seed: 41)
        #expect(throws: VarianceSharesError.badOption("a tolerance is a number above 0")) {
            try SampledShares.compute(products, options: options(0))
        }
    }
}
