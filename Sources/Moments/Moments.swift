/// Sums of cross-products of the rows of a cohort, by cluster, and sums by exposure pattern.
///
/// Each row contributes z = [1, x₁ − o₁, …, x_q − o_q] with weight w, where o is `origin`: sums relative to an origin near
/// the data lose no digits to a large mean (a year, a pound amount); see Chan, Golub and LeVeque (1983). Moments add up over
/// blocks, threads, files and agencies: merging two equals one pass over both.
package struct Moments: Sendable, Equatable {
    /// Names of x₁ … x_q; by convention the response stands last.
    package let columns: [String]
    package let origin: [Double]
    /// Sorted by label bytes. One entry with an empty label where rows are not clustered.
    package var clusters: [ClusterSums]
    /// Sorted by pattern. Empty where no exposures were declared.
    package var patterns: [PatternSums]
    /// Whether the cluster sums were folded into one because they would not fit in memory.
    package var clustersFolded: Bool

    package init(
        columns: [String],
        origin: [Double],
        clusters: [ClusterSums],
        patterns: [PatternSums],
        clustersFolded: Bool = false
    ) {
        self.columns = columns
        self.origin = origin
        self.clusters = clusters
        self.patterns = patterns
        self.clustersFolded = clustersFolded
    }

    /// The sums of one cluster: `products` is Σ w z zᵀ, shape (q + 1, q + 1), column-major, lower triangle significant.
    ///
    /// `people` is Σ z zᵀ, each person once, in the same shape, where rows are weighted and it was asked for; else empty. Only from
    /// it can be told how many people have something.
    package struct ClusterSums: Sendable, Equatable {
        package var label: String
        package var rowCount: Int
        package var products: [Double]
        package var people: [Double]

        package init(label: String, rowCount: Int, products: [Double], people: [Double] = []) {
            self.label = label
            self.rowCount = rowCount
            self.products = products
            self.people = people
        }

        /// The sums in which each person counts once.
        var counted: [Double] { people.isEmpty ? products : people }

        /// Adds those of other rows; who of both are people is known only where it is of each.
        mutating func add(_ other: ClusterSums) {
            people = people.count == other.people.count ? zip(people, other.people).map(+) : []
            rowCount += other.rowCount
            for index in products.indices { products[index] += other.products[index] }
        }
    }

    /// The sums of the rows with one exposure pattern: `sums` is Σ w z, q + 1 numbers.
    ///
    /// `people` is Σ z, each person once, where rows are weighted and it was asked for; else empty.
    package struct PatternSums: Sendable, Equatable {
        /// Bit k is set where exposure k was present.
        package var pattern: UInt64
        package var rowCount: Int
        package var sums: [Double]
        package var people: [Double]

        package init(pattern: UInt64, rowCount: Int, sums: [Double], people: [Double] = []) {
            self.pattern = pattern
            self.rowCount = rowCount
            self.sums = sums
            self.people = people
        }

        init(pattern: UInt64, order: Int) {
            self.init(
                pattern: pattern,
                rowCount: 0,
                sums: [Double](repeating: 0, count: order)
            )
        }

        /// The sums in which each person counts once.
        var counted: [Double] { people.isEmpty ? sums : people }

        /// Adds those of other rows; who of both are people is known only where it is of each.
        mutating func add(_ other: PatternSums) {
            people = people.count == other.people.count ? zip(people, other.people).map(+) : []
            rowCount += other.rowCount
            for index in sums.indices { sums[index] += other.sums[index] }
        }
    }

    /// Length of z.
    package var order: Int { columns.count + 1 }

    package var rowCount: Int { clusters.reduce(0) { $0 + $1.rowCount } }

    /// Σ z zᵀ over all clusters, each person once; nil where rows are weighted and who is a person is not known.
    ///
    /// - `isWeighted`: whether `products` are of weights other than numbers of people.
    package func totalOfPeople(isWeighted: Bool) -> [Double]? {
        guard !isWeighted || clusters.allSatisfy({ !$0.people.isEmpty }) else { return nil }
        var result = [Double](repeating: 0, count: order * order)
        for cluster in clusters {
            let counted = cluster.counted
            for index in result.indices { result[index] += counted[index] }
        }
        return result
    }

    /// Σ w z zᵀ over all clusters, added in the order of their labels.
    package var total: [Double] {
        var result = [Double](repeating: 0, count: order * order)
        for cluster in clusters {
            for index in result.indices { result[index] += cluster.products[index] }
        }
        return result
    }
}
