/// A covariate with missing values, and what its values are drawn from.
struct Gap: Sendable {
    let target: Int
    /// Features of the other covariates.
    let features: [Feature]
    /// Features whose mean over the others of a cluster enters, those of the covariate itself among them; empty without clusters.
    let means: [Feature]

    init(target: Int, _ variables: [ScaledVariable], isClustered: Bool) {
        self.target = target
        features = variables.enumerated().flatMap { number, variable in
            number == target ? [] : variable.features(of: number)
        }
        means =
            isClustered
            ? variables.enumerated().flatMap { number, variable in
                variable.features(of: number).filter {
                    if case .square = $0 { return false }
                    return true
                }
            } : []
    }
}
