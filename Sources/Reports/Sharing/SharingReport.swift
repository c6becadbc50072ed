package import TopsliceFormats
package import TopsliceSharing

/// What a division left, ready to be written in every form.
package protocol SharingReport: Sendable {
    associatedtype Run: SharingRun

    /// The names of the files that ``files()`` makes, known before any work is done.
    static var fileNames: [String] { get }

    var run: Run { get }
    var terminalText: String { get }
    /// The keys are a contract, to which more may be added.
    var json: JSONValue { get }
    var warnings: [String] { get }

    init(_ run: Run, provenance: Provenance)

    /// In the order of ``fileNames``.
    func files() throws(WorkbookError) -> [OutputFile]
}

extension SharingReport {
    package var warnings: [String] { run.warnings.map(\.words) }
}
