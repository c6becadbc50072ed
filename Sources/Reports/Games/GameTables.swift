import TopsliceApportionment
internal import TopsliceFormats
import TopsliceMoney
import TopsliceSharing
import TopsliceStudies

/// The tables of a game, each stated once.
struct GameTables {
    let report: GameReport
    /// Of the shares, on pages.
    let format: NumberFormat

    init(_ report: GameReport) {
        self.report = report
        format = GameWording(report).format
    }

    private var run: GameRun { report.run }

    /// Decimals that a cell of a sheet shows; the full number is behind them.
    private var kind: Workbook.Column.Kind {
        if case .fixed(let decimals) = format.notation {
            .decimal(places: max(2, decimals))
        } else {
            .decimal(places: 6)
        }
    }

    private func grid(
        _ name: String,
        caption: String,
        kind: Workbook.Column.Kind? = nil,
        rows: [RuleGrid.Row]
    ) -> RuleGrid? {
        guard !rows.isEmpty else { return nil }
        return RuleGrid(
            name: name,
            caption: caption,
            heading: "Player",
            names: run.players,
            kind: kind ?? self.kind,
            rows: rows
        )
    }

    // MARK: - A figure a rule and player

    var shares: RuleGrid {
        RuleGrid(
            name: "Shares",
            caption: "Shares of the \(report.isCost ? "cost" : "savings"), rules by players",
            heading: "Player",
            names: run.players,
            kind: kind,
            rows: report.answered.map { rule, shares in
                .init(
                    title: rule.title,
                    key: rule.spelling,
                    cells: shares.shares.map { $0.reportCell(format) },
                    total: shares.stability?.isEfficient == true
                        ? run.grandValue?.reportCell(format) : nil,
                    ending: .text(objectors(shares.stability))
                )
            },
            ending: "Who objects",
            isTotalled: true
        )
    }

    private func objectors(_ stability: RuleShares.Stability?) -> String {
        guard let stability else { return "not known" }
        if stability.isInCore { return "nobody" }
        if stability.blockingCount == 0 { return "shares miss the whole" }
        return Words.count(stability.blockingCount, "group", "groups")
    }

    /// Nil where no amount was stated or no rule divides it.
    var money: RuleGrid? {
        guard let total = run.total else { return nil }
        var grid = grid(
            "Money",
            caption: "\(total.shown) divided by each rule, to the penny",
            kind: total.currency.columnKind,
            rows: report.answered.compactMap { rule, shares in
                shares.money.divided.map { divided in
                    .init(
                        title: rule.title,
                        key: rule.spelling,
                        cells: divided.allocation.parts.map(\.amount.reportCell),
                        total: total.reportCell,
                        ending: divided.allocation.total.reportCell
                    )
                }
            }
        )
        grid?.ending = "Sum"
        grid?.isTotalled = true
        return grid
    }

    /// Nil where values have no errors.
    var errors: RuleGrid? {
        let stated = report.answered.compactMap { rule, shares in
            shares.standardErrors.map { (rule, $0) }
        }
        let format = NumberFormat.fitting(stated.flatMap(\.1), digits: 3)
        return grid(
            "Standard errors",
            caption:
                "Standard errors of the shares, as the values' errors were said to be independent",
            rows: stated.map { rule, errors in
                .init(
                    title: rule.title,
                    key: rule.spelling,
                    cells: errors.map { .number($0, format) }
                )
            }
        )
    }

    /// What the reference is called in a sentence.
    static func base(_ reference: GameRun.Reference) -> String {
        reference.rule == .practice(.proportional) ? "proportional shares" : "equal shares"
    }

    /// Each rule's shares less those of the reference, whose own row is of zeros; nil without a reference.
    var changes: RuleGrid? {
        guard let reference = run.reference else { return nil }
        let direction =
            report.isCost ? "above zero it pays more" : "above zero it gets more"
        return grid(
            "Versus \(reference.rule.spelling)",
            caption: "Change from \(Self.base(reference)) (\(reference.meaning)); \(direction)",
            rows: report.answered.compactMap { rule, shares in
                shares.versusReference.map { changes in
                    .init(
                        title: rule.title,
                        key: rule.spelling,
                        cells: changes.map { $0.reportCell(format.signed) }
                    )
                }
            }
        )
    }

    /// For a terminal: amounts of money where there are some, shares or their bounds where not.
    var answers: RuleGrid {
        RuleGrid(
            name: "Answers",
            heading: "Player",
            names: run.players,
            kind: kind,
            rows: run.rules.compactMap { finding in
                switch finding.outcome {
                case .notApplicable: nil
                case .intervals(let intervals):
                    .init(
                        title: finding.rule.title,
                        key: finding.rule.spelling,
                        cells: intervals.map(bounds),
                        ending: .text("")
                    )
                case .shares(let shares):
                    .init(
                        title: finding.rule.title,
                        key: finding.rule.spelling,
                        cells: shares.money.divided?.allocation.parts.map(\.amount.reportCell)
                            ?? shares.shares.map { $0.reportCell(format) },
                        ending: .text(shares.stability.map(objectors) ?? "")
                    )
                }
            },
            ending: "Objects"
        )
    }

    private func bounds(_ interval: ShareInterval) -> ReportCell {
        if let least = interval.least, interval.most == least { return least.reportCell(format) }
        let format = format.plain
        func bound(_ quantity: Quantity?) -> String { quantity.map { format.text($0) } ?? "?" }
        return .text("\(bound(interval.least)) to \(bound(interval.most))")
    }

    // MARK: - Lists

    /// One row for every coalition that objects to a rule, or for the one that objects most.
    func objections(
        of rules: [(rule: SharingRule, shares: RuleShares)],
        largestOnly: Bool = false
    ) -> ReportTable {
        ReportTable(
            name: "Objections",
            caption: largestOnly
                ? "The group that objects most, for every rule to which somebody does" : "",
            columns: [
                .init("Rule", on: [.page, .sheet]), .init("", key: "rule", on: .csv),
                .init("Group", key: "coalition", on: [.page, .sheet, .data], jsonKey: "members"),
                .init(
                    report.isCost ? "Charged together" : "Given together",
                    key: "together",
                    kind,
                    jsonNumbers: .nearest
                ),
                .init(
                    report.isCost ? "Would pay alone" : "Would have alone",
                    key: "alone",
                    kind,
                    jsonNumbers: .nearest
                ), .init("Better alone by", key: "excess", kind, jsonNumbers: .nearest),
                .init("", key: "excess_exact", on: .json),
            ],
            rows: rules.flatMap { rule, shares in
                (shares.stability?.blocking ?? []).prefix(largestOnly ? 1 : .max).map {
                    [
                        .text(rule.title), .text(rule.spelling), .names($0.members),
                        $0.together.reportCell(format), $0.alone.reportCell(format),
                        $0.excess.reportCell(format), $0.excess.reportCell(asFraction: true),
                    ]
                }
            }
        )
    }

    var notApplicable: ReportTable {
        SilentRules.table(
            report.notApplicable.map { ($0.rule.title, $0.rule.spelling, $0.reason) }
        )
    }

    /// Between what the shares lie where values are missing.
    var bounds: ReportTable {
        func bound(_ quantity: Quantity?) -> ReportCell {
            quantity?.reportCell(format) ?? .text("no bound")
        }
        return ReportTable(
            name: "Not settled",
            caption: "Ranges of the shares, because values are missing",
            columns: [
                .init("Rule"), .init("Player"), .init("At least", kind), .init("At most", kind),
                .init("Why", on: .sheet),
            ],
            rows: report.bounded.flatMap { rule, intervals in
                zip(run.players, intervals).map { player, interval in
                    [
                        .text(rule.title), .text(player), bound(interval.least),
                        bound(interval.most), .text("values are missing"),
                    ]
                }
            }
        )
    }

    /// Rules without shares: those with bounds only, then those that do not apply.
    var unsettled: ReportTable {
        var table = bounds
        for (rule, reason) in report.notApplicable {
            table.append([.text(rule.title), .empty, .empty, .empty, .text(reason)])
        }
        return table
    }

    var interactions: ReportTable {
        let entries = run.interactions
        let numbers = NumberFormat.quantities(entries.flatMap { [$0.shapley, $0.banzhaf] }).signed
        return ReportTable(
            name: "Interactions",
            caption: "Interaction indices",
            columns: [
                .init("Group", key: "members"),
                .init("Shapley", key: "shapley", kind, jsonNumbers: .nearest),
                .init("Banzhaf", key: "banzhaf", kind, jsonNumbers: .nearest),
            ],
            rows: entries.map {
                [
                    .names($0.members), $0.shapley.reportCell(numbers),
                    $0.banzhaf.reportCell(numbers),
                ]
            }
        )
    }

    /// The values as they were given.
    var game: ReportTable {
        let numbers = NumberFormat.quantities(run.coalitions.map(\.value))
        let errors = run.coalitions.compactMap(\.standardError)
        let errorFormat = NumberFormat.fitting(errors.map(\.approximate), digits: 3)
        return ReportTable(
            name: "Game",
            caption: "The value of every coalition given",
            columns: [
                .init("Coalition", key: "members"),
                .init(
                    report.isCost ? "Cost" : "Savings",
                    key: "value",
                    kind,
                    jsonNumbers: .nearest
                ),
                .init(
                    "Standard error",
                    key: "standard_error",
                    kind,
                    on: errors.isEmpty ? .json : .all,
                    jsonNumbers: .nearest
                ),
            ],
            rows: run.coalitions.map {
                [
                    .names($0.members), $0.value.reportCell(numbers),
                    $0.standardError?.reportCell(errorFormat) ?? .empty,
                ]
            }
        )
    }

    // MARK: - Tidy data

    /// One row a rule and player; a rule that does not apply has one row with the reason.
    ///
    /// `status` is `share`, `interval` (values are missing; `least` and `most` are empty where there is no bound)
    /// or `not_applicable`.
    var data: ReportTable {
        let keys = [
            "rule", "player", "status", "share", "exact", "least", "most", "standard_error",
            "amount", "versus_reference", "in_core", "reason",
        ]
        var table = ReportTable(name: "Data", columns: keys.map { .init("", key: $0) })
        /// A row of the keys named; others are empty.
        func add(_ rule: SharingRule, _ status: String, _ cells: [String: ReportCell]) {
            let row = cells.merging(["rule": .text(rule.spelling), "status": .text(status)]) { $1 }
            table.append(keys.map { row[$0] ?? .empty })
        }
        for finding in run.rules {
            switch finding.outcome {
            case .shares(let shares): addShares(finding.rule, shares, add)
            case .intervals(let intervals):
                for (player, interval) in zip(run.players, intervals) {
                    add(
                        finding.rule,
                        "interval",
                        [
                            "player": .text(player),
                            "least": interval.least?.reportCell() ?? .empty,
                            "most": interval.most?.reportCell() ?? .empty,
                        ]
                    )
                }
            case .notApplicable(let reason):
                add(finding.rule, "not_applicable", ["reason": .text(reason.words(run.players))])
            }
        }
        return table
    }

    private func addShares(
        _ rule: SharingRule,
        _ shares: RuleShares,
        _ add: (SharingRule, String, [String: ReportCell]) -> Void
    ) {
        let parts = shares.money.divided?.allocation.parts
        for (place, player) in run.players.enumerated() {
            let share = shares.shares[place]
            add(
                rule,
                "share",
                [
                    "player": .text(player), "share": share.reportCell(),
                    "exact": share.reportCell(asFraction: true),
                    "standard_error": .number(shares.standardErrors?[place], format),
                    "amount": parts?[place].amount.reportCell ?? .empty,
                    "versus_reference": shares.versusReference?[place].reportCell() ?? .empty,
                    "in_core": shares.stability.map { .boolean($0.isInCore) } ?? .empty,
                ]
            )
        }
    }
}
