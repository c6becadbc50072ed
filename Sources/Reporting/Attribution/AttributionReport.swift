public import Attribution

/// An attribution with everything a reader needs beside it, ready to be written.
public struct AttributionReport: Sendable {
    public var result: AttributionResult
    public var method: AttributionMethod
    /// Nil where the rows were not counted (a game that did not come from a cohort).
    public var sample: SampleFlow?
    public var provenance: Provenance

    public init(
        result: AttributionResult,
        method: AttributionMethod,
        sample: SampleFlow?,
        provenance: Provenance
    ) {
        self.result = result
        self.method = method
        self.sample = sample
        self.provenance = provenance
    }

    /// The names of the files `files()` makes, known before any work is done.
    public static let fileNames = [
        "attribution.json", "attribution.csv", "coalitions.csv", "report.html",
    ]
}
