/// A request that lacks something, in the user's words.
public enum EvaluationError: Error, Equatable, CustomStringConvertible {
    case noOutcome

    public var description: String {
        switch self {
        case .noOutcome: "no outcome was named; give --outcome COLUMN or 'outcome:' in the study"
        }
    }
}
