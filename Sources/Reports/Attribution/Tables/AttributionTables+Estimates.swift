import TopsliceAttribution
internal import TopsliceCohortData
internal import TopsliceFormats

extension AttributionTables {
    /// One row an estimate: attribution.csv.
    var estimates: ReportTable {
        let level = NumberFormat.level(report.method.confidenceLevel)
        var table = ReportTable(
            name: "Estimates",
            columns: TidyRow.reportColumns(level: level) + [.init("Quantity", key: "quantity")]
                + (report.labels.columns.isEmpty ? [] : [.init("Label", key: "label")])
        )
        let labels = report.labels
        func append(_ cells: [ReportCell], _ term: String, _ quantity: String) {
            let label = term.split(separator: "+").map { labels.name(String($0)) }
            table.append(
                cells + [.text(quantity)]
                    + (labels.columns.isEmpty ? [] : [.text(label.joined(separator: " with "))])
            )
        }
        func add(_ row: TidyRow, _ quantity: String) {
            append(row.reportCells, row.term, quantity)
        }
        // What is not identified is not printed as known.
        func addIfKnown(
            _ term: String,
            _ quantity: String,
            _ estimate: Estimate,
            withheld: Bool = false
        ) {
            if estimate.isIdentified, !withheld {
                add(TidyRow(term, estimate), quantity)
            } else {
                leaveBlank(term, quantity, withheld ? .absent(.withheld) : .empty)
            }
        }
        func leaveBlank(_ term: String, _ quantity: String, _ cell: ReportCell) {
            let blank = [ReportCell](repeating: cell, count: TidyRow.columns.count - 1)
            append([.text(term)] + blank, term, quantity)
        }
        let disclosure = report.disclosure
        let agencies = result.contributions
        for one in agencies { add(TidyRow(one.agency, one.shapley), "shapley") }
        for one in agencies {
            add(TidyRow(one.agency, one.shapley, pValue: one.holmPValue), "shapley_holm")
        }
        for one in agencies {
            if disclosure.shows(one.agency) {
                add(TidyRow(one.agency, one.perServed), "per_served")
            } else {
                leaveBlank(one.agency, "per_served", .absent(.withheld))
            }
        }
        for one in agencies {
            guard let share = one.share else { continue }
            add(TidyRow(one.agency, share), "share")
            if case .outside(let low, let high) = share.interval {
                let excluded = TidyRow(
                    one.agency,
                    estimate: share.value,
                    confidenceLow: low,
                    confidenceHigh: high
                )
                add(excluded, "share_excluded")
            }
        }
        for one in agencies { addIfKnown(one.agency, "first_in", one.firstIn) }
        for one in agencies { addIfKnown(one.agency, "last_in", one.lastIn) }
        let claims: [(String, (AttributionResult.AgencyContribution) -> Double?)] = [
            ("claimed_raw_difference", { $0.claimedRawDifference }),
            ("claimed_before_after", { $0.claimedBeforeAfter }),
            ("claimed_raw_difference_per_served", { $0.claimedRawDifferencePerServed }),
            ("claimed_before_after_per_served", { $0.claimedBeforeAfterPerServed }),
        ]
        for (quantity, claim) in claims {
            for one in agencies {
                guard let value = claim(one) else { continue }
                guard disclosure.shows(one.agency) else {
                    leaveBlank(one.agency, quantity, .absent(.withheld))
                    continue
                }
                add(TidyRow(one.agency, estimate: value), quantity)
            }
        }
        for pair in result.interactions {
            addIfKnown(pair.first + "+" + pair.second, "interaction", pair.value)
        }
        let total = result.total
        add(TidyRow("total", total.deadweight), "deadweight")
        add(TidyRow("total", total.observed), "observed")
        add(TidyRow("total", total.attributable), "attributable")
        addIfKnown("total", "per_served", total.perServed, withheld: !disclosure.showsServed)
        return table
    }
}
