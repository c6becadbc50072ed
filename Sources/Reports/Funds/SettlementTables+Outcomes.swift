import TopsliceFunds

/// Payments for results and between partners.
extension SettlementTables {
    var outcomes: SettlementTable {
        SettlementTable(
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
                        .money(payer.amount), .words(outturn.paid.working),
                        .words(said(outturn.source)),
                    ]
                }
            },
            totalLabel: "All outcome payments"
        )
    }

    var compensations: SettlementTable {
        SettlementTable(
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
