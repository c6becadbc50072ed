internal import TopsliceRecords
internal import TopsliceDoor

/// What flags or a request file say of a division into whole units; what neither says stays nil.
package struct ApportionOptions: Sendable {
    package var file: Stated<String>?
    var inline: RecordTable?
    package var amount: Stated<String>?
    package var units: Stated<String>?
    package var method: Stated<String>?
    /// Whether the file is a table with row and column heads.
    package var isTable: Bool?
    package var currency: Stated<String>?
    package var style: Stated<String>?

    static let columns = ["id", "weight"]
    static let optionalColumns = ["floor", "cap"]

    package init() {}

    /// - Throws: `Faults` with every unknown key and value of the wrong kind.
    package init(_ file: RequestFile) throws {
        var reader = RequestReader(file)
        self.file = reader.path("file")
        if let recipients = reader.map["recipients"] {
            if reader.map.contains("file") {
                reader.faults.add(
                    .value,
                    recipients,
                    "give either 'file' or 'recipients', not both"
                )
            }
            inline = RecordTable(
                recipients,
                required: Self.columns,
                optional: Self.optionalColumns,
                &reader.faults
            )
        }
        amount = reader.text("amount")
        units = reader.text("units")
        method = reader.text("method")
        isTable = reader.flag("table")
        currency = reader.text("currency")
        style = reader.text("amount_style")
        try reader.finish(known: [
            "file", "recipients", "amount", "units", "method", "table", "currency", "amount_style",
        ])
    }

    /// These options where they say something, else those of `base`; an amount of one replaces the units of
    /// the other.
    package func over(_ base: ApportionOptions) -> ApportionOptions {
        var result = base
        if file != nil || inline != nil {
            result.file = file
            result.inline = inline
        }
        if amount != nil || units != nil {
            result.amount = amount
            result.units = units
        }
        result.method = method ?? base.method
        result.isTable = isTable ?? base.isTable
        result.currency = currency ?? base.currency
        result.style = style ?? base.style
        return result
    }
}
