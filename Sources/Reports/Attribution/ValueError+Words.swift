import TopsliceAttribution
internal import TopsliceFormats

extension AttributionResult.ValueError {
    /// Why there is no standard error, as files write it; nil where there is one.
    var reason: String? {
        switch self {
        case .known: nil
        case .notIdentified: "not_identified"
        case .notComputed: "not_computed"
        }
    }

    /// As a page says it.
    func words(_ format: NumberFormat) -> String {
        switch self {
        case .known(let error): format.text(error)
        case .notIdentified: OutcomeFormat.notIdentified
        case .notComputed: "not computed"
        }
    }
}
