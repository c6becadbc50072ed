package import TopsliceFormats
import TopslicePower

extension PowerReport {
    /// The plan as a self-contained page.
    package var page: HTMLPage {
        let words = PowerWords(self)
        return HTMLPage(
            title: words.title,
            subtitle: words.subtitle,
            opening: PageParts.opening(answer: words.answer, cards: cards, warnings: []),
            sections: sections(words),
            footer: "Made by Topslice \(provenance.version).",
            layout: .ledger
        )
    }

    private var cards: [Markup] {
        let weight = PowerWords.statedWeight(forecast.payment)
        return [
            forecast.total.uncertainty.map {
                PageParts.card(
                    PowerWords.percent($0.power),
                    "chance that all together are told from nothing"
                )
            },
            forecast.total.uncertainty?.trigger.map {
                PageParts.card(
                    PowerWords.percent($0.byLuck),
                    "chance that the trigger is crossed by luck"
                )
            },
            PageParts.card(
                FixedPoint.text(weight, decimals: 2),
                "weight of measured shares in payments"
            ),
        ].compactMap { $0 }
    }

    private func sections(_ words: PowerWords) -> [HTMLPage.Section] {
        var sections = [
            HTMLPage.Section(
                "What could be told of each contribution",
                finding: words.toldFinding,
                [contributions.page().markup]
            )
        ]
        if !shares.rows.isEmpty {
            sections.append(
                .init("What could be told of each share", [widths?.markup ?? shares.page().markup])
            )
        }
        sections.append(
            .init(
                "How this was reckoned",
                [.list(words.limits)] + [
                    .paragraph(
                        "Intervals and chances by Student’s t and the noncentral t; shares by Fieller’s theorem. "
                            + "The weight of measured shares is that of least expected squared distance from the true "
                            + "shares: d² / (d² + σ²), with d² the squared distance of the pilot’s shares from the agreed "
                            + "ones less the pilot’s own noise, and σ² the noise of the shares at the planned size. "
                            + "Measured shares carry payments alone where at most "
                            + NumberFormat.percentage.text(SharePayment.mostMisplaced)
                            + " of the money would land elsewhere by chance, and not at all where all together are told "
                            + "from nothing with a chance below "
                            + NumberFormat.percentage.text(SharePayment.leastPower) + "."
                    )
                ]
            )
        )
        sections.append(.init("Inputs and options", provenance.markup))
        return sections
    }

    private var widths: Figure? {
        let lines = forecast.widthsBySize.filter { $0.points.count > 1 }
        guard !lines.isEmpty else { return nil }
        return Figure(
            id: "widths",
            title: "Half the width of each share’s interval by the size of the study",
            summary: "A line an agency; the more people, the narrower.",
            chart: LineChart(
                series: lines.prefix(Self.mostSeries).map { line in
                    .init(
                        name: pilot.label(line.name),
                        points: line.points.map { .init(Double($0.people), $0.halfWidth * 100) }
                    )
                },
                x: .init(.logarithmic, title: "People"),
                y: .init(
                    .logarithmic,
                    title: "Half width, percentage points of what was caused together"
                )
            ),
            table: shares.page(),
            note: "Only where the interval has ends."
        )
    }

    /// More lines can no longer be told apart.
    private static let mostSeries = 6
}
