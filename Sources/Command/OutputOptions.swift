import TopsliceFormats
internal import TopsliceOptions
internal import TopsliceRecords
internal import TopsliceReports

/// Where a result goes.
struct OutputOptions {
    var json: String?
    var csv: String?
    var folder: String?
    var force: Bool?

    /// Whether something is written that states its inputs with their digests.
    var isProvenanceWritten: Bool { json != nil || folder != nil }

    /// Where the result goes, claimed before anything is read.
    func claimed(holding names: [String] = [], inputs: [String?]) throws -> Outputs {
        try Outputs(
            folder: folder,
            holding: names,
            files: [.json: json, .csv: csv],
            force: force ?? false,
            inputs: inputs.map { $0.map { TableAddress($0).file } }
        )
    }

    /// - `folder`: what it holds, in words; nil for a command that writes none.
    static func entries<Whole>(
        within path: WritableKeyPath<Whole, OutputOptions> & Sendable,
        csv: Bool = false,
        folder: String?
    ) -> [OptionEntry<Whole>] {
        var entries: [OptionEntry<OutputOptions>] = [
            .init(
                "json",
                \.json,
                .path(),
                scope: .commandLine,
                "Write the result as JSON here; - for standard output, which replaces the table."
            )
        ]
        if csv {
            entries.append(
                .init(
                    "csv",
                    \.csv,
                    .path(),
                    scope: .commandLine,
                    "Write tidy CSV here; - for standard output, which replaces the table."
                )
            )
        }
        if let folder {
            entries.append(
                .init("output", \.folder, .path(.folder), scope: .commandLine, folder)
            )
        }
        entries.append(.force(\.force))
        return entries.map { $0.within(path) }
    }
}

extension OptionEntry {
    static func force(_ path: WritableKeyPath<Options, Bool?> & Sendable) -> Self {
        Self(
            "force",
            path,
            .isOn,
            scope: .commandLine,
            "Overwrite files that are already there."
        )
    }
}
