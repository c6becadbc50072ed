/// How far each agency's contribution rests on outcomes that no data support, and how far those could move it.
///
/// A person's part in the Shapley value of k is Σ_T c_k(T) μ(T) over the subsets T of those who served them, with
/// |T|! (a − |T| − 1)! / a! below zero where k is not in T, and (|T| − 1)! (a − |T|)! / a! where it is. Where T lacks support μ(T) might be
/// anything between the least and the greatest outcome (Manski 1990): the bounds take the worst for every person at once.
struct ExtrapolationSums: Sendable {
    private let range: ClosedRange<Double>
    /// By agency: Σ w Σ |c| over unsupported subsets, of which each person served has 2 in all, and the sums of the worst moves.
    private(set) var weights: [Double]
    private(set) var falls: [Double]
    private(set) var rises: [Double]
    /// By number of agencies a and size s below a: s! (a − s − 1)! / a!.
    private let shares: [[Double]]

    init(agencies: Int, range: ClosedRange<Double>) {
        self.range = range
        weights = [Double](repeating: 0, count: agencies)
        falls = weights
        rises = weights
        shares = (0...agencies).map { count in
            guard count > 0 else { return [] }
            // 1 / (a · (a − 1 over s)), each from the one before.
            var result = [1 / Double(count)]
            for size in 1..<max(count, 1) {
                result.append(result[size - 1] * Double(size) / Double(count - size))
            }
            return result
        }
    }

    /// - `lacking`: the subsets without support, by number; `means`: μ of every subset, `stride` apart.
    mutating func add(
        _ lacking: [Int],
        of subsets: SubsetMasks,
        _ means: UnsafePointer<Double>,
        stride: Int,
        weight: Double
    ) {
        let shares = shares[subsets.members.count]
        for subset in lacking {
            let size = subset.nonzeroBitCount
            // A prediction of a linear model may lie outside already; it then moves one way only.
            let mean = means[subset * stride]
            let (down, up) = (max(0, mean - range.lowerBound), max(0, range.upperBound - mean))
            for (place, agency) in subsets.members.enumerated() {
                let isMember = subset >> place & 1 == 1
                let share = weight * shares[isMember ? size - 1 : size]
                weights[agency] += share
                falls[agency] += share * (isMember ? down : up)
                rises[agency] += share * (isMember ? up : down)
            }
        }
    }

    mutating func merge(_ other: ExtrapolationSums) {
        for agency in weights.indices {
            weights[agency] += other.weights[agency]
            falls[agency] += other.falls[agency]
            rises[agency] += other.rises[agency]
        }
    }
}
