import TopsliceMoments
import TopsliceTestSupport

/// Made-up rows with clusters, weights (some zero) and patterns; means of very different size, some far from zero.
struct SampleRows {
    let count = 300
    let spread = 2.0
    let columns: [[Double]]
    let weights: [Double]
    let clusters: [Double]
    let patterns: [UInt64]

    init(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let count = 300
        let means = [0, 1e4, -3, 50.0]
        columns = means.map { mean in (0..<count).map { _ in mean + 2 * random.signed() } }
        weights = (0..<count).map { _ in random.next() % 10 == 0 ? 0 : 0.5 + random.signed() / 3 }
        clusters = (0..<count).map { _ in Double(random.next() % 7) }
        patterns = (0..<count).map { _ in random.next() % 4 }
    }

    func moments(_ range: Range<Int>, blockSize: Int = 50) -> Moments {
        var sums = MomentsAccumulator()
        var start = range.lowerBound
        while start < range.upperBound {
            let end = min(start + blockSize, range.upperBound)
            let block = columns.flatMap { $0[start..<end] }
            let own = (Array(weights[start..<end]), Array(clusters[start..<end]))
            sums.add(
                base: block,
                stride: end - start,
                rowCount: end - start,
                columnCount: columns.count,
                weights: own.0,
                clusters: own.1,
                patterns: Array(patterns[start..<end])
            )
            start = end
        }
        return sums.moments(columns: ["a", "b", "c", "y"], labels: (0..<7).map { "c\($0)" })
    }
}
