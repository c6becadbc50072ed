/// What the agencies claim one by one, added up.
extension AttributionResult {
    package var claimedRawDifference: Double {
        contributions.map(\.claimedRawDifference).reduce(0, +)
    }

    package var claimedBeforeAfter: Double {
        contributions.compactMap(\.claimedBeforeAfter).reduce(0, +)
    }
}
