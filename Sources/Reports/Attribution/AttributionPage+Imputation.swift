import TopsliceAttribution

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
}
