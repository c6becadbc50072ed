import TopsliceApportionment
import TopsliceExactArithmetic
internal import TopsliceFormats
import TopsliceMoney
import TopsliceSharing
import TopsliceStudies

/// The tables of an estate, each stated once.
extension ClaimsReport {
    private var kind: Workbook.Column.Kind { run.estate.currency.columnKind }

    /// Claimants down, rules across.
    var awardsTable: ReportTable {
        ReportTable(
            name: "Awards",
            columns: [.init("Claimant"), .init("Claim", kind, total: run.claimsTotal.reportCell)]
                + answered.map { rule, _ in
                    .init(
                        rule.title,
                        kind,
                        terminalTitle: rule.rawValue,
                        total: run.estate.reportCell
                    )
                },
            rows: run.claimants.enumerated().map { place, claim in
                [.text(claim.id), claim.claim.reportCell]
                    + answered.map { $0.awards.money.allocation.parts[place].amount.reportCell }
            },
            totalLabel: "Total"
        )
    }

    /// The same with rules down, for a page.
    var ruleTable: ReportTable {
        ReportTable(
            name: "Rules",
            caption: "Awards to the penny",
            columns: [.init("Rule")] + ids.map { .init($0, kind) } + [.init("Sum", kind)],
            rows: [
                [.text("Claim")] + run.claimants.map(\.claim.reportCell)
                    + [run.claimsTotal.reportCell]
            ]
                + answered.map { rule, awards in
                    [.text(rule.title)] + awards.money.allocation.parts.map(\.amount.reportCell)
                        + [awards.money.allocation.total.reportCell]
                }
        )
    }

    var termsTable: ReportTable {
        ReportTable(
            name: "Terms",
            caption: "Weights, floors, caps and priorities (priority 1 is served first)",
            columns: [
                .init("Claimant"), .init("Weight"), .init("Floor", kind), .init("Cap", kind),
                .init("Priority", .integer),
            ],
            rows: run.claimants.map {
                [
                    .text($0.id), .text($0.weight.description), $0.floor.reportCell,
                    $0.cap?.reportCell ?? .empty, .integer($0.priority),
                ]
            }
        )
    }

    var notApplicableTable: ReportTable {
        ReportTable(
            name: "Rules that do not apply",
            caption: "Rules that do not apply",
            columns: [.init("Rule", on: .page), .init("Rule", on: .terminal), .init("Why")],
            rows: notApplicable.map {
                [.text($0.rule.title), .text($0.rule.rawValue), .text($0.reason)]
            }
        )
    }

    /// One row a rule and claimant; a rule that does not apply has one row with the reason.
    var dataTable: ReportTable {
        var table = ReportTable(
            name: "Awards",
            columns: [
                "rule", "claimant", "claim", "award", "exact", "amount", "versus_proportional",
                "reason",
            ].map { .init("", key: $0) }
        )
        for finding in run.rules {
            let rule = ReportCell.text(finding.rule.rawValue)
            switch finding.outcome {
            case .notApplicable(let reason):
                table.append(
                    [rule] + [ReportCell](repeating: .empty, count: 6) + [.text(reason)]
                )
            case .awards(let awards):
                for (place, claim) in run.claimants.enumerated() {
                    let award = awards.awards[place]
                    table.append([
                        rule, .text(claim.id), claim.claim.reportCell, award.reportCell(),
                        award.reportCell(asFraction: true),
                        awards.money.allocation.parts[place].amount.reportCell,
                        awards.versusProportional?[place].reportCell() ?? .empty, .empty,
                    ])
                }
            }
        }
        return table
    }
}
