/// What a column is for in the analysis.
struct ColumnRoles {
    let isOutcome: Bool
    let isAgency: Bool
    let isCovariate: Bool
    let isCluster: Bool
    let isWeight: Bool
    /// Numbers to be taken as levels.
    let isLevels: Bool
    /// Whether a person without a value is left out of the analysis.
    let isAnalysed: Bool

    init(of name: String, in analysis: StudyAnalysis) {
        isOutcome = analysis.outcomeNames.contains(name)
        isAgency = analysis.agencies?.contains(name) ?? false
        isLevels = analysis.categorical?.contains(name) ?? false
        isCovariate = isLevels || analysis.covariates?.contains(name) ?? false
        isCluster = analysis.cluster == name
        isWeight = analysis.weights == name
        isAnalysed = analysis.columns.contains(name)
    }
}
