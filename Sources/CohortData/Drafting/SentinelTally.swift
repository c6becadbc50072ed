/// How often the numbers stand that are written where a value is missing, and where the others lie.
struct SentinelTally {
    /// As surveys and case systems write them.
    private static let sentinels: [Double] = [-1, -9, -99, -999, -9_999, 99, 999, 9_999, 99_999]

    private var counts = [Int](repeating: 0, count: sentinels.count)
    private var others = NumberSummary()

    mutating func add(_ number: Double) {
        if let place = Self.sentinels.firstIndex(of: number) {
            counts[place] += 1
        } else {
            others.add(number)
        }
    }

    /// The commonest sentinel that lies further from all other numbers than these lie from one another, if enough people
    /// have it.
    var code: (code: String, count: Int)? {
        guard others.count > 0 else { return nil }
        let spread = others.greatest - others.least
        let far = Self.sentinels.indices.filter { place in
            let value = Self.sentinels[place]
            return counts[place] >= StudyDraft.fewestPeople
                && (value < 0 && others.least >= 0 || value > others.greatest + spread)
        }
        guard let place = far.max(by: { counts[$0] < counts[$1] }) else { return nil }
        return (String(Int(Self.sentinels[place])), counts[place])
    }
}
