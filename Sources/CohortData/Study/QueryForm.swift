internal import TopsliceOptions
internal import TopsliceRecords

extension OptionForm where Value == String {
    /// A query of a database, printed back without the credentials that may stand in it.
    static var query: Self {
        Self(
            .text,
            fromText: { text, _ in text.value },
            fromNode: { node, reader in node.text(&reader.faults) },
            written: withoutCredentials
        )
    }

    /// What stands behind `password=`, `secret '…'` and the like, and before the @ of an address, as three points.
    static func withoutCredentials(_ query: String) -> String {
        let named =
            /(?i)((?:password|passwd|pwd|secret|token|access_key|key_id)\s*(?:=>|=|:|\s)\s*)('[^']*'|"[^"]*"|[^\s'",;)]+)/
        let address = /(:\/\/[^\s:\/@'"]+:)[^\s@'"]+@/
        return query.replacing(named) { $0.output.1 + "…" }
            .replacing(address) { $0.output.1 + "…@" }
    }
}
