/// What a reader of a regression must be told besides the numbers.
enum RegressionWarning {
    static let momentsAreShort =
        "the columns nearly determine one another, so that moments keep fewer than nine digits; "
        + "fit the cohort file itself for all of them"

    static func sentences(
        dropped: [LeastSquaresFit.DroppedColumn],
        clusterCount: Int?
    ) -> [String] {
        var result = dropped.map { column in
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
