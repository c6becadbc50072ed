import TopsliceAttribution

extension SupportGrade {
    /// As files write it.
    var name: String {
        switch self {
        case .full: "full"
        case .thin: "thin"
        case .structural: "structural"
        case .none: "none"
        }
    }

    /// As a page says it.
    var words: String {
        switch self {
        case .full: "supported"
        case .thin: "thin"
        case .structural: "NOT supported: nobody at some level of a covariate"
        case .none: "NOT supported: nobody at all"
        }
    }
}
