internal import TopsliceFormats

extension Provenance {
    var files: ReportTable {
        ReportTable(
            name: "Files",
            caption: "Files read",
            columns: [.init("File"), .init("Rows", .integer), .init("SHA-256")],
            rows: inputs.map {
                [.text($0.path), $0.rows.map(ReportCell.count) ?? .empty, .text($0.sha256)]
            }
        )
    }

    private var settings: ReportTable {
        var settings = options.map { ($0.name, $0.value) } + [("version", version)]
        if let blasCore {
            settings += [("linear algebra kernel", blasCore), ("threads", "\(threads)")]
        }
        if let seed { settings.append(("seed", "\(seed)")) }
        return ReportTable(
            name: "Options",
            caption: "Every option as it was used, defaults included",
            columns: [.init("Option"), .init("Value")],
            rows: settings.map { [.text($0), .text($1)] }
        )
    }

    /// The files and the options, as they stand at the end of every page.
    var markup: [Markup] { [files.markup, settings.markup] }

    /// The same for the notes of a workbook.
    var notes: [Workbook.Note] {
        [Workbook.Note("Version", version)]
            + inputs.map { .init("File read: \($0.path)", "SHA-256 \($0.sha256)") }
            + options.map { .init("Option: \($0.name)", $0.value) }
    }
}
