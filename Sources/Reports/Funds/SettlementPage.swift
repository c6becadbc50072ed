package import TopsliceFormats
import TopsliceFunds
import TopsliceMoney

/// The settlement as a page: the answer, the statement, who pays whom, where the money went, and what the
/// partners sign.
struct SettlementPage {
    let report: SettlementReport
    let tables: SettlementTables

    init(_ report: SettlementReport) {
        self.report = report
        tables = SettlementTables(report)
    }

    var settlement: Settlement { report.settlement }
    var agreement: Agreement { report.agreement }

    var page: HTMLPage {
        var sections = [
            HTMLPage.Section("Statement of each partner", [tables.statement.htmlTable.markup]),
            HTMLPage.Section("Who pays whom", whoPaysWhom),
        ]
        if report.audience.seesWhole, let flow = flowFigure {
            sections.append(.init("Where the money goes", [flow.markup]))
        }
        let inputs = [tables.contributions, tables.lines].filter { !$0.rows.isEmpty }
        if !inputs.isEmpty {
            sections.append(
                .init("Contributions, budgets and spending", inputs.map(\.htmlTable.markup))
            )
        }
        if !settlement.risks.isEmpty {
            sections.append(.init("Over- and underspends", [tables.risks.htmlTable.markup]))
        }
        if !settlement.savings.isEmpty { sections.append(.init("Savings", savings)) }
        if !settlement.measured.isEmpty {
            sections.append(.init("How the shares were measured", measurements))
        }
        if report.audience.seesFreeRiders, !settlement.freeRiders.isEmpty {
            sections.append(.init("Who gains and who pays", [tables.freeRiders.htmlTable.markup]))
        }
        sections += laterSections
        if !settlement.accounts.isEmpty {
            sections.append(.init("Accounts of the fund", [tables.accounts.htmlTable.markup]))
        }
        sections += [
            HTMLPage.Section(
                "Accountability map",
                [tables.accountability.htmlTable.markup]
            ),
            HTMLPage.Section("How it was worked out", method),
            HTMLPage.Section("Sign-off", signOff),
        ]
        if !settlement.checks.isEmpty {
            sections.append(.init("Checks", [tables.checks.htmlTable.markup]))
        }
        if !settlement.journal.isEmpty {
            sections.append(.init("Journal", [tables.journal.htmlTable.markup]))
        }
        return HTMLPage(
            title: agreement.name,
            subtitle: "Settlement for \(agreement.term.from) to \(agreement.term.to), "
                + "\(settlement.standing.heading), scenario "
                + "\(settlement.scenario), for \(report.audience.rawValue)",
            opening: opening,
            sections: sections,
            footer:
                "Made by Topslice \(report.provenance.version). All amounts are exact to the penny; "
                + "drawings show sizes only.",
            layout: .ledger
        )
    }

    private var whoPaysWhom: [Markup] {
        settlement.transfers.isEmpty
            ? [.paragraph("Nobody owes anything.")] : [tables.transfers.htmlTable.markup]
    }

    private var laterSections: [HTMLPage.Section] {
        var sections: [HTMLPage.Section] = []
        if !settlement.outcomes.isEmpty {
            sections.append(.init("Payments for outcomes", [tables.outcomes.htmlTable.markup]))
        }
        if !settlement.compensations.isEmpty {
            let gains = settlement.compensations.map { result in
                if let loss = result.loss {
                    "\(result.clause): together the partners are \(loss.formatted()) worse off."
                } else {
                    "\(result.clause): together the partners are "
                        + "\(result.gain.formatted()) better off. Other costs may still rise by "
                        + "that much before the gain is nothing."
                }
            }
            sections.append(
                .init(
                    "Compensation",
                    gains.map(Markup.paragraph) + [tables.compensations.htmlTable.markup]
                )
            )
        }
        if !settlement.people.isEmpty {
            sections.append(.init("Personal budgets", [tables.people.htmlTable.markup]))
        }
        if !settlement.balances.isEmpty {
            sections.append(.init("The pool, day by day", [tables.balances.htmlTable.markup]))
        }
        return sections
    }

    private var savings: [Markup] {
        var parts: [Markup] = []
        if let waterfall = waterfallFigure { parts.append(waterfall.markup) }
        parts.append(tables.streams.htmlTable.markup)
        if !settlement.matrix.actors.isEmpty {
            parts.append(report.cashableMatrix(tables).htmlTable.markup)
        }
        if !settlement.notCashable.actors.isEmpty {
            parts.append(report.otherMatrix(tables).htmlTable.markup)
        }
        return parts
    }

    private var measurements: [Markup] {
        settlement.measured.flatMap { outturn in
            tables.sentences(outturn.evidence).map(Markup.paragraph)
                + [tables.measured(outturn).htmlTable.markup]
        }
    }

    private var method: [Markup] {
        var parts: [Markup] = [
            .paragraph(
                "Each clause is applied exactly, in fractions of pennies. What it gives becomes whole "
                    + "pence once, by largest remainders: everybody gets the whole pence of its share, "
                    + "and the pennies left go to the largest remainders; ties go to the larger share, "
                    + "then to the identifier that comes first. Savings are rounded as a table, so that "
                    + "rows and columns add up. Every penny in the journal names its clause and the place "
                    + "its figure was read from."
            )
        ]
        if !agreement.defaults.isEmpty {
            parts.append(
                HTMLTable(
                    caption: "What the agreement left open, and how it was filled in",
                    columns: [.words("Key"), .words("Value")],
                    rows: agreement.defaults.map { [$0.key, $0.value] }
                ).markup
            )
        }
        parts.append(
            HTMLTable(
                caption: "Files read",
                columns: [.words("File"), .numbers("Rows"), .words("SHA-256")],
                rows: report.provenance.inputs.map { input in
                    [
                        input.path,
                        input.rows.map { NumberFormat.count.text(Double($0)) } ?? NumberFormat.dash,
                        input.sha256,
                    ]
                }
            ).markup
        )
        return parts
    }

    private var signOff: [Markup] {
        [
            .paragraph(
                "We have read this statement, the checks and the accountability map, and agree the "
                    + "payments under ‘Who pays whom’."
            ),
            HTMLTable(
                caption: "Signatures",
                columns: [
                    .words("Partner"), .numbers("Net"), .toFill("Name and position"),
                    .toFill("Signature"), .toFill("Date"),
                ],
                rows: settlement.statements.map { statement in
                    [
                        agreement.name(of: statement.partner),
                        SettlementTable.Cell.money(statement.net).text,
                        "", "", "",
                    ]
                }
            ).markup,
        ]
    }
}

extension SettlementReport {
    /// The settlement as a self-contained page.
    package var page: HTMLPage { SettlementPage(self).page }
}
