import TopsliceApportionment
import TopsliceCooperativeGames
package import TopsliceFormats
import TopsliceMoney
import TopsliceSharing
import TopsliceStudies

extension GameReport {
    /// The answers as a workbook: totals are live formulas, and a check row compares them with what was
    /// computed exactly.
    package var workbook: Workbook {
        var sheets = [sharesSheet]
        if let total = run.total { sheets += [moneySheet(total)].compactMap { $0 } }
        sheets += [comparisonSheet, objectionsSheet, statusSheet, gameSheet].compactMap { $0 }
        if let total = run.total { sheets += [journal.sheet(total.currency)].compactMap { $0 } }
        return Workbook(
            properties: .init(
                title: isCost ? "A cost shared by every rule" : "Savings shared by every rule",
                subject: Words.list(run.players),
                author: "Topslice \(provenance.version)"
            ),
            sheets: sheets,
            notes: notes
        )
    }

    /// Decimals that a cell shows; the full number is behind them.
    private var places: Int {
        if case .fixed(let decimals) = GameWording(self).format.notation {
            max(2, decimals)
        } else {
            6
        }
    }

    /// Players down, rules across, so that each rule's total stands under it.
    private var sharesSheet: Workbook.Sheet {
        let rules = answered
        return Workbook.Sheet(
            name: "Shares",
            columns: [.init("Player", .text)]
                + rules.map { rule, shares in
                    Workbook.Column(
                        rule.title,
                        .decimal(places: places),
                        isTotalled: true,
                        statedTotal: shares.stability?.isEfficient == true
                            ? run.grandValue.map { .number($0.approximate) } : nil
                    )
                },
            rows: run.players.enumerated().map { place, player in
                [.text(player)] + rules.map { .number($0.shares.shares[place].approximate) }
            },
            totalLabel: "Total"
        )
    }

    private func moneySheet(_ total: Money) -> Workbook.Sheet? {
        let rules = answered.compactMap { rule, shares in
            shares.money.divided.map { (rule, $0.allocation) }
        }
        guard !rules.isEmpty else { return nil }
        return Workbook.Sheet(
            name: "Money",
            columns: [.init("Player", .text)]
                + rules.map { rule, _ in
                    Workbook.Column(
                        rule.title,
                        total.currency.columnKind,
                        isTotalled: true,
                        statedTotal: total.workbookCell
                    )
                },
            rows: run.players.enumerated().map { place, player in
                [.text(player)] + rules.map { $0.1.parts[place].amount.workbookCell }
            },
            totalLabel: "Total"
        )
    }

    private var comparisonSheet: Workbook.Sheet? {
        let rules = answered.compactMap { rule, shares in
            shares.versusReference.map { (rule, $0) }
        }
        guard let reference = run.reference, !rules.isEmpty else { return nil }
        return Workbook.Sheet(
            name: "Versus \(reference.rule.rawValue)",
            columns: [.init("Player", .text)]
                + rules.map { .init($0.0.title, .decimal(places: places)) },
            rows: run.players.enumerated().map { place, player in
                [.text(player)] + rules.map { .number($0.1[place].approximate) }
            }
        )
    }

    private var objectionsSheet: Workbook.Sheet? {
        let rows = answered.flatMap { rule, shares in
            (shares.stability?.blocking ?? []).map { objection in
                [
                    Workbook.Cell.text(rule.title),
                    .text(objection.members.joined(separator: " + ")),
                    .number(objection.together.approximate), .number(objection.alone.approximate),
                    .number(objection.excess.approximate),
                ]
            }
        }
        guard !rows.isEmpty else { return nil }
        return Workbook.Sheet(
            name: "Objections",
            columns: [
                .init("Rule", .text), .init("Group", .text),
                .init(isCost ? "Charged together" : "Given together", .decimal(places: places)),
                .init(isCost ? "Would pay alone" : "Would have alone", .decimal(places: places)),
                .init("Better alone by", .decimal(places: places)),
            ],
            rows: rows
        )
    }

    /// Rules without shares: intervals, and those that do not apply.
    private var statusSheet: Workbook.Sheet? {
        var rows: [[Workbook.Cell]] = bounded.flatMap { rule, intervals in
            zip(run.players, intervals).map { player, interval in
                [
                    .text(rule.title), .text(player), .optional(interval.least?.approximate),
                    .optional(interval.most?.approximate), .text("values are missing"),
                ]
            }
        }
        rows += notApplicable.map { rule, reason in
            [.text(rule.title), .empty, .empty, .empty, .text(reason)]
        }
        guard !rows.isEmpty else { return nil }
        return Workbook.Sheet(
            name: "Not settled",
            columns: [
                .init("Rule", .text), .init("Player", .text),
                .init("At least", .decimal(places: places)),
                .init("At most", .decimal(places: places)), .init("Why", .text),
            ],
            rows: rows
        )
    }

    private var gameSheet: Workbook.Sheet? {
        guard !run.coalitions.isEmpty else { return nil }
        let hasErrors = run.coalitions.contains { $0.standardError != nil }
        return Workbook.Sheet(
            name: "Game",
            columns: [
                .init("Coalition", .text),
                .init(isCost ? "Cost" : "Savings", .decimal(places: places)),
            ] + (hasErrors ? [.init("Standard error", .decimal(places: places))] : []),
            rows: run.coalitions.map { coalition in
                [
                    .text(
                        coalition.members.isEmpty
                            ? "none" : coalition.members.joined(separator: " + ")
                    ), .number(coalition.value.approximate),
                ] + (hasErrors ? [.optional(coalition.standardError?.approximate)] : [])
            }
        )
    }

    private var notes: [Workbook.Note] {
        var notes: [Workbook.Note] = [
            .init(
                "Orientation",
                isCost ? "the values are costs to be paid" : "the values are savings to be gained"
            ),
            .init("Core", GameWording(self).coreSentence),
            .init("Ties in rounding", DividedMoney.tieOrder),
            .init(
                "Arithmetic",
                run.isExact
                    ? "exact fractions; a cell holds the nearest number a spreadsheet can"
                    : "floating point; money from shares on a grid finer than a thousandth of a penny"
            ),
        ]
        if let reference = run.reference {
            notes.append(
                .init("Compared with", "\(reference.rule.title) shares, \(reference.meaning)")
            )
        }
        notes += answered.map { .init($0.rule.title, $0.rule.meaning) }
        return notes + run.warnings.map { .init("Warning", $0.words) } + provenance.notes
    }
}
