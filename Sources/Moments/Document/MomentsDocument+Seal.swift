extension MomentsDocument {
    /// What was suppressed in moments that are fit to leave where they were made.
    package struct Seal: Sendable, Equatable {
        /// Cells of fewer people are not in the file.
        package var threshold: Int
        /// Clusters that were brought together into one.
        package var clusters: Int
        /// Exposure patterns that were left out.
        package var patterns: Int
        /// Columns of the model that were left out.
        package var columns: [String]

        package init(threshold: Int, clusters: Int, patterns: Int, columns: [String]) {
            self.threshold = threshold
            self.clusters = clusters
            self.patterns = patterns
            self.columns = columns
        }

        func merged(with other: Seal) -> Seal {
            Seal(
                threshold: min(threshold, other.threshold),
                clusters: clusters + other.clusters,
                patterns: patterns + other.patterns,
                columns: columns + other.columns.filter { !columns.contains($0) }
            )
        }
    }
}
