package import TopsliceAttribution

/// An attribution with everything a reader needs beside it, ready to be written.
package struct AttributionReport: Sendable {
    package var result: AttributionResult
    package var method: AttributionMethod
    /// Nil where the rows were not counted (a game that did not come from a cohort).
    package var sample: SampleFlow?
    /// What a reader must be told before any figure, in words.
    package var firstWarnings: [String]
    /// What else a reader must be told.
    package var warnings: [String]
    package var provenance: Provenance
    /// The other outcomes, where several were attributed at once.
    package var benefits: BenefitReport?
    /// One a column of groups that was asked for.
    package var subgroups: [SubgroupTable]

    package init(
        result: AttributionResult,
        method: AttributionMethod,
        sample: SampleFlow?,
        firstWarnings: [String] = [],
        warnings: [String] = [],
        provenance: Provenance,
        subgroups: [SubgroupTable] = []
    ) {
        self.result = result
        self.method = method
        self.sample = sample
        self.firstWarnings = firstWarnings
        self.warnings = warnings
        self.provenance = provenance
        self.subgroups = subgroups
    }

    package var allWarnings: [String] { firstWarnings + warnings }

    /// The names of the files `files()` makes, known before any work is done.
    package static let fileNames = [
        "attribution.json", "attribution.csv", "coalitions.csv", "sensitivity.csv", "balance.csv",
        "groups.csv", "report.html", "attribution.xlsx",
    ]
}
