internal import TopsliceRandomness

/// Predictive mean matching: a missing value is that of somebody of whom much the same would have been predicted, so that what is imputed
/// is always a value that occurs (Little 1988; type 1 matching of van Buuren 2018, section 3.4).
struct DonorMatching {
    static let donorCount = 5

    /// Donors in the order of their predictions.
    private let order: [Int]
    private let predictions: [Double]

    /// - `predictions`: of the donors, by the coefficients themselves rather than by a draw of them.
    init(_ predictions: [Double]) {
        order = predictions.indices.sorted {
            (predictions[$0], $0) < (predictions[$1], $1)
        }
        self.predictions = order.map { predictions[$0] }
    }

    /// One of the five nearest donors of a prediction, each equally likely; those at the very distance of the fifth share the places left.
    func donor(of target: Double, _ generator: inout Xoshiro256PlusPlus) -> Int {
        let wanted = min(Self.donorCount, predictions.count)
        var (low, high) = (lowerBound(target), lowerBound(target))
        var distance = 0.0
        for _ in 0..<wanted {
            let below = low > 0 ? target - predictions[low - 1] : .infinity
            let above = high < predictions.count ? predictions[high] - target : .infinity
            distance = min(below, above)
            if below <= above { low -= 1 } else { high += 1 }
        }
        // All nearer than the fifth, then all that are as far.
        var (innerLow, innerHigh) = (low, high)
        while innerLow < innerHigh, target - predictions[innerLow] >= distance { innerLow += 1 }
        while innerHigh > innerLow, predictions[innerHigh - 1] - target >= distance {
            innerHigh -= 1
        }
        let chosen = generator.next(below: wanted)
        if chosen < innerHigh - innerLow { return order[innerLow + chosen] }
        let (outerLow, outerHigh) = (
            lowerBound(target - distance), upperBound(target + distance)
        )
        let (left, right) = (max(0, innerLow - outerLow), max(0, outerHigh - innerHigh))
        guard left + right > 0 else { return order[low + chosen] }
        let place = generator.next(below: left + right)
        return order[place < left ? outerLow + place : innerHigh + place - left]
    }

    private func lowerBound(_ target: Double) -> Int {
        predictions.partitionPlace { $0 < target }
    }

    private func upperBound(_ target: Double) -> Int {
        predictions.partitionPlace { $0 <= target }
    }
}

extension [Double] {
    /// The first place of a sorted array at which `isBefore` no longer holds.
    fileprivate func partitionPlace(_ isBefore: (Double) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if isBefore(self[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
