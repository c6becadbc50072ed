internal import TopsliceFormats
import TopsliceFunds

/// Savings, who shares them, and who gains more than it pays.
extension SettlementTables {
    var streams: ReportTable {
        ReportTable.ofMoney(
            name: "Savings",
            caption: "Each saving: in whose budget it falls, and what of it is shared.",
            columns: [
                .words("Saving"), .words("Budget"), .words("Cashable"), .words("Falls to"),
                .money("Forecast"), .money("Realised"), .money("Shared"), .money("Kept"),
                .words("Shared by"), .words("Source"),
            ],
            rows: settlement.savings.map { outturn in
                let stream = outturn.stream
                return [
                    .words(stream.name), .words(stream.budget.rawValue),
                    .words(stream.isCashable ? "yes" : "no"),
                    .words(name(stream.holder)),
                    stream.forecast.map(ReportCell.money) ?? .blank,
                    .money(outturn.realised), .money(outturn.amounts.released),
                    .money(outturn.amounts.retained), .words(stream.share.rule.words),
                    .words(said(outturn.source)),
                ]
            },
            totalLabel: "All savings"
        )
    }

    /// Savings that nobody recorded because they were measured; nil where there are none.
    var measuredSavings: ReportTable? {
        let measured = settlement.savings.compactMap { outturn in
            outturn.stream.measured.map { (outturn.stream, $0) }
        }
        guard let first = measured.first?.1 else { return nil }
        let level = first.confidenceWords
        return ReportTable.ofMoney(
            name: "Measured savings",
            caption:
                "Savings that were measured: what all agencies together were worth to each beneficiary, with its \(level) interval, and "
                + "what of that the agreement takes.",
            columns: [
                .words("Saving"), .words("Falls to"), .words("Measured for"), .words("In"),
                .money("Measured", isTotalled: false), .money("From", isTotalled: false),
                .money("to", isTotalled: false), .words("Taken"),
                .money("Saving", isTotalled: false),
            ],
            rows: measured.map { stream, saving in
                [
                    .words(stream.name), .words(name(stream.holder)),
                    .words(saving.beneficiary), .words(said(saving.file)),
                    .money(saving.estimate), saving.low.map(ReportCell.money) ?? .blank,
                    saving.high.map(ReportCell.money) ?? .blank,
                    .words(
                        saving.taken == .low
                            ? "the lower end, nothing below zero" : "the estimate"
                    ),
                    .money(saving.amount),
                ]
            }
        )
    }

    func matrix(_ matrix: SavingsMatrix, name title: String, caption: String) -> ReportTable {
        ReportTable.ofMoney(
            name: title,
            caption: caption,
            columns: [.words("Credited to")]
                + matrix.beneficiaries.map { .money("Saved by \(name($0))") } + [.money("Total")],
            rows: matrix.actors.indices.map { row in
                [.words(name(matrix.actors[row]))] + matrix.cells[row].map { .money($0) }
                    + [.money(matrix.credited[row])]
            },
            totalLabel: "Total"
        )
    }

    var freeRiders: ReportTable {
        ReportTable.ofMoney(
            name: "Free riders",
            caption:
                "Part of the benefit less part of the contributions: above zero, a partner gains "
                + "more than it puts in. The last columns give the contributions that repair it.",
            columns: [
                .words("Partner"), .money("Contribution"), .money("Benefit"),
                .share("Part of contributions"), .share("Part of benefit"), .share("Gap"),
                .money("Benefit after sharing"), .share("Gap after sharing"),
                .money("Contribution that repairs it"), .money("Change"),
            ],
            rows: settlement.freeRiders.map { rider in
                [
                    .words(name(rider.partner)), .money(rider.contribution),
                    .money(rider.benefit), .share(rider.contributionPart),
                    .share(rider.benefitPart), .share(rider.gap),
                    .money(rider.benefitAfterSharing),
                    rider.gapAfterSharing.map(ReportCell.share) ?? .blank,
                    .money(rider.repairedContribution),
                    .money(rider.repair),
                ]
            },
            totalLabel: "All partners"
        )
    }
}
