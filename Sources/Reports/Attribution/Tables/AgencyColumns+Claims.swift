import TopsliceAttribution
internal import TopsliceFormats

/// What each agency would claim alone.
extension AgencyColumns {
    /// Whether there is an outcome of the period before.
    var hasBefore: Bool { result.contributions.contains { $0.claimedBeforeAfter != nil } }

    var rawClaim: Figure {
        claim(
            "Claimed: served against not served",
            "claimed_raw_difference",
            terminal: "Served/not",
            together: disclosure.sum(.number(result.claimedRawDifference, format.change))
        ) { $0.claimedRawDifference }
    }

    var rawClaimPerServed: Figure {
        claim(
            "Claimed per person served: served against not served",
            "claimed_raw_difference_per_served",
            terminal: "Served/not, a person served",
            together: perServed(result.claimedRawDifferencePerServed)
        ) { $0.claimedRawDifferencePerServed }
    }

    var beforeClaim: Figure {
        claim(
            "Claimed: before to after",
            "claimed_before_after",
            terminal: "Before/after",
            together: disclosure.sum(.number(result.claimedBeforeAfter, format.change))
        ) { $0.claimedBeforeAfter }
    }

    var beforeClaimPerServed: Figure {
        claim(
            "Claimed per person served: before to after",
            "claimed_before_after_per_served",
            terminal: "Before/after, a person served",
            together: perServed(result.claimedBeforeAfterPerServed)
        ) { $0.claimedBeforeAfterPerServed }
    }

    private func perServed(_ sum: Double) -> ReportCell {
        disclosure.figureOfServed(disclosure.sum(.number(sum, format.change)))
    }

    private func claim(
        _ title: String,
        _ key: String,
        terminal: String,
        together: ReportCell,
        _ value: @escaping @Sendable (AttributionResult.AgencyContribution) -> Double?
    ) -> Figure {
        let (format, disclosure) = (format.change, disclosure)
        return Figure(
            .init(title, key: key, Self.amount, terminalTitle: terminal),
            together: together
        ) { disclosure.figure(.number(value($0), format), of: $0.agency) }
    }
}

extension ShareInterval {
    /// `bounded` between the ends beside it, `outside` of `excluded`, or `everything`.
    var json: JSONValue {
        switch self {
        case .bounded: ["kind": .string("bounded")]
        case .outside(let low, let high):
            ["kind": .string("outside"), "excluded": .numbers([low, high])]
        case .everything: ["kind": .string("everything")]
        }
    }
}
