import TopsliceAttribution
internal import TopsliceDoor
package import TopsliceFormats

extension AttributionReport {
    /// One row an estimate: the tidy columns, then `quantity`, which says what was estimated.
    ///
    /// `term` is an agency, `total`, or a pair `a+b`; `quantity` is `shapley`, `shapley_holm` (the same with Holm's p-value),
    /// `per_served`, `share` (without ends where it is not bounded), `share_excluded` (the values between the ends are the only ones
    /// refused), `first_in`, `last_in`, `claimed_raw_difference`, `claimed_before_after`, the two with `_per_served`,
    /// `interaction`, `deadweight`, `observed` or `attributable`; `per_served` of the total is per person whom some agency
    /// served. The Shapley rows come first, in the order of the agencies.
    package var attributionTable: CSVTable {
        var table = CSVTable(columns: TidyRow.columns + ["quantity"])
        func add(_ term: String, _ quantity: String, _ estimate: Estimate?) {
            guard let estimate else { return }
            table.append(TidyRow(term, estimate).cells + [.text(quantity)])
        }
        // What is not identified is not printed as known.
        func addIfKnown(_ term: String, _ quantity: String, _ estimate: Estimate) {
            let cells =
                estimate.isIdentified
                ? TidyRow(term, estimate).cells
                : [.text(term)]
                    + TidyRow.columns.dropFirst().map { _ in CSVCell.optional(nil as Double?) }
            table.append(cells + [.text(quantity)])
        }
        func add(_ term: String, _ quantity: String, claim: Double?) {
            guard let claim else { return }
            table.append(TidyRow(term, estimate: claim).cells + [.text(quantity)])
        }
        let contributions = result.contributions
        for one in contributions { add(one.agency, "shapley", one.shapley) }
        for one in contributions {
            table.append(
                TidyRow(one.agency, one.shapley, pValue: one.holmPValue).cells
                    + [.text("shapley_holm")]
            )
        }
        for one in contributions { add(one.agency, "per_served", one.perServed) }
        for one in contributions {
            guard let share = one.share else { continue }
            table.append(TidyRow(one.agency, share).cells + [.text("share")])
            if case .outside(let low, let high) = share.interval {
                table.append(
                    TidyRow(
                        one.agency,
                        estimate: share.value,
                        confidenceLow: low,
                        confidenceHigh: high
                    ).cells + [.text("share_excluded")]
                )
            }
        }
        for one in contributions { addIfKnown(one.agency, "first_in", one.firstIn) }
        for one in contributions { addIfKnown(one.agency, "last_in", one.lastIn) }
        for one in contributions {
            add(one.agency, "claimed_raw_difference", claim: one.claimedRawDifference)
        }
        for one in contributions {
            add(one.agency, "claimed_before_after", claim: one.claimedBeforeAfter)
        }
        for one in contributions {
            add(
                one.agency,
                "claimed_raw_difference_per_served",
                claim: one.claimedRawDifferencePerServed
            )
        }
        for one in contributions {
            add(
                one.agency,
                "claimed_before_after_per_served",
                claim: one.claimedBeforeAfterPerServed
            )
        }
        for pair in result.interactions {
            addIfKnown(pair.first + "+" + pair.second, "interaction", pair.value)
        }
        add("total", "deadweight", result.total.deadweight)
        add("total", "observed", result.total.observed)
        add("total", "attributable", result.total.attributable)
        addIfKnown("total", "per_served", result.total.perServed)
        return table
    }

    /// The game: what each coalition would have achieved. Its first three columns are a game file.
    package var coalitionsTable: CSVTable {
        var table = CSVTable(
            columns: [
                "coalition", AttributionKeys.Coalition.value,
                AttributionKeys.Coalition.standardError, AttributionKeys.Coalition.isSupported,
                AttributionKeys.Coalition.unsupportedShare,
                AttributionKeys.Coalition.standardErrorReason,
            ]
        )
        for coalition in result.coalitions {
            table.append([
                .text(Self.name(of: coalition.members)),
                .number(coalition.value),
                .optional(coalition.standardError),
                .boolean(coalition.supported),
                .number(coalition.unsupportedShare),
                coalition.error.reason.map(CSVCell.text) ?? .empty,
            ])
        }
        return table
    }

    /// A coalition as files name it: `police+courts`, or `none`.
    static func name(of members: [String]) -> String {
        members.isEmpty ? "none" : members.joined(separator: "+")
    }
}
