/// Why a search stopped before its answer could be certified.
public enum UncertifiedSearch: Sendable, Hashable {
    /// More steps or passes than any sound game needs.
    case doesNotEnd
    /// The rows that hold the level, or the coalitions that bind, depend on one another.
    case dependentRows
    case roundingPreventsAnswer
    case levelCannotBeHeld
    case levelSettlesNobody
    case noStartingPoint
    /// The certificate was checked and does not hold.
    case certificate(CertificateFault)

    func words(_ names: PlayerNames) -> String {
        switch self {
        case .doesNotEnd: "the search does not end"
        case .dependentRows: "the rows that hold the level depend on one another"
        case .roundingPreventsAnswer: "rounding prevents an answer"
        case .levelCannotBeHeld: "the level cannot be held"
        case .levelSettlesNobody: "a level settles nobody"
        case .noStartingPoint: "no starting point"
        case .certificate(let fault): fault.words(names)
        }
    }
}
