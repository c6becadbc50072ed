/// The factor by which a raw sandwich is scaled.
struct SmallSample {
    let rowCount: Int
    /// Coefficients counted, absorbed fixed effects that are not nested in the clusters included.
    let parameterCount: Int
    let clusterCount: Int?

    func factor(_ kind: CovarianceKind) -> Double {
        let n = Double(rowCount)
        let k = Double(parameterCount)
        switch kind {
        case .iid, .hc0, .hc2, .hc3: return 1
        case .hc1: return n / (n - k)
        case .cluster:
            let groups = Double(clusterCount ?? 0)
            return groups / (groups - 1) * (n - 1) / (n - k)
        }
    }
}
