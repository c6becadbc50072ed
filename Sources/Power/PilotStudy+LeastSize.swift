extension PilotStudy {
    /// Whether a size leaves a degree of freedom.
    func isPossible(_ size: StudySize) -> Bool { degrees(total, at: size) >= 1 }

    /// The least size at which `isReached`, which holds at every larger size than one at which it holds; nil where none up to a
    /// million times the pilot does.
    ///
    /// By halving over whole numbers of people, or of clusters.
    func leastSize(where isReached: (StudySize) -> Bool) -> StudySize? {
        func holds(_ count: Int) -> Bool {
            let size = size(ofUnits: count)
            return isPossible(size) && isReached(size)
        }
        var high = 2
        while !holds(high) {
            guard high / Self.mostTimes < units else { return nil }
            high *= 2
        }
        var low = high / 2
        while high - low > 1 {
            let middle = low + (high - low) / 2
            if holds(middle) { high = middle } else { low = middle }
        }
        return size(ofUnits: high)
    }

    private static let mostTimes = 1_000_000
}
