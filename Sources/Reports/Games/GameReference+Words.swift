internal import TopsliceSharing

extension GameRun.Reference {
    /// In proportion to what.
    var meaning: String {
        switch basis {
        case .ownValues: "in proportion to own values"
        case .statedWeights: "in proportion to the stated weights"
        case .equal: "equal, because proportional shares do not exist here"
        }
    }
}
