import TopsliceApportionment
internal import TopsliceFormats
import TopsliceSharing
import TopsliceStudies

extension GameReport {
    /// One row a rule and player; a rule that does not apply has one row with the reason.
    ///
    /// `status` is `share`, `interval` (values are missing; `least` and `most` are empty where there is no bound)
    /// or `not_applicable`.
    var sharesTable: CSVTable {
        var table = CSVTable(columns: [
            "rule", "player", "status", "share", "exact", "least", "most", "standard_error",
            "amount", "versus_reference", "in_core", "reason",
        ])
        for finding in run.rules {
            switch finding.outcome {
            case .shares(let shares): append(finding.rule, shares, to: &table)
            case .intervals(let intervals):
                for (player, interval) in zip(run.players, intervals) {
                    table.append([
                        .text(finding.rule.rawValue), .text(player), .text("interval"), .empty,
                        .empty, interval.least?.cell ?? .empty, interval.most?.cell ?? .empty,
                        .empty, .empty, .empty, .empty, .empty,
                    ])
                }
            case .notApplicable(let reason):
                table.append(
                    [.text(finding.rule.rawValue), .empty, .text("not_applicable")]
                        + [CSVCell](repeating: .empty, count: 8) + [.text(reason)]
                )
            }
        }
        return table
    }

    private func append(_ rule: SharingRule, _ shares: RuleShares, to table: inout CSVTable) {
        let parts = shares.money.divided?.allocation.parts
        for (place, player) in run.players.enumerated() {
            let share = shares.shares[place]
            table.append([
                .text(rule.rawValue), .text(player), .text("share"), share.cell, share.exactCell,
                .empty, .empty, .optional(shares.standardErrors?[place]),
                .money(parts?[place].amount), shares.versusReference?[place].cell ?? .empty,
                shares.stability.map { .boolean($0.isInCore) } ?? .empty, .empty,
            ])
        }
    }

    /// One row for every coalition that objects to a rule.
    var objectionsTable: CSVTable {
        var table = CSVTable(columns: ["rule", "coalition", "together", "alone", "excess"])
        for (rule, shares) in answered {
            for objection in shares.stability?.blocking ?? [] {
                table.append([
                    .text(rule.rawValue), .text(objection.members.joined(separator: "+")),
                    objection.together.cell, objection.alone.cell, objection.excess.cell,
                ])
            }
        }
        return table
    }
}
