import TopsliceApportionment
import TopsliceCooperativeGames
internal import TopsliceFormats
import TopsliceMoney
import TopsliceSharing
import TopsliceStudies

extension GamePage {
    var shareSection: [Markup] {
        let tables = report.tables
        // Rules down, players across, in blocks that a page can hold.
        let shares =
            shareFigure.map { [$0.markup] } ?? tables.shares.parts(of: 8).map { $0.page().markup }
        let others = [
            tables.money?.rulesDown(), report.bounded.isEmpty ? nil : tables.bounds,
            tables.errors?.rulesDown(),
        ]
        return shares + others.compactMap { $0?.page().markup }
    }

    private var what: String { report.isCost ? "cost" : "savings" }

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
            let wanted: [SharingRule] = [
                .game(.shapley), .game(.nucleolus), .practice(.proportional),
            ]
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
            table: report.tables.shares.rulesDown().page()
        )
    }

    // MARK: - Compared with proportional sharing

    var comparisonSection: [Markup]? {
        guard let reference = run.reference else { return nil }
        let rules = report.answered.filter {
            $0.rule != reference.rule && $0.shares.versusReference != nil
        }
        guard !rules.isEmpty, var changes = report.tables.changes else { return nil }
        changes.rows.removeAll { $0.key == reference.rule.spelling }
        return [
            report.tables.comparisonInWords(rules, with: reference).markup,
            changes.rulesDown().markup,
        ]
    }
}
