/// What is wrong with weights by coalition size.
public enum SizeWeightsFault: Sendable, Hashable {
    /// As many weights are needed for leaving as for joining.
    case lengthsDiffer(joining: Int, leaving: Int)
    /// One weight for each size from 0 to `playerCount - 1`.
    case count(got: Int, playerCount: Int)
    case notFinite

    var words: String {
        switch self {
        case .lengthsDiffer(let joining, let leaving):
            "\(joining) for joining, \(leaving) for leaving"
        case .count(let got, let playerCount):
            "\(got) given, one for each of 0 to \(playerCount - 1)"
        case .notFinite: "all must be finite numbers"
        }
    }
}
