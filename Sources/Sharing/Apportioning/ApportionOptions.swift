package import TopsliceApportionment
package import TopsliceOptions
internal import TopsliceRecords
internal import TopsliceDoor

/// What flags or a request file say of a division into whole units; what neither says stays nil.
package struct ApportionOptions: SharedOptions {
    package var file: Stated<String>?
    /// The file that says how the columns of the table are headed.
    package var columns: Stated<String>?
    var inline: RecordTable?
    package var amount: Stated<String>?
    package var units: Stated<String>?
    package var method: Stated<ApportionmentMethod>?
    /// Whether the file is a table with row and column heads.
    package var isTable: Bool?
    package var amounts = AmountOptions()

    static let columns = ["id", "weight"]
    static let optionalColumns = ["floor", "cap"]

    package init() {}

    package static let entries: [OptionEntry<Self>] =
        [
            .init(
                "file",
                \.file,
                OptionForm.path().stated,
                scope: .argumentAndFile,
                "The weights or the table, or a request file (.yaml)."
            ),
            .init(
                "recipients",
                \.inline,
                .inFile { node, reader in
                    RecordTable(
                        node,
                        required: columns,
                        optional: optionalColumns,
                        &reader.faults
                    )
                },
                scope: .file,
                "In place of a file: a list of maps with id, weight, and perhaps floor and cap."
            ),
            .columns(\.columns),
            .init(
                "amount",
                \.amount,
                OptionForm.text.stated,
                "An amount of money to divide."
            ),
            .init(
                "units",
                \.units,
                OptionForm.text.stated,
                "A whole number of units to divide."
            ),
            .init(
                "method",
                \.method,
                OptionForm.choice.stated,
                default: .value(Stated(.hamilton, at: "--method")),
                "How parts of a unit are rounded"
            ),
            .init("table", \.isTable, .isOn, "FILE is a table with row and column heads."),
        ] + AmountOptions.entries(within: \.amounts)

    package static let alternatives = [["file", "recipients"], ["amount", "units"]]
}

extension ApportionmentMethod: SpelledChoice {}
