/// Why two moments cannot be brought together.
package enum MomentsMergeError: Error, Equatable, CustomStringConvertible {
    /// The columns that only one of them has.
    case differentColumns(first: [String], second: [String], isSealed: Bool)
    /// What differs, in words.
    case differentModels(String)
    case sameInput(first: String, second: String)
    case fitted(family: String)

    package var description: String {
        switch self {
        case .differentColumns(let first, let second, let isSealed):
            "moments of different columns cannot be merged: "
                + Self.only(first, "first") + Self.only(second, "second")
                + (isSealed
                    ? "a seal suppresses columns of few people, so build all files from a formula without these"
                    : "build both from one formula over data with the same levels")
        case .fitted(let family):
            "moments of a fitted \(family) model hold at its own coefficients only and cannot be merged; merge cells, or "
                + "fit all rows at once"
        case .differentModels(let difference):
            "moments of different models cannot be merged; \(difference)"
        case .sameInput(let first, let second):
            first == second
                ? "'\(first)' is counted in both moments; its people would count twice"
                : "'\(first)' and '\(second)' are the same file; its people would count twice"
        }
    }

    private static func only(_ columns: [String], _ which: String) -> String {
        columns.isEmpty
            ? "" : "only the \(which) has \(columns.map { "'\($0)'" }.joined(separator: ", ")); "
    }
}

extension Moments {
    /// The moments of both sets of rows; clusters and patterns of the same label are added.
    ///
    /// The second is first moved to the origin of the first, which is exact up to rounding.
    package func merged(with other: Moments) throws(MomentsMergeError) -> Moments {
        guard columns == other.columns else {
            throw .differentColumns(first: columns, second: other.columns, isSealed: false)
        }
        let moved = other.moved(to: origin)
        let anyFolded = clustersFolded || moved.clustersFolded
        var result = self
        result.clustersFolded = anyFolded
        result.clusters = Moments.addClusters(
            anyFolded ? [folded(clusters)] : clusters,
            anyFolded ? [folded(moved.clusters)] : moved.clusters
        )
        result.patterns = Moments.addPatterns(patterns, moved.patterns)
        return result
    }

    /// The same moments about another origin: Σ w (z − d)(z − d)ᵀ from Σ w z zᵀ.
    ///
    /// - Complexity: O(clusters · q²).
    package func moved(to newOrigin: [Double]) -> Moments {
        guard newOrigin != origin else { return self }
        // z′ = z − d with d₀ = 0 for the leading one.
        let shift = [0] + zip(newOrigin, origin).map { $0 - $1 }
        let order = order
        let clusters = self.clusters.map { cluster in
            func moved(_ sums: [Double]) -> [Double] {
                guard !sums.isEmpty else { return [] }
                var products = sums
                let weight = sums[0]
                for column in 1..<max(order, 1) {
                    for row in column..<order {
                        products[row + column * order] +=
                            shift[row] * shift[column] * weight
                            - shift[row] * sums[column] - shift[column] * sums[row]
                    }
                    products[column] = sums[column] - shift[column] * weight
                }
                return products
            }
            return ClusterSums(
                label: cluster.label,
                rowCount: cluster.rowCount,
                products: moved(cluster.products),
                people: moved(cluster.people)
            )
        }
        let patterns = self.patterns.map { pattern in
            func moved(_ sums: [Double]) -> [Double] {
                zip(sums, shift).map { $0 - $1 * sums[0] }
            }
            return PatternSums(
                pattern: pattern.pattern,
                rowCount: pattern.rowCount,
                sums: moved(pattern.sums),
                people: moved(pattern.people)
            )
        }
        return Moments(
            columns: columns,
            origin: newOrigin,
            clusters: clusters,
            patterns: patterns,
            clustersFolded: clustersFolded
        )
    }

    func folded(_ clusters: [ClusterSums]) -> ClusterSums {
        guard var result = clusters.first else {
            return ClusterSums(
                label: "",
                rowCount: 0,
                products: [Double](repeating: 0, count: order * order)
            )
        }
        result.label = ""
        for cluster in clusters.dropFirst() { result.add(cluster) }
        return result
    }

    /// Clusters of the same label added up, sorted by label.
    static func addClusters(
        _ first: [ClusterSums],
        _ second: [ClusterSums]
    ) -> [ClusterSums] {
        var byLabel: [[UInt8]: ClusterSums] = [:]
        for cluster in first + second {
            let key = Array(cluster.label.utf8)
            guard var known = byLabel[key] else {
                byLabel[key] = cluster
                continue
            }
            known.add(cluster)
            byLabel[key] = known
        }
        return byLabel.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value)
    }

    private static func addPatterns(
        _ first: [PatternSums],
        _ second: [PatternSums]
    ) -> [PatternSums] {
        var byPattern: [UInt64: PatternSums] = [:]
        for entry in first + second {
            guard var known = byPattern[entry.pattern] else {
                byPattern[entry.pattern] = entry
                continue
            }
            known.add(entry)
            byPattern[entry.pattern] = known
        }
        return byPattern.sorted { $0.key < $1.key }.map(\.value)
    }
}
