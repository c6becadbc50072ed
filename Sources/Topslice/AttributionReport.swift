internal import TopsliceBenefits
internal import TopsliceFormats
internal import TopsliceReports

/// An attribution with everything a reader needs beside it: the counterfactual, the uncertainty, the support, the method,
/// and where it came from.
public struct AttributionReport {
    private let report: TopsliceReports.AttributionReport

    public init(_ attribution: Attribution) {
        report = attribution.report
    }

    /// The result as JSON; `docs/reference.md` describes every key.
    public var json: [UInt8] { report.json.bytes() }

    /// Writes attribution.json, attribution.csv, coalitions.csv, sensitivity.csv, report.html and attribution.xlsx, of several outcomes
    /// outcomes.csv and benefits.csv too: all of them or none.
    ///
    /// - Parameters:
    ///   - folder: made if it is missing.
    ///   - isReplacing: whether what stands there may be replaced.
    public func write(to folder: String, replacing isReplacing: Bool = false) throws(TopsliceError)
    {
        try TopsliceError.wrapping {
            let outputs = try Outputs(
                folder: folder,
                holding: report.fileNames,
                force: isReplacing,
                inputs: report.provenance.inputs.map(\.path)
            )
            try outputs.write(folder: report.files)
        }
    }
}
