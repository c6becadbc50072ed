internal import TopsliceApportionment
package import TopsliceOptions
internal import TopsliceRecords
internal import TopsliceDoor

/// What flags or a request file say of claims; what neither says stays nil.
package struct ClaimsOptions: SharedOptions {
    package var file: Stated<String>?
    /// The file that says how the columns of the table are headed.
    package var columns: Stated<String>?
    /// Claims that stand in the request itself.
    var inline: RecordTable?
    package var estate: Stated<String>?
    package var rules: [Stated<String>]?
    package var amounts = AmountOptions()

    static let columns = ["claimant", "claim"]
    static let optionalColumns = ["weight", "cap", "floor", "priority"]

    package init() {}

    package static let entries: [OptionEntry<Self>] =
        [
            .init(
                "file",
                \.file,
                OptionForm.path().stated,
                scope: .argumentAndFile,
                "The claims, or a request file (.yaml)."
            ),
            .init(
                "claims",
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
                """
                In place of a file: a list of maps with claimant, claim, and perhaps weight, cap, floor and priority.
                """
            ),
            .columns(\.columns),
            .init("estate", \.estate, OptionForm.text.stated, "What there is to divide."),
            .rules(\.rules, ClaimsRule.self),
        ] + AmountOptions.entries(within: \.amounts)

    package static let alternatives = [["file", "claims"]]
}

extension ClaimsRule: SpelledChoice {}
