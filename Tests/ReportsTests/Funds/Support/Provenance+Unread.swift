import TopsliceReports

extension Provenance {
    /// Of a report made for a test, from no file.
    static let ofNoFile = Provenance(
        version: "1",
        inputs: [],
        options: [],
        blasCore: nil,
        threads: 1,
        seconds: nil
    )
}
