internal import TopsliceRecords
internal import TopsliceDoor

/// What flags or a request file say of claims; what neither says stays nil.
package struct ClaimsOptions: Sendable {
    package var file: Stated<String>?
    /// Claims that stand in the request itself.
    var inline: RecordTable?
    package var estate: Stated<String>?
    package var rules: [Stated<String>]?
    package var currency: Stated<String>?
    package var style: Stated<String>?

    static let columns = ["claimant", "claim"]
    static let optionalColumns = ["weight", "cap", "floor", "priority"]

    package init() {}

    /// - Throws: `Faults` with every unknown key and value of the wrong kind.
    package init(_ file: RequestFile) throws {
        var reader = RequestReader(file)
        self.file = reader.path("file")
        if let claims = reader.map["claims"] {
            if reader.map.contains("file") {
                reader.faults.add(.value, claims, "give either 'file' or 'claims', not both")
            }
            inline = RecordTable(
                claims,
                required: Self.columns,
                optional: Self.optionalColumns,
                &reader.faults
            )
        }
        estate = reader.text("estate")
        rules = reader.names("rules")
        currency = reader.text("currency")
        style = reader.text("amount_style")
        try reader.finish(known: ["file", "claims", "estate", "rules", "currency", "amount_style"])
    }

    package mutating func read(rules: String?) {
        self.rules = rules.map { StatedLists.names(Stated($0, at: "--rules")) }
    }

    /// These options where they say something, else those of `base`.
    package func over(_ base: ClaimsOptions) -> ClaimsOptions {
        var result = base
        if file != nil || inline != nil {
            result.file = file
            result.inline = inline
        }
        result.estate = estate ?? base.estate
        result.rules = rules ?? base.rules
        result.currency = currency ?? base.currency
        result.style = style ?? base.style
        return result
    }
}
