internal import TopsliceFormats

extension Provenance {
    /// The files and the options, as they stand at the end of every page.
    var markup: [Markup] {
        var settings = options.map { [$0.name, $0.value] }
        settings.append(["version", version])
        if let blasCore {
            settings.append(["linear algebra kernel", blasCore])
            settings.append(["threads", "\(threads)"])
        }
        if let seed { settings.append(["seed", "\(seed)"]) }
        return [
            HTMLTable(
                caption: "Files read",
                columns: [.words("File"), .numbers("Rows"), .words("SHA-256")],
                rows: inputs.map { input in
                    [
                        input.path,
                        input.rows.map { NumberFormat.count.text(Double($0)) } ?? NumberFormat.dash,
                        input.sha256,
                    ]
                }
            ).markup,
            HTMLTable(
                caption: "Every option as it was used, defaults included",
                columns: [.words("Option"), .words("Value")],
                rows: settings
            ).markup,
        ]
    }

    /// The same for the notes of a workbook.
    var notes: [Workbook.Note] {
        [Workbook.Note("Version", version)]
            + inputs.map { .init("File read: \($0.path)", "SHA-256 \($0.sha256)") }
            + options.map { .init("Option: \($0.name)", $0.value) }
    }
}
