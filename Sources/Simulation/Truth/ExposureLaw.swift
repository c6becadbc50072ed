/// How likely each exposure pattern is among people alike in need, outcome before and area.
///
/// Entry `pattern` of `probabilities`, shape (2^agencies), adds up to 1 over the patterns.
struct ExposureLaw {
    let probabilities: [Double]

    init(_ model: CohortModel, need: Int, before: Int, area: Int) {
        let index = model.uptakeIndex(need: need, before: before, area: area)
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

    /// Calls `body(S, B, probability that the agencies of S which serve the person are just B)` for every B ⊆ S.
    ///
    /// - Complexity: O(3^agencies).
    func forEachRestriction(
        _ body: (_ coalition: Int, _ served: Int, _ probability: Double) -> Void
    ) {
        let agencyCount = probabilities.count.trailingZeroBitCount
        var scratch = probabilities + [Double](repeating: 0, count: probabilities.count)
        let whole = 0..<probabilities.count
        scratch.withUnsafeMutableBufferPointer {
            Self.descend($0, whole, agencyCount, coalition: 0, served: 0, body)
        }
    }

    /// Decides the highest open agency: in S and serving, in S and not serving, or outside S (summed over).
    private static func descend(
        _ memory: UnsafeMutableBufferPointer<Double>,
        _ table: Range<Int>,
        _ open: Int,
        coalition: Int,
        served: Int,
        _ body: (Int, Int, Double) -> Void
    ) {
        guard open > 0 else {
            body(coalition, served, memory[table.lowerBound])
            return
        }
        let bit = 1 << (open - 1)
        let without = table.lowerBound..<table.lowerBound + bit
        let with = without.upperBound..<table.upperBound
        // Sums of this level have a place of their own behind the first table: half of it for the highest agency,
        // a quarter for the next, and so on. What lies there from a sister has been used up by now.
        let start = memory.count - 2 * bit
        let sums = start..<start + bit
        for entry in 0..<bit {
            memory[sums.lowerBound + entry] =
                memory[without.lowerBound + entry] + memory[with.lowerBound + entry]
        }
        descend(memory, sums, open - 1, coalition: coalition, served: served, body)
        descend(memory, without, open - 1, coalition: coalition | bit, served: served, body)
        descend(memory, with, open - 1, coalition: coalition | bit, served: served | bit, body)
    }
}
