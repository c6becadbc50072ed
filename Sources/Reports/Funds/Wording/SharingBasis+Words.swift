import TopsliceFunds

extension SharingBasis {
    /// In words for a statement.
    var words: String {
        switch self {
        case .shares: "agreed shares"
        case .weights: "weights"
        case .formula(let factors): "a formula of " + factors.map(\.name).joined(separator: ", ")
        case .contributions(false): "contributions to the pool"
        case .contributions(true): "contributions, aligned money included"
        case .equally: "equal shares"
        case .savings(.realised): "the savings in each budget"
        case .savings(.forecast): "the savings forecast in each budget"
        }
    }
}
