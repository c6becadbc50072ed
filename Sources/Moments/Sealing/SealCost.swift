/// What sealing took from moments.
package struct SealCost: Sendable, Equatable {
    /// A column that was left out.
    package struct Column: Sendable, Equatable {
        package let name: String
        /// Cells with other columns, or of its own, that had too few people.
        package let smallCells: Int
    }

    package let threshold: Int
    package let rows: Int
    package let columns: [Column]
    package let clustersBefore: Int
    package let clustersAfter: Int
    /// Clusters that are now one, and their people.
    package let pooledClusters: Int
    package let pooledRows: Int
    /// Exposure patterns left out, and their people.
    package let patterns: Int
    package let patternRows: Int
    /// Whether clustered errors can no longer be had at all.
    package let losesClusters: Bool

    package var isNothing: Bool {
        columns.isEmpty && pooledClusters == 0 && patterns == 0
    }
}
