import TopsliceAttribution
package import TopsliceFormats

extension AttributionReport {
    /// One row an estimate: the tidy columns, then `quantity`, which says what was estimated.
    ///
    /// `term` is an agency, `total`, or a pair `a+b`; `quantity` is `shapley`, `share`, `first_in`,
    /// `last_in`, `claimed_raw_difference`, `claimed_before_after`, `interaction`, `deadweight`,
    /// `observed` or `attributable`. The Shapley rows come first, in the order of the agencies.
    package var attributionTable: CSVTable {
        var table = CSVTable(columns: TidyRow.columns + ["quantity"])
        func add(_ term: String, _ quantity: String, _ estimate: Estimate?) {
            guard let estimate else { return }
            table.append(TidyRow(term, estimate).cells + [.text(quantity)])
        }
        func add(_ term: String, _ quantity: String, claim: Double?) {
            guard let claim else { return }
            table.append(TidyRow(term, estimate: claim).cells + [.text(quantity)])
        }
        let contributions = result.contributions
        for one in contributions { add(one.agency, "shapley", one.shapley) }
        for one in contributions { add(one.agency, "share", one.share) }
        for one in contributions { add(one.agency, "first_in", one.firstIn) }
        for one in contributions { add(one.agency, "last_in", one.lastIn) }
        for one in contributions {
            add(one.agency, "claimed_raw_difference", claim: one.claimedRawDifference)
        }
        for one in contributions {
            add(one.agency, "claimed_before_after", claim: one.claimedBeforeAfter)
        }
        for pair in result.interactions {
            add(pair.first + "+" + pair.second, "interaction", pair.value)
        }
        add("total", "deadweight", result.total.deadweight)
        add("total", "observed", result.total.observed)
        add("total", "attributable", result.total.attributable)
        return table
    }

    /// The game: what each coalition would have achieved. Its first three columns are a game file.
    package var coalitionsTable: CSVTable {
        var table = CSVTable(
            columns: ["coalition", "value", "standard_error", "supported", "unsupported_share"]
        )
        for coalition in result.coalitions {
            table.append([
                .text(Self.name(of: coalition.members)),
                .number(coalition.value),
                .optional(coalition.standardError),
                .boolean(coalition.supported),
                .number(coalition.unsupportedShare),
            ])
        }
        return table
    }

    /// A coalition as files name it: `police+courts`, or `none`.
    static func name(of members: [String]) -> String {
        members.isEmpty ? "none" : members.joined(separator: "+")
    }
}
