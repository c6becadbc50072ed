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
            HTMLPage.Section("Statement of each partner", [tables.statement.htmlTable.markup])
        ]
        if !settlement.invoices.pairs.isEmpty {
            sections.append(.init("How payments are netted", whoPaysWhom))
        }
        if report.audience.seesWhole, let flow = flowFigure {
            sections.append(.init("Where the money goes", [flow.markup]))
        }
        sections += budgets
        if !settlement.risks.isEmpty {
            sections.append(.init("Over- and underspends", [tables.risks.htmlTable.markup]))
        }
        if !settlement.otherRules.isEmpty {
            sections.append(.init("Under other rules", [tables.otherRules.htmlTable.markup]))
        }
        if !settlement.savings.isEmpty { sections.append(.init("Savings", savings)) }
        if !settlement.measured.isEmpty {
            sections.append(.init("How the shares were measured", measurements))
        }
        if report.audience.seesFreeRiders, !settlement.freeRiders.isEmpty {
            sections.append(.init("Who gains and who pays", [tables.freeRiders.htmlTable.markup]))
        }
        sections += laterSections
        if !tables.accountability.isEmpty {
            sections.append(
                .init("Accountability map", [tables.accountability.htmlTable.markup])
            )
        }
        sections += [
            HTMLPage.Section("How it was worked out", method),
            HTMLPage.Section("What the words mean", [glossary]),
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
                + "\(settlement.standing.heading)"
                + (settlement.scenario == Actuals.actual ? "" : ", scenario \(settlement.scenario)")
                + ", for \(report.reader.map { agreement.name(of: $0) } ?? report.audience.rawValue)",
            opening: opening,
            sections: sections,
            footer:
                "Made by Topslice \(report.provenance.version). All amounts are exact to the smallest unit of the currency; "
                + "drawings show sizes only.",
            layout: .ledger
        )
    }

    private var whoPaysWhom: [Markup] {
        var parts = [tables.netted.htmlTable.markup]
        if !settlement.transfers.isEmpty {
            parts.append(tables.transfers.htmlTable.markup)
        }
        return parts
    }

    private var budgets: [HTMLPage.Section] {
        var sections: [HTMLPage.Section] = []
        if !settlement.lines.isEmpty {
            var parts = [tables.lines.htmlTable.markup]
            if settlement.months.count > 1 { parts.append(tables.months.htmlTable.markup) }
            sections.append(.init("Budgets and spending", parts))
        }
        let money = [tables.bands, tables.accounts].filter { !$0.isEmpty }
        if !money.isEmpty {
            sections.append(.init("Money of the fund", money.map(\.htmlTable.markup)))
        }
        if !settlement.funding.isEmpty {
            sections.append(
                .init(
                    "Better Care Fund",
                    [tables.betterCareIncome, tables.betterCareSchemes].map(\.htmlTable.markup)
                )
            )
        }
        if !settlement.contributions.isEmpty {
            sections.append(.init("Contributions", [tables.contributions.htmlTable.markup]))
        }
        if !agreement.virements.isEmpty, report.audience.seesWhole {
            sections.append(.init("Virements", [tables.virements.htmlTable.markup]))
        }
        if !settlement.caps.isEmpty {
            sections.append(.init("Caps over years", [tables.caps.htmlTable.markup]))
        }
        if !agreement.parameters.isEmpty, report.audience.seesWhole {
            sections.append(.init("Figures of the year", [tables.parameters.htmlTable.markup]))
        }
        return sections
    }

    private var glossary: Markup {
        .tag(
            "dl",
            [:],
            children: GlossaryWord.used(in: settlement).flatMap { word -> [Markup] in
                [.tag("dt", [:], .text(word.term)), .tag("dd", [:], .text(word.meaning))]
            }
        )
    }

    private var laterSections: [HTMLPage.Section] {
        var sections: [HTMLPage.Section] = []
        if !settlement.outcomes.isEmpty {
            sections.append(.init("Payments for outcomes", [tables.outcomes.htmlTable.markup]))
        }
        if !tables.contracts.isEmpty {
            sections.append(
                .init("Payments for people", tables.contracts.map(\.htmlTable.markup))
            )
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
        if !settlement.allocations.isEmpty {
            sections.append(
                .init(
                    "Allocation",
                    settlement.allocations.map { tables.allocation($0).htmlTable.markup }
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
        let defaults = DefaultsTold(agreement.defaults).table
        if !defaults.isEmpty { parts.append(defaults.htmlTable.markup) }
        return parts + [report.provenance.files.htmlTable.markup]
    }

    private var signOff: [Markup] {
        if !settlement.isReconciled {
            return [.paragraph("Nobody signs: the settlement does not reconcile.")]
        }
        if settlement.standing.basis == .forecast {
            return [.paragraph("Nobody signs: it is a forecast, and nothing of it is payable.")]
        }
        return [
            .paragraph(
                "We have read this statement, the checks and the accountability map, and agree the payments at its head. "
                    + "Whoever pays or is paid signs, and the host, who holds the pool."
            ),
            tables.signatures.htmlTable.markup,
        ]
    }
}

extension SettlementReport {
    /// The settlement as a self-contained page.
    package var page: HTMLPage { SettlementPage(self).page }
}
