internal import TopsliceAttribution
import TopsliceStudies

extension StudyWarning {
    /// How much a warning matters to what may be claimed: the lower, the more.
    private var rank: Int {
        switch self {
        case .attribution(let caution), .ofOutcome(_, let caution):
            switch caution {
            case .noCovariates: 0
            case .fewPeople: 1
            case .unsupported: 10
            case .thinComparison, .cutOff: 11
            case .crossCheckDiffers: 12
            case .wholeEffectUncertain: 13
            case .leftOut, .settledByPrior: 14
            case .fewClusters: 15
            case .effectsHeld: 16
            case .manyLevels: 17
            case .fewImputations, .imputedBesideAmounts: 18
            case .coalitionErrorsNotComputed: 19
            }
        case .rowsLeftOut: 2
        case .imputed: 3
        case .rowsFiltered: 4
        case .rowsWithoutWeight: 5
        case .regression: 20
        case .importance: 21
        case .cellsLeftOut: 22
        case .file: 23
        case .blankLines: 24
        }
    }

    /// What matters most first; of one kind in the order in which they were found.
    static func ranked(_ warnings: [StudyWarning]) -> [StudyWarning] {
        warnings.enumerated().sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }
            .map(\.element)
    }
}
