/// Means over a person's cluster.
enum ClusterMeans {
    /// Of each person the mean of the others in the cluster; of someone alone in a cluster the mean of all people.
    static func ofOthers(_ column: [Double], _ clusters: [Double], _ count: Int) -> [Double] {
        var sums = [Double](repeating: 0, count: count)
        var sizes = sums
        for (row, cluster) in clusters.enumerated() {
            sums[Int(cluster)] += column[row]
            sizes[Int(cluster)] += 1
        }
        let overall = column.reduce(0, +) / Double(max(1, column.count))
        return clusters.enumerated().map { row, cluster in
            let size = sizes[Int(cluster)]
            return size > 1 ? (sums[Int(cluster)] - column[row]) / (size - 1) : overall
        }
    }
}
