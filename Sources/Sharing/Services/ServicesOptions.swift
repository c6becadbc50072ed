internal import TopsliceRecords
internal import TopsliceDoor

/// What flags or a request file say of service departments; what neither says stays nil.
package struct ServicesOptions: Sendable {
    /// Who serves whom: `from,to,share`.
    package var file: Stated<String>?
    /// What each department spends: `department,cost`.
    package var costs: Stated<String>?
    var inlineShares: RecordTable?
    var inlineCosts: RecordTable?
    package var method: Stated<String>?
    package var order: [Stated<String>]?
    package var currency: Stated<String>?
    package var style: Stated<String>?

    static let shareColumns = ["from", "to", "share"]
    static let costColumns = ["department", "cost"]

    package init() {}

    /// - Throws: `Faults` with every unknown key and value of the wrong kind.
    package init(_ file: RequestFile) throws {
        var reader = RequestReader(file)
        self.file = reader.path("file")
        if let shares = reader.map["shares"] {
            if reader.map.contains("file") {
                reader.faults.add(.value, shares, "give either 'file' or 'shares', not both")
            }
            inlineShares = RecordTable(shares, required: Self.shareColumns, &reader.faults)
        }
        if let costs = reader.map["costs"] {
            if case .list = costs.content {
                inlineCosts = RecordTable(costs, required: Self.costColumns, &reader.faults)
            } else {
                self.costs = reader.path("costs")
            }
        }
        method = reader.text("method")
        order = reader.names("order")
        currency = reader.text("currency")
        style = reader.text("amount_style")
        try reader.finish(known: [
            "file", "shares", "costs", "method", "order", "currency", "amount_style",
        ])
    }

    package mutating func read(order: String?) {
        self.order = order.map { StatedLists.names(Stated($0, at: "--order")) }
    }

    /// These options where they say something, else those of `base`.
    package func over(_ base: ServicesOptions) -> ServicesOptions {
        var result = base
        if file != nil || inlineShares != nil {
            result.file = file
            result.inlineShares = inlineShares
        }
        if costs != nil || inlineCosts != nil {
            result.costs = costs
            result.inlineCosts = inlineCosts
        }
        result.method = method ?? base.method
        result.order = order ?? base.order
        result.currency = currency ?? base.currency
        result.style = style ?? base.style
        return result
    }
}
