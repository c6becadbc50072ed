extension Provenance {
    /// The files read and every option, for a page.
    var markup: [Markup] {
        var settings = options.map { [$0.name, $0.value] }
        settings.append(["version", version])
        settings.append(["linear algebra kernel", blasCore ?? "none"])
        settings.append(["threads", "\(threads)"])
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
}
