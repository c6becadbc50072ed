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
            .tag("ul", ["class": "cards"], children: cards),
        ]
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
            ? "The settlement reconciles: all "
                + Words.count(settlement.checks.count, "check holds.", "checks hold.")
            : "The settlement does NOT reconcile: "
                + Words.list(failed.map { "‘\($0.name)’" }) + "."
        let largest = settlement.transfers.sorted { $0.amount > $1.amount }.prefix(3).map {
            "\(agreement.words($0.from)) pays \(agreement.words($0.to)) "
                + $0.amount.formatted()
        }
        let payments = Words.count(settlement.transfers.count, "payment settles", "payments settle")
        guard !largest.isEmpty else { return [reconciled, "Nobody owes anything."] }
        return [
            reconciled,
            "\(payments) the agreement. "
                + (settlement.transfers.count > 3 ? "The largest: " : "") + Words.list(largest)
                + ".",
        ]
    }

    private var cards: [Markup] {
        let figures = settlement.figures
        var cards = [card(figures.contributed.formatted(), "contributed to the pool")]
        if !settlement.lines.isEmpty {
            cards.append(card(figures.spent.formatted(), "spent on all lines"))
            cards.append(
                card(
                    figures.varianceSize.formatted(),
                    figures.variance.isPositive
                        ? "over budget"
                        : figures.variance.isNegative ? "under budget" : "over or under budget"
                )
            )
        }
        if !settlement.savings.isEmpty {
            cards.append(card(figures.sharedSavings.formatted(), "cashable savings shared"))
        }
        cards.append(
            card(
                (settlement.balances.last?.balance ?? .zero()).formatted(),
                "left in the pool"
            )
        )
        return cards
    }

    private func card(_ figure: String, _ words: String) -> Markup {
        .tag("li", [:], .tag("strong", [:], .text(figure)), .tag("span", [:], .text(words)))
    }
}
