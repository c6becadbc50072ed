internal import TopsliceFormats
import TopsliceFunds
import TopsliceMoney

extension SettlementPage {
    /// The answer, the key figures, then whatever makes them doubtful.
    var opening: [Markup] {
        var parts: [Markup] = []
        if !settlement.banners.isEmpty {
            parts.append(notice("Read this first", settlement.allBanners, id: "banner-h"))
        }
        parts += [
            .tag("div", ["class": "answer"], children: answer.map(Markup.paragraph)),
            tables.positions.htmlTable.markup,
        ]
        if !cards.isEmpty { parts.append(.tag("ul", ["class": "cards"], children: cards)) }
        if !settlement.allWarnings.isEmpty {
            let title = settlement.allWarnings.count == 1 ? "Warning" : "Warnings"
            parts.append(notice(title, settlement.allWarnings, id: "warnings-h"))
        }
        return parts
    }

    private func notice(_ title: String, _ items: [String], id: String) -> Markup {
        .tag(
            "section",
            ["class": "warnings", "aria-labelledby": id],
            .tag("h2", ["id": id], .text(title)),
            .list(items)
        )
    }

    private var answer: [String] {
        let failed = settlement.checks.filter { !$0.holds }
        let reconciled =
            failed.isEmpty
            ? "The settlement reconciles: " + settlement.checksHold
            : "The settlement does NOT reconcile: "
                + Words.list(failed.map { "‘\($0.words)’" }) + "."
        let count = settlement.invoices.invoices.count
        let all = "the agreement, \(settlement.invoices.total.formatted()) in all."
        let settle = Words.count(count, "payment settles", "payments settle")
        let what =
            count == 0
            ? "Nobody has anything to pay."
            : !settlement.isReconciled
                ? "As drawn up, \(Words.count(count, "payment", "payments")) would settle \(all) Nothing is payable "
                    + "until it reconciles."
                : settlement.standing.basis == .forecast
                    ? "If it ends so, \(settle) \(all)" : "\(settle) \(all)"
        return [settlement.standing.words(term: agreement.term), reconciled, what]
    }

    private var cards: [Markup] {
        let figures = settlement.figures
        guard report.reader == nil else { return [] }
        var cards: [Markup] = []
        if !figures.contributed.isZero || !agreement.contributions.isEmpty {
            cards.append(card(figures.contributed.formatted(), "contributed to the pool"))
        }
        for outturn in settlement.allocations {
            cards.append(card(outturn.amount.formatted(), "divided under \(outturn.clause)"))
        }
        if !settlement.lines.isEmpty {
            cards.append(card(figures.spent.formatted(), "spent on all lines"))
            if !figures.over.isZero {
                cards.append(card(figures.over.formatted(), "over budget, adverse"))
            }
            if !figures.under.isZero {
                cards.append(card(figures.under.formatted(), "under budget, favourable"))
            }
        }
        if !settlement.savings.isEmpty {
            cards.append(card(figures.sharedSavings.formatted(), "cashable savings shared"))
        }
        // Where no money went through the pool, nothing is left in it.
        if let last = settlement.balances.last {
            cards.append(card(last.balance.formatted(), "left in the pool"))
        }
        return cards
    }

    private func card(_ figure: String, _ words: String) -> Markup {
        .tag("li", [:], .tag("strong", [:], .text(figure)), .tag("span", [:], .text(words)))
    }
}
