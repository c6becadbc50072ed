import TopsliceExactArithmetic
import TopsliceMoney
internal import TopsliceFormats
import TopsliceFunds

/// Payments for results and between partners.
extension SettlementTables {
    var outcomes: ReportTable {
        ReportTable.ofMoney(
            name: "Outcome payments",
            caption: "What is paid for results, and by whom.",
            columns: [
                .words("Payment"), .words("Outcome"), .words("To"), .words("From"),
                .money("Amount"), .words("Working"), .words("Source"),
            ],
            rows: settlement.outcomes.flatMap { outturn in
                outturn.payers.map { payer in
                    [
                        .words(outturn.payment.clause), .words(outturn.payment.outcome),
                        .words(name(outturn.payment.payee)), .words(name(payer.party)),
                        .money(payer.amount), .words(outturn.paid.working.words),
                        .words(said(outturn.source)),
                    ]
                }
            },
            totalLabel: "All outcome payments"
        )
    }

    /// How a pool was paid out, step by step, with what each paid in.
    func allocation(_ outturn: AllocationOutturn) -> ReportTable {
        var names: [String] = []
        var cells: [Account: [String: Rational]] = [:]
        for step in outturn.steps {
            if !names.contains(step.name) { names.append(step.name) }
            cells[step.party, default: [:]][step.name, default: .zero] += step.exact
        }
        let paid = Dictionary(outturn.paid.map { ($0.party, $0.amount) }) { first, _ in first }
        let parties = Set(paid.keys).union(outturn.receipts.keys.map(Account.partner)).sorted()
        return ReportTable.ofMoney(
            name: "Allocation \(outturn.id)",
            caption:
                "\(outturn.clause): \(outturn.amount.formatted()) divided; each step before rounding, then whole.",
            columns: [.words("Recipient")] + names.map { .words($0) }
                + [.money("Paid out"), .money("Paid in")],
            rows: parties.map { party in
                let steps = names.map { step -> ReportCell in
                    guard let exact = cells[party]?[step], !exact.isZero else { return .blank }
                    return .words(agreement.currency.shown(exact: exact))
                }
                return [.words(name(party))] + steps + [
                    paid[party].map { .money($0) } ?? .blank,
                    party.partner.flatMap { outturn.receipts[$0] }.map { .money($0) } ?? .blank,
                ]
            },
            totalLabel: "All"
        )
    }

    var compensations: ReportTable {
        ReportTable.ofMoney(
            name: "Compensation",
            caption:
                "Costs without and with the programme, and the transfers after which nobody is "
                + "worse off. Transfers sum to zero.",
            columns: [
                .words("Partner"), .money("Cost without"), .money("Cost with"),
                .money("Contribution"), .money("Better off (+) by"), .money("Transfer"),
                .money("After the transfer"),
            ],
            rows: settlement.compensations.flatMap { result in
                result.positions.map {
                    [
                        .words(name($0.partner)), .money($0.before), .money($0.after),
                        .money($0.contribution), .money($0.change), .money($0.transfer),
                        .money($0.final),
                    ]
                }
            },
            totalLabel: "All partners"
        )
    }
}
