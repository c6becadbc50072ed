package import TopsliceApportionment
package import TopsliceOptions
package import TopsliceRecords
internal import TopsliceDoor

/// What flags or a request file say of service departments; what neither says stays nil.
package struct ServicesOptions: SharedOptions {
    /// Who serves whom: `from,to,share`.
    package var file: Stated<String>?
    /// The file that says how the columns of both tables are headed.
    package var columns: Stated<String>?
    var inlineShares: RecordTable?
    /// What each department spends: `department,cost`.
    package var costs: RowSource<RecordTable>?
    package var method: Stated<ServiceMethod>?
    package var order: [Stated<String>]?
    package var amounts = AmountOptions()

    static let shareColumns = ["from", "to", "share"]
    static let costColumns = ["department", "cost"]

    package init() {}

    package static let entries: [OptionEntry<Self>] =
        [
            .init(
                "file",
                \.file,
                OptionForm.path().stated,
                scope: .argumentAndFile,
                "Who serves whom, or a request file (.yaml)."
            ),
            .init(
                "shares",
                \.inlineShares,
                .inFile { node, reader in
                    RecordTable(node, required: shareColumns, &reader.faults)
                },
                scope: .file,
                "In place of a file: a list of maps with from, to and share."
            ),
            .init(
                "costs",
                \.costs,
                costForm,
                "What each department spends, as CSV of department,cost."
            ),
            .columns(\.columns),
            .init("method", \.method, OptionForm.choice.stated, "How costs are passed on"),
            .init(
                "order",
                \.order,
                .names(),
                "For step-down, the services in the order in which they are closed: a,b."
            ),
        ] + AmountOptions.entries(within: \.amounts)

    package static let alternatives = [["file", "shares"]]

    /// A path, or in a request a list of maps.
    private static let costForm = OptionForm<RowSource<RecordTable>>(
        .file,
        fromText: { text, _ in .file(text) },
        fromNode: { node, reader in
            guard case .list = node.content else {
                return OptionForm.path().stated.value(of: node, &reader).map { .file($0) }
            }
            return .inline(RecordTable(node, required: costColumns, &reader.faults))
        },
        written: { _ in "" }
    )
}

extension ServiceMethod: SpelledChoice {}
