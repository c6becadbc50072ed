import TopsliceCooperativeGames
import TopsliceExactArithmetic
internal import TopsliceFormats
import TopsliceMoney
import TopsliceSharing
import TopsliceStudies

/// The answers to a game as a page, for a finance officer who has to defend one of them.
struct GamePage {
    let report: GameReport
    let wording: GameWording

    /// Up to so many players, a chart has a row a rule and a bar a player.
    static let barsPerRule = 4
    /// Of a rule, so many objecting groups are named on the page.
    static let objectionLimit = 8
    /// Above so many rows a chart can no longer be taken in.
    static let chartLimit = 32

    init(_ report: GameReport) {
        self.report = report
        wording = GameWording(report)
    }

    var run: GameRun { report.run }
    var format: NumberFormat { wording.format }
    var players: [String] { run.players }

    var page: HTMLPage {
        var sections: [HTMLPage.Section] = [
            .init("Shares under every rule", shareSection),
            .init("Who would object, and by how much", objectionSection),
        ]
        if let comparison = comparisonSection {
            sections.append(.init("Better or worse than under proportional sharing", comparison))
        }
        sections.append(.init("Properties of the game", propertySection))
        if !certificateSection.isEmpty {
            sections.append(.init("Certificates", certificateSection))
        }
        if !interactionSection.isEmpty {
            sections.append(.init("How the players work together", interactionSection))
        }
        if !journalSection.isEmpty { sections.append(.init("Journal", journalSection)) }
        if !gameSection.isEmpty { sections.append(.init("The game", gameSection)) }
        sections += [
            .init("What the rules do", ruleSection),
            .init("Inputs and options", report.provenance.markup),
        ]
        return HTMLPage(
            title: report.isCost ? "A cost, shared by every rule" : "Savings, shared by every rule",
            subtitle: Words.count(players.count, "player", "players") + ": "
                + Words.list(players),
            opening: PageParts.opening(
                answer: answer,
                cards: cards,
                warnings: run.warnings.map(\.words)
            ),
            sections: sections,
            footer:
                "Made by Topslice \(report.provenance.version). Figures are rounded for display "
                + "only; game.json and shares.csv hold every digit."
        )
    }

    // MARK: - The answer

    private var answer: [String] {
        [wholeSentence, stableSentence, missingSentence].compactMap { $0 }
    }

    private var wholeSentence: String {
        let value = run.grandValue.map { format.text($0) } ?? "an amount not known"
        let whole =
            report.isCost
            ? "Together the players would pay \(value)."
            : "Together the players would gain \(value)."
        let rules = Words.count(report.answered.count, "rule says", "rules say")
        let money = run.total.map { " Each divides \($0.shown) exactly." } ?? ""
        return "\(whole) \(rules) who \(report.isCost ? "pays" : "gets") what.\(money)"
    }

    private var stableSentence: String {
        guard case .nonEmpty = run.core else { return wording.coreSentence }
        let answered = report.answered
        let stable = answered.filter { $0.shares.stability?.isInCore == true }
        if stable.isEmpty {
            return wording.coreSentence + " None of the rules shown here gives one of them."
        }
        let opposed = answered.filter { ($0.shares.stability?.blockingCount ?? 0) > 0 }
        guard !opposed.isEmpty else {
            return
                "Nobody would object to any of them that divides the whole: no group does better "
                + "by itself."
        }
        return "Nobody would object to \(stable.count) of them: no group does better by itself. "
            + "Somebody would object under \(Words.list(opposed.map(\.rule.title)))."
    }

    private var missingSentence: String? {
        guard run.missingCount > 0 else { return nil }
        return Words.count(run.missingCount, "coalition has", "coalitions have")
            + " no value, so shares that depend on \(run.missingCount == 1 ? "it" : "them") are given "
            + "as ranges, and rules that need every value are left out."
    }

    private var cards: [Markup] {
        let stable = report.answered.filter { $0.shares.stability?.isInCore == true }.count
        var cards: [Markup] = []
        if let value = run.grandValue {
            cards.append(
                PageParts.card(
                    cardText(value),
                    report.isCost ? "to pay together" : "gained together"
                )
            )
        }
        if let total = run.total {
            cards.append(PageParts.card(total.shownShort, "divided by each rule"))
        }
        if run.missingCount == 0 {
            cards.append(
                PageParts.card(
                    "\(stable) of \(report.answered.count)",
                    "rules to which nobody would object"
                )
            )
        } else {
            cards.append(PageParts.card("\(run.missingCount)", "coalitions without a value"))
        }
        if !report.notApplicable.isEmpty {
            cards.append(
                PageParts.card("\(report.notApplicable.count)", "rules that do not apply here")
            )
        }
        return cards
    }

    /// Without decimals where they say nothing, so that a figure stays on one line.
    private func cardText(_ value: Quantity) -> String {
        value.exact?.isInteger == true ? NumberFormat.count.text(value) : format.text(value)
    }

    // MARK: - What the rules do

    private var ruleSection: [Markup] {
        var parts: [Markup] = [
            .definitions(
                report.answered.map { ($0.rule.title, $0.rule.meaning) }
                    + report.bounded.map { ($0.rule.title, $0.rule.meaning) }
            )
        ]
        let promises = report.tables.promises
        if !promises.isEmpty { parts.append(promises.markup) }
        if !report.notApplicable.isEmpty {
            parts.append(report.tables.notApplicable.markup)
        }
        return parts
    }

    private var journalSection: [Markup] {
        let journals = report.answered.compactMap { rule, shares in
            shares.money.divided.map { (rule, $0.journal) }
        }
        guard let (rule, journal) = journals.first else { return [] }
        let rounding = "When pennies are left over, they go to the largest remainders; "
        return [.paragraph(rounding + DividedMoney.tieOrder + ".")]
            + JournalReport.markup(
                journal,
                caption: "Journal of the rule \(rule.title); journal.csv holds those of all rules"
            )
    }
}
