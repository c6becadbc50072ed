package import TopsliceCohortData
internal import TopsliceFormats
package import TopsliceStudies
package import TopsliceVarianceShares

/// Shares of explained variance with everything a reader needs beside them, ready to be written.
package struct ImportanceReport: Sendable {
    package var result: VarianceSharesResult
    /// Nil where nothing was known of the spread of the rows.
    package var intervals: ShareIntervals?
    package var further: FurtherMeasures
    package var method: ImportanceMethod
    /// What became of the rows; nil where a matrix was given.
    let sample: ShownSample?
    let testSample: ShownSample?
    package var warnings: [String]
    package var provenance: Provenance
    /// What people read instead of the names of columns.
    let labels: StudyLabels

    package init(
        result: VarianceSharesResult,
        intervals: ShareIntervals?,
        further: FurtherMeasures,
        method: ImportanceMethod,
        sample: SampleFlow?,
        testSample: SampleFlow?,
        warnings: [String],
        provenance: Provenance,
        labels: StudyLabels = StudyLabels(),
        rule: DisclosureRule = .none
    ) {
        self.result = result
        self.intervals = intervals
        self.further = further
        self.method = method
        self.sample = sample.map { ShownSample($0, rule) }
        self.testSample = testSample.map { ShownSample($0, rule) }
        self.warnings = warnings
        self.provenance = provenance
        self.labels = labels
    }

    /// The names of the files `files()` makes, known before any work is done.
    package static let fileNames = ["importance.json", "importance.csv", "report.html"]

    /// What every answer says of itself, on a page, in a terminal and in a file.
    package static let caveat = [
        "These shares say what goes along with differences between the rows.",
        "They are not causal: they do not say what would change if a regressor did.",
        "No money should follow them.",
    ]

    /// "percentiles of 1,000 bootstrap replicates of 24 clusters of la", or why there are none.
    var intervalWords: String {
        intervals.map { intervals in
            let units =
                Words.count(intervals.clusters, "cluster", "clusters")
                + (method.cluster.map { " of " + $0 } ?? "")
            let what =
                method.cluster == nil ? Words.count(intervals.clusters, "row", "rows") : units
            if let groups = intervals.groups {
                return
                    "jackknife that leaves out each of \(groups) groups of \(what), with Student’s t"
            }
            return intervals.replicates.map {
                "percentiles of " + Words.count($0, "bootstrap replicate", "bootstrap replicates")
                    + " of \(what)"
            } ?? "influence functions of \(what), with Student’s t"
        } ?? "none" + (method.withoutIntervals.map { ": " + $0 } ?? "")
    }
}

/// How the shares were come by, for those who must repeat or judge it.
package struct ImportanceMethod: Sendable, Equatable {
    /// What was read: rows, moments of them, or a matrix.
    package enum Source: String, Sendable {
        case rows, moments, matrix
    }

    package var source: Source
    /// The model in the notation of R; nil for a matrix.
    package var formula: String?
    /// Rows behind the shares, where known; with test rows those that the coefficients were fitted on.
    package var rows: Int?
    package var testRows: Int?
    /// Whether R² was measured on rows that the coefficients were not fitted on.
    package var isOutOfSample: Bool
    package var weights: String?
    /// Column of the clusters that intervals rest on; nil where rows count as independent.
    package var cluster: String?
    package var confidenceLevel: Double
    /// Why there are no intervals, in words that follow "none: ".
    package var withoutIntervals: String?

    package init(
        source: Source,
        formula: String? = nil,
        rows: Int? = nil,
        testRows: Int? = nil,
        isOutOfSample: Bool = false,
        weights: String? = nil,
        cluster: String? = nil,
        confidenceLevel: Double = 0.95,
        withoutIntervals: String? = nil
    ) {
        self.source = source
        self.formula = formula
        self.rows = rows
        self.testRows = testRows
        self.isOutOfSample = isOutOfSample
        self.weights = weights
        self.cluster = cluster
        self.confidenceLevel = confidenceLevel
        self.withoutIntervals = withoutIntervals
    }
}
