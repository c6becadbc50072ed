internal import TopsliceFunds
internal import TopsliceFormats
internal import TopsliceRecords
internal import TopsliceReports

/// A settlement as partners sign it: a page, a workbook, tables and JSON.
public struct SettlementReport {
    private let report: TopsliceReports.SettlementReport
    private let inputs: [String]

    /// For whom it is written.
    public enum Audience: Sendable, Hashable {
        /// Everything.
        case commissioner
        /// A partner's own statement, lines, payments and movements.
        case partner(String)
        /// What each partner pays or is paid, without lines, movements and what concerns single people.
        case `public`
    }

    public init(_ settlement: Settlement, for audience: Audience = .commissioner)
        throws(TopsliceError)
    {
        let seen: TopsliceReports.Audience
        var reader: String?
        switch audience {
        case .commissioner: seen = .commissioner
        case .partner(let id):
            seen = .provider
            reader = id
        case .public: seen = .public
        }
        inputs = settlement.input.agreement.files.map(\.path) + [settlement.input.actuals.file]
        report = try TopsliceError.wrapping {
            try TopsliceReports.SettlementReport(
                settlement.settlement,
                audience: seen,
                reader: reader,
                provenance: Provenance(settling: [settlement.input], audience: seen.rawValue)
            )
        }
    }

    /// Writes settlement.json, journal.csv, transfers.csv, statement.html, letters.html and settlement.xlsx: all of them or none.
    ///
    /// - Parameters:
    ///   - folder: made if it is missing.
    ///   - isReplacing: whether what stands there may be replaced.
    public func write(to folder: String, replacing isReplacing: Bool = false) throws(TopsliceError)
    {
        try TopsliceError.wrapping {
            let outputs = try Outputs(
                folder: folder,
                holding: TopsliceReports.SettlementReport.fileNames,
                force: isReplacing,
                inputs: inputs
            )
            try outputs.write(folder: { report.files() })
        }
    }
}
