import TopsliceRegression
import Testing

/// Absorbed effects cost the rank of their indicators, and no more.
struct AbsorbedRankTests {
    /// Levels of two or three factors at random, and what an independent count says of them.
    private struct Sample {
        var text = "y,x,a,b,c\n"
        var levels: [[Int]] = []

        init(seed: Int, rows: Int, a: Int, b: Int, c: Int) {
            var state = UInt64(seed) &* 0x9e37_79b9_7f4a_7c15 | 1
            func next(_ bound: Int) -> Int {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return Int(state >> 33) % bound
            }
            for _ in 0..<rows {
                let block = next(3)
                // Levels of a and b meet within their third only, so that the parts are not connected.
                let row = [block * a + next(a), block * b + next(b), next(c)]
                levels.append(row)
                let (y, x) = (next(1000), next(1000))
                text += "\(y),\(x),a\(row[0]),b\(row[1]),c\(row[2])\n"
            }
        }

        /// The rank of the indicators of some factors, by elimination in whole numbers modulo a prime.
        func rank(_ factors: [Int]) -> Int {
            let prime = 2_147_483_647
            let keys = factors.flatMap { factor in
                Set(levels.map { $0[factor] }).sorted().map { (factor, $0) }
            }
            var matrix = levels.map { row in keys.map { row[$0.0] == $0.1 ? 1 : 0 } }
            var rank = 0
            for column in keys.indices {
                guard let pivot = (rank..<matrix.count).first(where: { matrix[$0][column] != 0 })
                else { continue }
                matrix.swapAt(rank, pivot)
                let inverse = power(matrix[rank][column], prime - 2, prime)
                for row in (rank + 1)..<max(matrix.count, rank + 1)
                where matrix[row][column] != 0 {
                    let factor = matrix[row][column] * inverse % prime
                    for place in column..<keys.count {
                        matrix[row][place] =
                            (matrix[row][place] - factor * matrix[rank][place] % prime + prime)
                            % prime
                    }
                }
                rank += 1
            }
            return rank
        }

        private func power(_ base: Int, _ exponent: Int, _ prime: Int) -> Int {
            var (result, base, exponent) = (1, base % prime, exponent)
            while exponent > 0 {
                if exponent & 1 == 1 { result = result * base % prime }
                base = base * base % prime
                exponent >>= 1
            }
            return result
        }

        /// Connected components of the graph of levels of the first two factors.
        var components: Int {
            let nodes = Set(levels.map { "a\($0[0])" } + levels.map { "b\($0[1])" })
            var parent = Dictionary(uniqueKeysWithValues: nodes.map { ($0, $0) })
            func root(_ node: String) -> String {
                var node = node
                while let next = parent[node], next != node { node = next }
                return node
            }
            for row in levels { parent[root("a\(row[0])")] = root("b\(row[1])") }
            return nodes.filter { parent[$0] == $0 }.count
        }
    }

    @Test(arguments: 1...12)
    func theDegreesOfFreedomAreThoseOfTheRank(seed: Int) throws {
        let sample = Sample(seed: seed, rows: 70, a: 3 + seed % 4, b: 2 + seed % 3, c: 2 + seed % 4)
        let two = try fit(text: sample.text, "y ~ x | a + b")
        #expect(two.residualDegreesOfFreedom == 70 - sample.rank([0, 1]) - 1, "seed \(seed)")
        let counts = [0, 1].map { factor in Set(sample.levels.map { $0[factor] }).count }
        #expect(
            two.residualDegreesOfFreedom == 70 - (counts[0] + counts[1] - sample.components) - 1,
            "seed \(seed)"
        )
        let three = try fit(text: sample.text, "y ~ x | a + b + c")
        #expect(three.residualDegreesOfFreedom == 70 - sample.rank([0, 1, 2]) - 1, "seed \(seed)")
        // The same model in dummies knows it already.
        let dummies = try fit(text: sample.text, "y ~ x + a + b + c")
        #expect(three.residualDegreesOfFreedom == dummies.residualDegreesOfFreedom)
        let (found, expected) = (three.coefficients[0], dummies.coefficients[1])
        #expect(abs(found.estimate - expected.estimate) <= 1e-10 * abs(expected.estimate))
        let ratio = (found.standardError ?? .nan) / (expected.standardError ?? .nan)
        #expect(abs(ratio - 1) <= 1e-9, "seed \(seed)")
    }

    /// A column that is the same within the levels of an absorbed factor has no coefficient, whatever rounding leaves of it.
    @Test func whatTheEffectsDetermineIsLeftOut() throws {
        var text = "y,x,z,g,h\n"
        for row in 0..<42 {
            let (g, h) = (row % 7, row % 3)
            text += "\(row * 11 % 17),\(row * 5 % 13),\(0.1 + Double(h) / 3),g\(g),h\(h)\n"
        }
        for formula in ["y ~ x + z | h", "y ~ x + z | g + h"] {
            let result = try fit(text: text, formula)
            #expect(result.coefficients.map(\.term) == ["x"])
            #expect(result.dropped == [.init(name: "z", combinationOf: ["h"])])
        }
    }

    @Test func aFormulaLeftWithNoColumnIsRefused() {
        let text = "y,a\n1,p\n2,p\n3,q\n5,q\n4,r\n8,r\n"
        #expect(throws: RegressionError.nothingToEstimate(leftOut: ["aq", "ar"])) {
            try fit(text: text, "y ~ a | a")
        }
        #expect(throws: RegressionError.nothingToEstimate(leftOut: [])) {
            try fit(text: text, "y ~ 1 | a")
        }
        #expect(throws: RegressionError.noRegressors) { try fit(text: text, "y ~ 0") }
    }

    @Test func whatR2IsAboutIsSaid() throws {
        let text = "y,a\n1,p\n2,p\n3,q\n5,q\n4,r\n8,r\n"
        let centred = try fit(text: text, "y ~ a")
        let uncentred = try fit(text: text, "y ~ 0 + a")
        #expect(centred.rSquaredVariation == .aboutMean)
        #expect(uncentred.rSquaredVariation == .aboutZero)
        // Residuals 0.5, 1 and 2 twice each; the mean is 23/6.
        let residual = 2 * (0.25 + 1 + 4)
        #expect(abs((uncentred.rSquared ?? 0) - (1 - residual / 119)) <= 1e-14)
        #expect(abs((centred.rSquared ?? 0) - (1 - residual / (119 - 529.0 / 6))) <= 1e-14)
    }
}
