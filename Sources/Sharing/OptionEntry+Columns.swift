internal import TopsliceOptions

extension OptionEntry {
    /// How the columns of the table are headed.
    static func columns(
        _ path: WritableKeyPath<Options, Stated<String>?> & Sendable
    ) -> Self {
        Self(
            "columns",
            path,
            OptionForm.path().stated,
            "A YAML file that says how the columns of the table are headed (docs/workbooks.md)."
        )
    }
}

extension SharedOptions {
    /// - Throws: where columns are named for a table that stands in the request itself.
    func refuse(_ columns: Stated<String>?) throws(RequestFaults) {
        guard let columns, file == nil else { return }
        var faults = RequestFaults()
        faults.add(columns, "columns are named of a file, and none was given")
        throw faults
    }
}
