import TopsliceCohortData

extension Study {
    /// The contract implied by an analysis alone, where there is no study file.
    static func inferred(for analysis: StudyAnalysis) -> Study {
        Study(refusesIdentifiers: false, analysis: analysis).withRoleColumns
    }
}
