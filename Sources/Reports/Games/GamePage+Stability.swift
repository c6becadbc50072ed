import TopsliceCooperativeGames
import TopsliceExactArithmetic
internal import TopsliceFormats
import TopsliceSharing
import TopsliceStudies

extension GamePage {
    var objectionSection: [Markup] {
        var parts: [Markup] = [
            .paragraph(
                "A group objects to a division where its members would do better by themselves: "
                    + (report.isCost
                        ? "they are charged more together than they would pay alone."
                        : "they are given less together than they would gain alone.")
            ),
            .paragraph(wording.coreSentence),
        ]
        if let figure = objectionFigure { parts.append(figure.markup) }
        let accepted = report.answered.filter { $0.shares.stability?.isInCore == true }
        if !accepted.isEmpty {
            parts.append(
                .paragraph("Nobody would object under: \(Words.list(accepted.map(\.rule.title))).")
            )
        }
        let others = report.answered.filter { $0.shares.stability?.isInCore != true }
        guard !others.isEmpty else { return parts }
        let said = report.tables.objectionsInWords(others, format, limit: Self.objectionLimit)
        return parts + [said.markup]
    }

    /// The largest objection to each rule.
    private var objectionFigure: Figure? {
        let rules = report.answered.compactMap { rule, shares in
            shares.stability.map { (rule, $0) }
        }
        guard rules.contains(where: { $0.1.blockingCount > 0 }) else { return nil }
        func largest(_ stability: RuleShares.Stability) -> Double {
            stability.blocking.first?.excess.approximate ?? 0
        }
        return Figure(
            id: "objections",
            title: "The largest objection to each rule",
            summary: "One bar a rule, as long as what the group with most to gain would gain by "
                + "leaving; rules without a bar are not objected to.",
            chart: BarChart(
                bars: rules.map { rule, stability in
                    .init(label: rule.title, value: largest(stability))
                },
                namesHeading: "Rule",
                figuresHeading: "Better alone by",
                axisTitle: "What the group that objects most would gain by leaving",
                format: format
            ),
            table: report.tables.objections(of: report.answered, largestOnly: true).page()
        )
    }

    // MARK: - Properties

    var propertySection: [Markup] {
        guard let properties = run.properties else {
            return [
                .paragraph(
                    run.missingCount > 0
                        ? "Properties can only be checked when no value is missing."
                        : "There are too many players to check the properties."
                )
            ]
        }
        return [report.tables.properties(properties).markup]
    }

    // MARK: - Certificates

    var certificateSection: [Markup] {
        let proofs = report.answered.compactMap { rule, shares in
            shares.certificate.map { (rule, $0) }
        }
        guard !proofs.isEmpty else { return [] }
        let explanation =
            "Each line is one level of complaint. The groups named all have that complaint, and with the "
            + "weights given they count every player in a way that what came before has settled: to "
            + "lower one group's complaint is to raise another's. The levels were checked against the "
            + "game by a program that shares nothing with the search (Kohlberg 1971)."
        return [.paragraph(explanation)]
            + proofs.map { report.tables.certificate($0, $1).markup }
    }

    // MARK: - The game itself

    var interactionSection: [Markup] {
        let entries = run.interactions
        guard !entries.isEmpty, entries.count <= 200 else { return [] }
        let meaning =
            report.isCost
            ? "Below zero, the group saves more together than its parts do separately; above zero, less."
            : "Above zero, the group adds more together than its parts do separately; below zero, less."
        return [
            .paragraph(meaning),
            report.tables.interactions.page().markup,
        ]
    }

    var gameSection: [Markup] {
        guard !run.coalitions.isEmpty else { return [] }
        var parts = [report.tables.game.page().markup]
        if run.missingCount > 0 {
            parts.append(
                .paragraph(
                    "Without a value: "
                        + run.missing.map { $0.joined(separator: " + ") }.joined(separator: ", ")
                        + (run.missingCount > run.missing.count ? " and others." : ".")
                )
            )
        }
        return parts
    }
}
