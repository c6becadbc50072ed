import TopsliceApportionment
import TopsliceExactArithmetic
internal import TopsliceFormats
import TopsliceMoney
import TopsliceSharing
import TopsliceStudies

/// The awards as a page, for whoever has to tell a claimant why it gets no more.
struct ClaimsPage {
    let report: ClaimsReport
    private let format: NumberFormat

    /// Above so many claimants a chart can no longer be taken in.
    private static let chartLimit = 32
    /// Up to so many claimants, a chart has a row a rule and a bar a claimant.
    private static let barsPerRule = 4

    init(_ report: ClaimsReport) {
        self.report = report
        format = NumberFormat(notation: .fixed(decimals: 2))
    }

    private var run: ClaimsRun { report.run }
    var page: HTMLPage {
        var sections: [HTMLPage.Section] = [.init("Awards under every rule", awardSection)]
        if let changes = report.changes {
            sections.append(
                .init("More or less than in proportion", [changes.rulesDown().page().markup])
            )
        }
        if run.hasTerms {
            sections.append(.init("Terms of the claims", [report.termsTable.page().markup]))
        }
        sections.append(
            .init(
                "What the rules do",
                [
                    .definitions(report.answered.map { ($0.rule.title, $0.rule.meaning) })
                ] + notApplicable
            )
        )
        if let first = report.answered.first {
            sections.append(
                .init(
                    "Journal",
                    [
                        .paragraph(
                            "When pennies are left over, they go to the largest remainders; "
                                + DividedMoney.tieOrder + "."
                        )
                    ]
                        + JournalReport.markup(
                            first.awards.money.journal,
                            caption: "Journal of the rule \(first.rule.title); journal.csv holds "
                                + "those of all rules"
                        )
                )
            )
        }
        sections.append(.init("Inputs and options", report.provenance.markup))
        return HTMLPage(
            title: "An estate divided among claims",
            subtitle: "\(run.estate.shown) among "
                + Words.count(report.ids.count, "claimant", "claimants"),
            opening: PageParts.opening(
                answer: answer,
                cards: cards,
                warnings: run.warnings.map(\.words)
            ),
            sections: sections,
            footer:
                "Made by Topslice \(report.provenance.version). Amounts are exact to the penny and "
                + "sum to the estate under every rule."
        )
    }

    private var answer: [String] {
        var sentences = [
            "There is \(run.estate.shown) for claims of \(run.claimsTotal.shown): "
                + "\(run.shortfall.shown) will not be paid, whatever the rule."
        ]
        if let widest = run.widestSpread {
            let (least, most) = (widest.least, widest.most)
            sentences.append(
                "The rule matters most to \(widest.id), who gets between \(least.amount.shown) "
                    + "(\(least.rule.title)) and \(most.amount.shown) (\(most.rule.title))."
            )
        }
        return sentences
    }

    private var cards: [Markup] {
        [
            PageParts.card(run.estate.shownShort, "to divide"),
            PageParts.card(run.claimsTotal.shownShort, "claimed"),
            PageParts.card(run.shortfall.shownShort, "short"),
            PageParts.card("\(report.answered.count)", "rules"),
        ]
    }

    // MARK: - Awards

    private var awardSection: [Markup] {
        let rules = report.answered
        guard !rules.isEmpty, report.ids.count <= Self.chartLimit else {
            return [report.awards.rulesDown().page().markup]
        }
        let chart: GroupedBarChart
        func length(_ awards: ClaimsAwards, _ place: Int) -> Double {
            awards.money.allocation.parts[place].amount.length
        }
        if report.ids.count <= Self.barsPerRule {
            chart = GroupedBarChart(
                series: report.ids,
                groups: rules.map { rule, awards in
                    .init(
                        label: rule.title,
                        values: report.ids.indices.map { length(awards, $0) }
                    )
                },
                namesHeading: "Rule",
                axisTitle: "Award",
                format: format,
                isSigned: false
            )
        } else {
            let wanted: [ClaimsRule] = [
                .proportional, .constrainedEqualAwards, .constrainedEqualLosses,
            ]
            let chosen = wanted.compactMap { rule in rules.first { $0.rule == rule } }
            let shown = chosen.isEmpty ? Array(rules.prefix(3)) : chosen
            chart = GroupedBarChart(
                series: shown.map(\.rule.title),
                groups: report.ids.enumerated().map { place, id in
                    .init(label: id, values: shown.map { length($0.awards, place) })
                },
                namesHeading: "Claimant",
                axisTitle: "Award",
                format: format,
                isSigned: false
            )
        }
        return [
            Figure(
                id: "awards",
                title: "What each claimant gets",
                summary: "Bars of the awards under each rule; the table below has every figure.",
                chart: chart,
                table: report.awards.rulesDown().page()
            ).markup
        ]
    }

    private var notApplicable: [Markup] {
        guard !report.notApplicable.isEmpty else { return [] }
        return [report.notApplicableTable.page().markup]
    }
}
