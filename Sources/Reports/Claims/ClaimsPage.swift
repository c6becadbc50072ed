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
    private var shortfall: Money {
        Money(
            minorUnits: run.claimsTotal.minorUnits - run.estate.minorUnits,
            currency: run.estate.currency
        )
    }

    var page: HTMLPage {
        var sections: [HTMLPage.Section] = [.init("Awards under every rule", awardSection)]
        if let comparison { sections.append(.init("More or less than in proportion", comparison)) }
        if run.hasTerms { sections.append(.init("Terms of the claims", [termsTable.markup])) }
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
            opening: PageParts.opening(answer: answer, cards: cards, warnings: run.warnings),
            sections: sections,
            footer:
                "Made by Topslice \(report.provenance.version). Amounts are exact to the penny and "
                + "sum to the estate under every rule."
        )
    }

    private var answer: [String] {
        var sentences = [
            "There is \(run.estate.shown) for claims of \(run.claimsTotal.shown): "
                + "\(shortfall.shown) will not be paid, whatever the rule."
        ]
        if let widest {
            sentences.append(
                "The rule matters most to \(widest.id), who gets between \(widest.least.shown) "
                    + "(\(widest.leastRule)) and \(widest.most.shown) (\(widest.mostRule))."
            )
        }
        return sentences
    }

    /// The claimant whose award depends most on the rule.
    private var widest:
        (id: String, least: Money, leastRule: String, most: Money, mostRule: String)?
    {
        let all = report.ids.indices.compactMap {
            place -> (id: String, least: Money, leastRule: String, most: Money, mostRule: String)?
            in
            let awards = report.answered.map {
                ($0.rule.title, $0.awards.money.allocation.parts[place].amount)
            }
            guard let least = awards.min(by: { $0.1.minorUnits < $1.1.minorUnits }),
                let most = awards.max(by: { $0.1.minorUnits < $1.1.minorUnits }),
                most.1.minorUnits > least.1.minorUnits
            else { return nil }
            return (report.ids[place], least.1, least.0, most.1, most.0)
        }
        return all.max {
            $0.most.minorUnits - $0.least.minorUnits < $1.most.minorUnits - $1.least.minorUnits
        }
    }

    private var cards: [Markup] {
        [
            PageParts.card(run.estate.shownShort, "to divide"),
            PageParts.card(run.claimsTotal.shownShort, "claimed"),
            PageParts.card(shortfall.shownShort, "short"),
            PageParts.card("\(report.answered.count)", "rules"),
        ]
    }

    // MARK: - Awards

    private var awardSection: [Markup] {
        let rules = report.answered
        guard !rules.isEmpty, report.ids.count <= Self.chartLimit else {
            return [awardTable.markup]
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
                table: awardTable
            ).markup
        ]
    }

    private var awardTable: HTMLTable {
        HTMLTable(
            caption: "Awards to the penny",
            columns: [.words("Rule")] + report.ids.map { .numbers($0) } + [.numbers("Sum")],
            rows: [["Claim"] + run.claimants.map(\.claim.shown) + [run.claimsTotal.shown]]
                + report.answered.map { rule, awards in
                    [rule.title] + awards.money.allocation.parts.map(\.amount.shown)
                        + [awards.money.allocation.total.shown]
                }
        )
    }

    private var comparison: [Markup]? {
        let rules = report.answered.compactMap { rule, awards in
            awards.versusProportional.map { (rule, $0) }
        }.filter { $0.0 != .proportional }
        guard !rules.isEmpty else { return nil }
        return [
            HTMLTable(
                caption: "Change of each award from the proportional one",
                columns: [.words("Rule")] + report.ids.map { .numbers($0) },
                rows: rules.map { rule, changes in
                    [rule.title] + changes.map { format.signed.text($0) }
                }
            ).markup
        ]
    }

    private var termsTable: HTMLTable {
        HTMLTable(
            caption: "Weights, floors, caps and tiers (tier 1 is served first)",
            columns: [
                .words("Claimant"), .numbers("Weight"), .numbers("Floor"), .numbers("Cap"),
                .numbers("Tier"),
            ],
            rows: run.claimants.map {
                [
                    $0.id, $0.weight.description, $0.floor.shown,
                    $0.cap?.shown ?? NumberFormat.dash, "\($0.priority)",
                ]
            }
        )
    }

    private var notApplicable: [Markup] {
        guard !report.notApplicable.isEmpty else { return [] }
        return [
            HTMLTable(
                caption: "Rules that do not apply",
                columns: [.words("Rule"), .words("Why")],
                rows: report.notApplicable.map { [$0.rule.title, $0.reason] }
            ).markup
        ]
    }
}
