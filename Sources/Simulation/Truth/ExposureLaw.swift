/// How likely each exposure pattern is among people alike in need, outcome before, area and risk.
///
/// Entry `pattern` of `probabilities`, shape (2^agencies), adds up to 1 over the patterns.
struct ExposureLaw {
    let probabilities: [Double]

    init(_ model: CohortModel, need: Int, before: Int, area: Int, risk: Int) {
        let index = model.uptakeIndex(need: need, before: before, area: area, risk: risk)
        var table = [1.0]
        for agency in 0..<model.agencyCount {
            // Agencies enter in their order, so a referrer's bit is settled before those it refers to.
            let bit = 1 << agency
            let referrer = model.referrers[agency]
            let open = model.uptakeProbability(index, agency: agency)
            var extended = [Double](repeating: 0, count: 2 * bit)
            for pattern in 0..<bit {
                let reached = referrer < 0 || pattern >> referrer & 1 == 1
                let probability = reached ? open : 0
                extended[pattern] = table[pattern] * (1 - probability)
                extended[pattern | bit] = table[pattern] * probability
            }
            table = extended
        }
        probabilities = table
    }

    /// For every coalition S, the mean of `outcomes` at the agencies of S that serve: Σ_A P(A) outcomes(A ∩ S).
    ///
    /// - Parameter outcomes: by pattern, shape (2^agencies).
    /// - Returns: by coalition, shape (2^agencies).
    /// - Complexity: O(3^agencies).
    func restrictedMeans(of outcomes: [Double]) -> [Double] {
        let count = probabilities.count
        return [Double](unsafeUninitializedCapacity: count) { result, initialized in
            initialized = count
            withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * count) { scratch in
                probabilities.withUnsafeBufferPointer { probabilities in
                    outcomes.withUnsafeBufferPointer { outcomes in
                        guard let scratch = scratch.baseAddress,
                            let probabilities = probabilities.baseAddress,
                            let outcomes = outcomes.baseAddress, let result = result.baseAddress
                        else { return }
                        Self.restrict(probabilities, outcomes, count, result, scratch)
                    }
                }
            }
        }
    }

    /// Decides the highest agency, which halves the tables: a coalition without it sees the sum of the halves of P at
    /// the outcomes without it; one with it sees each half of P at its own half of the outcomes.
    ///
    /// `scratch` has room for twice `count`; each level takes its own `count` and leaves the rest to those below.
    private static func restrict(
        _ probabilities: UnsafePointer<Double>,
        _ outcomes: UnsafePointer<Double>,
        _ count: Int,
        _ result: UnsafeMutablePointer<Double>,
        _ scratch: UnsafeMutablePointer<Double>
    ) {
        // Below three agencies all pairs of pattern and coalition are soon done.
        guard count > 8 else {
            for coalition in 0..<count {
                var sum = 0.0
                for pattern in 0..<count {
                    sum += probabilities[pattern] * outcomes[pattern & coalition]
                }
                result[coalition] = sum
            }
            return
        }
        let half = count / 2
        let (sums, added, deeper) = (scratch, scratch + half, scratch + count)
        for entry in 0..<half { sums[entry] = probabilities[entry] + probabilities[half + entry] }
        restrict(sums, outcomes, half, result, deeper)
        restrict(probabilities, outcomes, half, result + half, deeper)
        restrict(probabilities + half, outcomes + half, half, added, deeper)
        for entry in 0..<half { result[half + entry] += added[entry] }
    }
}
