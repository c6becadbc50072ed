/// What the agencies claim one by one, added up.
extension AttributionResult {
    package var claimedRawDifference: Double {
        contributions.map(\.claimedRawDifference).reduce(0, +)
    }

    package var claimedBeforeAfter: Double {
        contributions.compactMap(\.claimedBeforeAfter).reduce(0, +)
    }

    /// The same per person whom some agency served.
    package var claimedRawDifferencePerServed: Double { claimedRawDifference / total.servedShare }
    package var claimedBeforeAfterPerServed: Double { claimedBeforeAfter / total.servedShare }
}

extension AttributionResult.AgencyContribution {
    /// What the agency claims alone per person whom it served: treated minus untreated, and before to after.
    package var claimedRawDifferencePerServed: Double { claimedRawDifference / servedShare }
    package var claimedBeforeAfterPerServed: Double? { claimedBeforeAfter.map { $0 / servedShare } }
}
