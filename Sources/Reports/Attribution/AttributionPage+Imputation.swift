import TopsliceAttribution
internal import TopsliceCohortData
internal import TopsliceFormats

extension AttributionPage {
    /// How missing values were dealt with, for the method.
    var missingValues: String {
        guard let summary = result.imputation else {
            return "rows that lack a column of the model are left out (complete cases)"
        }
        guard !summary.columns.isEmpty else {
            return "covariates would have been imputed, and none lacks a value"
        }
        return
            "covariates by chained equations in \(summary.plan.tables) completed tables, from the outcome, the agencies, "
            + "their pairs, the other covariates" + (result.clusters == nil ? "" : ", the clusters")
            + "; each table attributed, and the answers pooled by Rubin's rules with the degrees of freedom of Barnard and Rubin. "
            + "Rows without an outcome, an agency"
            + (result.clusters == nil ? "" : ", a cluster")
            + " or a weight are left out"
    }

    /// What was imputed and what its uncertainty adds; empty where nothing was.
    var imputationTables: [HTMLTable] {
        guard let summary = result.imputation, !summary.columns.isEmpty else { return [] }
        let count = NumberFormat.count
        let percentage = NumberFormat.percentage
        return [
            HTMLTable(
                caption: "Values that were imputed; by agency: of those served / not served",
                columns: [.words("Column"), .numbers("People"), .numbers("Of all people")]
                    + result.agencies.map { .numbers($0) },
                rows: summary.columns.map { column in
                    [
                        column.name, count.text(Double(column.people)),
                        percentage.text(Double(column.people) / Double(result.people)),
                    ]
                        + column.arms.map {
                            "\(count.text(Double($0.ones))) / \(count.text(Double($0.zeros)))"
                        }
                }
            ),
            HTMLTable(
                caption: "What missing values add to the uncertainty, \(format.shortUnit)",
                columns: [
                    .words("Contribution of"), .numbers("Standard error"),
                    .numbers("Part of its variance due to what is missing"),
                    .numbers("Error of drawing, as a standard error"),
                ],
                rows: zip(
                    result.contributions,
                    zip(summary.missingShares, summary.drawErrors)
                ).map { one, added in
                    [
                        one.agency, format.error.text(one.shapley.standardError),
                        percentage.text(added.0), format.error.text(added.1),
                    ]
                },
                total: [
                    "Together", format.error.text(result.total.attributable.standardError),
                    percentage.text(summary.missingShareOfTotal), NumberFormat.dash,
                ]
            ),
        ]
    }
}
