import TopsliceExactArithmetic
internal import TopsliceFormats
import TopsliceFunds
import TopsliceMoney

/// A letter with an invoice, or a credit note, for each partner that pays or is paid.
struct SettlementLetters {
    private let report: SettlementReport
    private let tables: SettlementTables

    init(_ report: SettlementReport) {
        self.report = report
        tables = SettlementTables(report)
    }

    private var settlement: Settlement { report.settlement }
    private var agreement: Agreement { report.agreement }

    var page: HTMLPage {
        let pairs = settlement.invoices.pairs.filter { $0.invoice != nil }
        return HTMLPage(
            title: "Letters and invoices: \(agreement.name)",
            subtitle: "Settlement for \(agreement.term.from) to \(agreement.term.to), "
                + settlement.standing.heading,
            opening: opening(isPaid: !pairs.isEmpty),
            sections: pairs.enumerated().map { number, pair in letter(of: pair, number + 1) },
            footer:
                "Made by Topslice \(report.provenance.version). All amounts are exact to the smallest unit of the currency.",
            layout: .letters
        )
    }

    private func opening(isPaid: Bool) -> [Markup] {
        if !isPaid { return [.paragraph("Nobody has anything to pay.")] }
        if status != .draft { return [] }
        return [.paragraph("Drafts, not to be sent: the settlement does not reconcile.")]
            + settlement.allBanners.map { .paragraph($0) }
    }

    private func letter(of pair: NettedPair, _ number: Int) -> HTMLPage.Section {
        let first = agreement.name(of: pair.first)
        let second = agreement.name(of: pair.second)
        guard let invoice = pair.invoice else { return .init(first, []) }
        let status = status
        let payer = agreement.name(of: invoice.payer)
        let payee = agreement.name(of: invoice.payee)
        var parts: [Markup] = [
            .paragraph("To \(first), from \(second)."),
            .paragraph(
                "Under the agreement ‘\(agreement.name)’, "
                    + settlement.standing.words(term: agreement.term).withSmallFirst
            ),
            .paragraph(Self.what(payer, payee, invoice.amount.formatted(), status)),
            lines(of: pair, invoice).htmlTable.markup,
        ]
        let kind: String
        switch status {
        case .due: kind = invoice.payer == pair.first ? "Invoice" : "Credit note"
        case .forecast: kind = "Forecast"
        case .draft: kind = "Draft"
        }
        if status == .due { parts.append(terms(of: invoice, number, called: kind).markup) }
        return .init("\(kind) \(status == .due ? "to" : "for") \(first)", parts)
    }

    /// What the letters are worth.
    private enum Status {
        case due
        case forecast
        /// The settlement does not reconcile, so nobody is asked to pay by it.
        case draft
    }

    private var status: Status {
        guard settlement.isReconciled else { return .draft }
        return settlement.standing.basis == .forecast ? .forecast : .due
    }

    private static func what(
        _ payer: String,
        _ payee: String,
        _ amount: String,
        _ status: Status
    ) -> String {
        switch status {
        case .due:
            "\(payer) pays \(payee) \(amount), which settles all that both owe each other."
        case .forecast:
            "If the year ends as expected, \(payer) will pay \(payee) \(amount). This is no invoice."
        case .draft:
            "As drawn up, \(payer) would pay \(payee) \(amount). The settlement does not reconcile: this is no invoice, "
                + "and nothing is payable until it does."
        }
    }

    private func lines(of pair: NettedPair, _ invoice: NetInvoice) -> ReportTable {
        ReportTable.ofMoney(
            name: "Invoice",
            caption:
                "What \(agreement.name(of: pair.first)) owes (above zero) and is owed (below zero).",
            columns: [.words("Clause"), .words("Between"), .money("Amount")],
            rows: pair.parts.map { part in
                [
                    .words(part.transfer.subject.words),
                    .words(
                        "\(tables.name(part.transfer.from)) to \(agreement.words(part.transfer.to))"
                    ),
                    part.isFromFirst
                        ? .money(part.transfer.amount)
                        : (try? part.transfer.amount.negated()).map { .money($0) } ?? .blank,
                ]
            },
            totalLabel: invoice.payer == pair.first ? "To pay" : "To be paid"
        )
    }

    private func terms(
        of invoice: NetInvoice,
        _ number: Int,
        called kind: String
    ) -> ReportTable {
        let terms = agreement.invoiceTerms
        var rows: [[String]] = [
            ["Reference", "\(invoice.payer)-\(invoice.payee)-\(settlement.date)-\(number)"],
            ["Date", "\(settlement.date)"],
        ]
        if let days = terms.dueDays {
            rows.append([
                "Payable by", "\(CalendarDate(dayNumber: settlement.date.dayNumber + days))",
            ])
        }
        rows.append(["VAT", Self.words(terms)])
        if terms.vat == .standard, let rate = terms.rate,
            let tax = try? invoice.amount.multiplied(by: rate, rounding: .nearestOrAwayFromZero),
            let total = try? invoice.amount.adding(tax)
        {
            rows.append(["VAT amount", tax.formatted()])
            rows.append(["Total with VAT", total.formatted()])
        } else {
            rows.append(["Total", invoice.amount.formatted()])
        }
        return ReportTable(
            name: kind,
            caption: kind,
            columns: [.words("Item"), .words("What")],
            rows: rows.map { $0.map(ReportCell.words) }
        )
    }

    private static func words(_ terms: InvoiceTerms) -> String {
        switch terms.vat {
        case .outsideScope: "outside the scope of VAT"
        case .exempt: "exempt"
        case .zeroRated: "zero-rated"
        case .standard:
            "standard rate"
                + (terms.rate.flatMap { ($0 * 100).exactDecimal }.map { " of \($0)%" } ?? "")
        case nil:
            "the agreement does not say how VAT treats this payment; to be confirmed before it is paid"
        }
    }
}

extension String {
    fileprivate var withSmallFirst: String { prefix(1).lowercased() + dropFirst() }
}
