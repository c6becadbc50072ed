import TopsliceExactArithmetic
import TopsliceRecords

extension AgreementReader {
    /// `invoices: {vat: outside-scope, due_days: 30}`.
    mutating func invoiceTerms(_ root: YAMLMap) -> InvoiceTerms {
        guard root.contains("invoices"), let map = map(root, "invoices") else { return .unstated }
        refuseUnknownKeys(map, ["vat", "vat_percent", "due_days"])
        let vat = choice(map, "vat", InvoiceTerms.VAT.self)
        let rate = percentage(map, "vat_percent")
        if vat == .standard { require(map, ["vat_percent"]) }
        if vat != .standard, let node = map["vat_percent"] {
            fault(node, "goes only with 'vat: standard'")
        }
        var days: Int?
        if let field = field(map, "due_days"), let number = faults.number(field) {
            days = number.isInteger && number <= 3_650 ? Int(exactly: number.floor) : nil
            if days == nil { faults.add(field, "expected a whole number of days, up to 3650") }
        }
        return InvoiceTerms(vat: vat, rate: rate, dueDays: days)
    }
}
