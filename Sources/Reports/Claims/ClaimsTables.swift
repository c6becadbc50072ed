import TopsliceApportionment
import TopsliceExactArithmetic
internal import TopsliceFormats
import TopsliceMoney
import TopsliceSharing
import TopsliceStudies

/// The tables of an estate, each stated once.
extension ClaimsReport {
    private var kind: Workbook.Column.Kind { run.estate.currency.columnKind }

    /// What each claims and gets under every rule.
    var awards: RuleGrid {
        let claims = RuleGrid.Row(
            title: "Claim",
            key: "Claim",
            cells: run.claimants.map(\.claim.reportCell),
            total: run.claimsTotal.reportCell,
            ending: run.claimsTotal.reportCell
        )
        return RuleGrid(
            name: "Awards",
            caption: "Awards to the penny",
            heading: "Claimant",
            names: ids,
            kind: kind,
            rows: [claims]
                + answered.map { rule, awards in
                    .init(
                        title: rule.title,
                        key: rule.rawValue,
                        cells: awards.money.allocation.parts.map(\.amount.reportCell),
                        total: run.estate.reportCell,
                        ending: awards.money.allocation.total.reportCell
                    )
                },
            ending: "Sum",
            isTotalled: true
        )
    }

    /// Each award less the proportional one; nil where no other rule can be compared with it.
    var changes: RuleGrid? {
        let rules = answered.compactMap { rule, awards in
            awards.versusProportional.map { (rule, $0) }
        }.filter { $0.0 != .proportional }
        guard !rules.isEmpty else { return nil }
        let format = NumberFormat(notation: .fixed(decimals: 2)).signed
        return RuleGrid(
            name: "Versus proportional",
            caption: "Change of each award from the proportional one",
            heading: "Claimant",
            names: ids,
            kind: kind,
            rows: rules.map { rule, changes in
                .init(
                    title: rule.title,
                    key: rule.rawValue,
                    cells: changes.map { $0.reportCell(format) }
                )
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
        SilentRules.table(notApplicable.map { ($0.rule.title, $0.rule.rawValue, $0.reason) })
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
                    [rule] + [ReportCell](repeating: .empty, count: 6) + [.text(reason.description)]
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
