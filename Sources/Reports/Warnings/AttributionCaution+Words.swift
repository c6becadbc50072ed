internal import TopsliceAttribution
internal import TopsliceRegression

extension AttributionCaution {
    /// The caution as a reader is told it.
    var words: String {
        switch self {
        case .unsupported(let lacking, let count, let worst):
            return "\(lacking) of \(count) coalitions lack support in the data (for up to "
                + "\(percent(worst)) of the people nobody alike was ever without "
                + "those agencies); what is said of them is extrapolation"
        case .leftOut(let column):
            let others = column.combinationOf.filter { $0 != "(Intercept)" }.map { "'\($0)'" }
            return "'\(column.name)' was left out of the model: "
                + (others.isEmpty
                    ? "nobody shows it"
                    : "it is a combination of \(others.joined(separator: " and "))")
        case .fewClusters(let count):
            return RegressionWarning.fewClusters(count).words
        case .coalitionErrorsNotComputed:
            return "standard errors of single coalitions were not computed: "
                + "too many clusters for so many agencies"
        case .rowsMissing(let count, let read):
            return "\(count) of \(read) rows were left out because a value is missing"
        case .wholeEffectUncertain:
            return "the interval of the whole effect includes zero: shares of it mean little"
        }
    }

    private func percent(_ share: Double) -> String {
        let tenths = Int((share * 1_000).rounded())
        return "\(tenths / 10).\(tenths % 10)%"
    }
}
