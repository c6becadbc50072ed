/// The subsets of an exposure pattern: subset number t holds the j-th agency of the pattern where bit j of t is set.
struct SubsetMasks: Sendable {
    let members: [Int]
    /// The coalition of each subset, by number.
    let masks: [UInt64]

    init(_ pattern: UInt64) {
        var members: [Int] = []
        var rest = pattern
        while rest != 0 {
            members.append(rest.trailingZeroBitCount)
            rest &= rest - 1
        }
        var masks = [UInt64](repeating: 0, count: 1 << members.count)
        for subset in 1..<max(masks.count, 1) {
            let lowest = subset.trailingZeroBitCount
            masks[subset] = masks[subset & (subset - 1)] | 1 << UInt64(members[lowest])
        }
        self.members = members
        self.masks = masks
    }
}
