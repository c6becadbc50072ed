import TopsliceApportionment
internal import TopsliceFormats
import TopsliceMoney
import TopsliceSharing
import TopsliceStudies

extension GamePage {
    var shareSection: [Markup] {
        var parts: [Markup] = []
        if let figure = shareFigure { parts.append(figure.markup) } else { parts += tables }
        if let money = moneyTable { parts.append(money.markup) }
        if let bounds = boundTable { parts.append(bounds.markup) }
        if let errors = errorTable { parts.append(errors.markup) }
        return parts
    }

    private var what: String { report.isCost ? "cost" : "savings" }

    /// Rules down, players across, in blocks that a page can hold.
    private var tables: [Markup] {
        stride(from: 0, to: players.count, by: 8).map { first in
            shareTable(first..<min(first + 8, players.count)).markup
        }
    }

    private func shareTable(_ range: Range<Int>) -> HTMLTable {
        HTMLTable(
            caption: "Shares of the \(what), rules by players",
            columns: [.words("Rule")] + range.map { .numbers(players[$0]) }
                + [.words("Who objects")],
            rows: report.answered.map { rule, shares in
                [rule.title] + range.map { format.text(shares.shares[$0]) } + [objectors(shares)]
            }
        )
    }

    private func objectors(_ shares: RuleShares) -> String {
        guard let stability = shares.stability else { return "not known" }
        if stability.isInCore { return "nobody" }
        if stability.blockingCount == 0 { return "shares miss the whole" }
        return Words.count(stability.blockingCount, "group", "groups")
    }

    /// A bar a player in each rule where players are few; else a bar a rule for each player, for three rules
    /// that answer different questions.
    var shareFigure: Figure? {
        let rules = report.answered
        guard !rules.isEmpty, players.count <= Self.chartLimit else { return nil }
        let chart: GroupedBarChart
        if players.count <= Self.barsPerRule {
            chart = GroupedBarChart(
                series: players,
                groups: rules.map { rule, shares in
                    .init(label: rule.title, values: shares.shares.map(\.approximate))
                },
                namesHeading: "Rule",
                axisTitle: "Share of the \(what)",
                format: format,
                isSigned: false
            )
        } else {
            let wanted: [SharingRule] = [.shapley, .nucleolus, .proportional]
            let chosen = wanted.compactMap { rule in rules.first { $0.rule == rule } }
            let shown = chosen.isEmpty ? Array(rules.prefix(3)) : chosen
            chart = GroupedBarChart(
                series: shown.map(\.rule.title),
                groups: players.enumerated().map { place, player in
                    .init(
                        label: player,
                        values: shown.map { $0.shares.shares[place].approximate }
                    )
                },
                namesHeading: "Player",
                axisTitle: "Share of the \(what)",
                format: format,
                isSigned: false
            )
        }
        return Figure(
            id: "shares",
            title: "What each player \(report.isCost ? "pays" : "gets")",
            summary:
                "Bars of the shares of \(Words.list(players)) under each rule; the table below "
                + "has every figure.",
            chart: chart,
            table: shareTable(0..<players.count)
        )
    }

    private var moneyTable: HTMLTable? {
        let rules = report.answered.compactMap { rule, shares in
            shares.money.divided.map { (rule, $0.allocation) }
        }
        guard let total = run.total, !rules.isEmpty else { return nil }
        return HTMLTable(
            caption: "\(total.shown) divided by each rule, to the penny",
            columns: [.words("Rule")] + players.map { .numbers($0) } + [.numbers("Sum")],
            rows: rules.map { rule, allocation in
                [rule.title] + allocation.parts.map(\.amount.shown) + [allocation.total.shown]
            }
        )
    }

    private var boundTable: HTMLTable? {
        guard !report.bounded.isEmpty else { return nil }
        func bound(_ quantity: Quantity?) -> String {
            quantity.map { format.text($0) } ?? "no bound"
        }
        return HTMLTable(
            caption: "Ranges of the shares, because values are missing",
            columns: [.words("Rule"), .words("Player"), .numbers("At least"), .numbers("At most")],
            rows: report.bounded.flatMap { rule, intervals in
                zip(players, intervals).map { player, interval in
                    [rule.title, player, bound(interval.least), bound(interval.most)]
                }
            }
        )
    }

    private var errorTable: HTMLTable? {
        let rules = report.answered.compactMap { rule, shares in
            shares.standardErrors.map { (rule, $0) }
        }
        guard !rules.isEmpty else { return nil }
        let errorFormat = NumberFormat.fitting(rules.flatMap(\.1), digits: 3)
        return HTMLTable(
            caption:
                "Standard errors of the shares, as the values' errors were said to be independent",
            columns: [.words("Rule")] + players.map { .numbers($0) },
            rows: rules.map { rule, errors in
                [rule.title] + errors.map { errorFormat.text($0) }
            }
        )
    }

    // MARK: - Compared with proportional sharing

    var comparisonSection: [Markup]? {
        guard let reference = run.reference else { return nil }
        let rules = report.answered.compactMap { rule, shares in
            shares.versusReference.map { (rule, shares, $0) }
        }.filter { $0.0 != reference.rule }
        guard !rules.isEmpty else { return nil }
        let base = reference.rule == .proportional ? "proportional shares" : "equal shares"
        let direction =
            report.isCost
            ? "above zero it pays more" : "above zero it gets more"
        let table = HTMLTable(
            caption: "Change from \(base) (\(reference.meaning)); \(direction)",
            columns: [.words("Rule")] + players.map { .numbers($0) },
            rows: rules.map { rule, _, changes in
                [rule.title] + changes.map { format.signed.text($0) }
            }
        )
        let sentences = rules.map { rule, shares, _ in
            [rule.title, wording.comparison(shares, format)]
        }
        return [
            HTMLTable(
                caption: "Who does better and who worse than under \(base)",
                columns: [.words("Rule"), .words("In words")],
                rows: sentences
            ).markup,
            table.markup,
        ]
    }
}
