import TopsliceAttribution
internal import TopsliceCohortData
internal import TopsliceFormats

extension AttributionReport {
    /// What may be claimed of every outcome, one a row; nil for one outcome.
    var verdicts: ReportTable? {
        guard benefits != nil else { return nil }
        var table = ReportTable(
            name: "Verdicts",
            caption: "What may be claimed of each outcome, and why not more",
            columns: [
                .init("Outcome", key: "outcome"), .init("Verdict", key: "verdict"),
                .init("What may be said", key: "sentences"), .init("Why not more", key: "grounds"),
            ]
        )
        table.isStacked = true
        for report in ofEveryOutcome {
            let words = VerdictWords(report)
            table.append([
                .named(report.result.outcome, label: labels.name(report.result.outcome)),
                .named(
                    words.verdict.standing.rawValue,
                    label: VerdictWords.words(words.verdict.standing)
                ),
                .text(words.sentences.prefix(2).joined(separator: " ")),
                .text(words.grounds.joined(separator: "; ")),
            ])
        }
        return table
    }
}

extension AttributionPage {
    /// The verdicts of the other outcomes, after that of the main one in full; nil for one outcome.
    var verdictsMarkup: Markup? {
        let others = report.ofEveryOutcome.dropFirst()
        guard !others.isEmpty else { return nil }
        let parts = others.flatMap { one -> [Markup] in
            let words = VerdictWords(one)
            return [
                .tag("h3", [:], .text(whose(one) + words.title.lowercased())),
                .paragraph(words.sentences.prefix(2).joined(separator: " ")),
            ] + (words.grounds.isEmpty ? [] : [.list(words.grounds)])
        }
        return .tag(
            "section",
            ["class": "answer", "aria-labelledby": "verdicts-h"],
            children: [
                .tag("h2", ["id": "verdicts-h"], .text("What may be claimed of the other outcomes"))
            ] + parts
        )
    }

    private func whose(_ report: AttributionReport) -> String {
        labels.quoted(report.result.outcome) + ": "
    }

    /// The verdict, its reasons, and what may be said of it.
    var verdictMarkup: Markup {
        let words = VerdictWords(report)
        let title =
            report.benefits == nil ? words.title : whose(report) + words.title.lowercased()
        var parts: [Markup] = [
            .tag("h2", ["id": "verdict-h"], .text(title)),
            .paragraph(words.sentences.joined(separator: " ")),
        ]
        if !words.grounds.isEmpty {
            parts += [
                .tag(
                    "h3",
                    [:],
                    .text(words.verdict.standing == .notIdentified ? "Why not" : "Why not wholly")
                ), .list(words.grounds),
            ]
        }
        parts += [
            .tag("h3", [:], .text("What you can say")), .list(words.canSay),
            .tag("h3", [:], .text("What you cannot say")), .list(words.cannotSay),
        ]
        return .tag(
            "section",
            ["class": "answer", "aria-labelledby": "verdict-h"],
            children: parts
        )
    }
}
