internal import TopsliceMoments

/// What a reader of a regression must be told besides the numbers.
enum RegressionWarning {
    static let momentsAreShort =
        "the columns nearly determine one another, so that moments keep fewer than nine digits; "
        + "fit the cohort file itself for all of them"

    /// Squares below this share of the outcome's own are rounding.
    private static let rounding = 1e-24

    /// Columns left out are named up to this many; more are levels of one factor, and of few people each.
    private static let mostNamed = 20

    /// A sentence where the outcome never varies, or where nothing of it is left unexplained.
    static func nothingLeft(
        _ fit: LeastSquaresFit,
        _ moments: Moments,
        _ problem: RegressionProblem
    ) -> [String] {
        let total = moments.total
        let (last, origin) = (moments.order - 1, moments.origin.last ?? 0)
        let centred = total[last + last * moments.order]
        let squares = centred + origin * (2 * total[last] + origin * total[0])
        if fit.totalSumOfSquares <= rounding * squares {
            return [
                "the outcome '\(problem.formula.response.label)' has the same value in every row: "
                    + "there is nothing to explain"
            ]
        }
        guard fit.residualSumOfSquares <= rounding * squares else { return [] }
        return ["the fit is perfect: errors of zero say nothing about other people"]
    }

    static func sentences(
        dropped: [LeastSquaresFit.DroppedColumn],
        clusterCount: Int?
    ) -> [String] {
        var result =
            dropped.count > mostNamed
            ? ["\(dropped.count) columns are combinations of others; they were left out"]
            : dropped.map { column in
                let parts = column.combinationOf.map { "'\($0)'" }
                return parts.isEmpty
                    ? "'\(column.name)' is the same in every row; it was left out"
                    : "'\(column.name)' is a combination of \(parts.joined(separator: " and ")); it was left out"
            }
        if let clusterCount, clusterCount < 30 {
            result.append(
                "only \(clusterCount) clusters: clustered errors tend to be too small below about 30"
            )
        }
        return result
    }
}
