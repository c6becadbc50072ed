import TopsliceAttribution
internal import TopsliceStudies
internal import TopsliceCohortData
internal import TopsliceFormats

extension AttributionPage {
    /// Above this many pairs the table shows the strongest ones.
    private static let pairLimit = 45

    /// Nil for a single agency, which has nobody to interact with.
    var interactionFigure: Figure? {
        guard agencies.count > 1 else { return nil }
        let position = Dictionary(
            agencies.enumerated().map { ($0.element, $0.offset) },
            uniquingKeysWith: { first, _ in first }
        )
        let empty = [Double?](repeating: nil, count: agencies.count)
        var values = [[Double?]](repeating: empty, count: agencies.count)
        for pair in result.interactions {
            guard let one = position[pair.first], let other = position[pair.second] else {
                continue
            }
            values[max(one, other)][min(one, other)] =
                pair.value.isIdentified ? pair.value.value : nil
        }
        func size(_ estimate: Estimate) -> Double {
            estimate.isIdentified ? abs(estimate.value) : -1
        }
        let strongest = result.interactions.enumerated().sorted { left, right in
            let sizes = (size(left.element.value), size(right.element.value))
            return sizes.0 == sizes.1 ? left.offset < right.offset : sizes.0 > sizes.1
        }.map(\.element)
        let shown = Array(strongest.prefix(Self.pairLimit))
        let ownFormat = tables.interactionFormat
        let left = strongest.count - shown.count
        return Figure(
            id: "fig-interactions",
            title: "Pairs of agencies that reinforce or overlap",
            summary: strongest.first.map {
                $0.value.isIdentified
                    ? "The strongest pair is \(labels.name($0.first)) with \(labels.name($0.second)), "
                        + "\(ownFormat.text($0.value.value)) \(format.sentenceUnit)."
                    : "These data identify no interaction."
            } ?? "",
            chart: MatrixChart(
                names: agencies.map(labels.name),
                values: values,
                negativeMeaning: "overlap: less together than the sum",
                positiveMeaning: "reinforce",
                unit: format.changeUnit,
                format: ownFormat
            ),
            table: tables.interactions(
                shown,
                caption: "Interaction of each pair, \(format.changeUnit), strongest first"
                    + (left > 0 ? " (\(left) weaker pairs are in attribution.csv)" : "")
            ).page(),
            note: "Above zero, two agencies achieve more together than the sum of what each adds "
                + "without the other; below zero, less. Not identified: nobody shows the two apart."
        )
    }

    var claimFigure: Figure {
        let hasBefore = tables.columns.hasBefore
        var series = ["Attributed", "Claimed: served against not served"]
        if hasBefore { series.append("Claimed: before to after") }
        func values(_ one: AttributionResult.AgencyContribution) -> [Double?] {
            let claims = [one.claimedRawDifference] + (hasBefore ? [one.claimedBeforeAfter] : [])
            return [one.shapley.value]
                + claims.map { report.disclosure.shows(one.agency) ? $0 : nil }
        }
        let factors =
            !report.disclosure.showsSums
            ? []
            : [
                result.claims.rawDifferenceFactor.map {
                    times($0) + " (served against not served)"
                },
                result.claims.beforeAfterFactor.map { times($0) + " (before to after)" },
            ].compactMap { $0 }
        return Figure(
            id: "fig-claims",
            title: "Attribution beside the claims each agency could make alone",
            summary: factors.isEmpty
                ? "Separate claims beside the attribution."
                : "Separate claims come to \(Words.list(factors)) what was caused.",
            chart: GroupedBarChart(
                series: series,
                groups: contributions.map {
                    .init(label: labels.name($0.agency), values: values($0))
                },
                namesHeading: "Agency",
                axisTitle: format.changeUnit,
                format: format.change
            ),
            table: tables.claims.page(),
            note: "Claims ignore who was chosen for a service, what would have happened anyway, "
                + "and that several agencies served the same people. They are shown for "
                + "comparison; nothing here should be paid on them."
        )
    }

    var supportFigure: Figure {
        let people = tables.peopleSeen
        let listed = listedCoalitions(people)
        let disclosure = report.disclosure
        let drawn = listed.filter { disclosure.shows(pattern: $0.members) }.prefix(Self.chartLimit)
        let withheld = listed.count { !disclosure.shows(pattern: $0.members) }
        let unlisted = result.coalitions.count - listed.count
        let hasGaps = listed.contains { !$0.supported }
        return Figure(
            id: "fig-support",
            title: "People seen with exactly this combination of agencies",
            summary: "Of \(result.coalitions.count) combinations, "
                + "\(result.coalitions.filter { !$0.supported }.count) lack support for some "
                + "people.",
            chart: BarChart(
                bars: drawn.map { coalition in
                    .init(
                        label: tables.shownName(coalition.members),
                        value: Double(disclosure.rule.rounded(people[coalition.members] ?? 0)),
                        remark: hasGaps ? "(\(share(coalition)))" : ""
                    )
                },
                namesHeading: "At work",
                figuresHeading: hasGaps ? "People (without support)" : "People",
                axisTitle: "people",
                format: .count
            ),
            table: tables.coalitions(
                listed,
                caption: "Mean outcome had only these agencies been at work, and its support"
                    + (unlisted > 0
                        ? " (the least supported and the most frequent; "
                            + "\(NumberFormat.count.text(Double(unlisted))) more are in "
                            + "coalitions.csv)"
                        : "")
            ).page(),
            note: "A combination is supported where people like those concerned were really seen "
                + "without the other agencies. Where it is not, its mean outcome is the model's "
                + "extrapolation."
                + (withheld > 0
                    ? " Combinations whose number of people is withheld are not drawn." : "")
        )
    }

    /// Every coalition from the least supported on; of very many only the ends that matter: the
    /// least supported, and the most frequent of the rest.
    private func listedCoalitions(
        _ people: [[String]: Int]
    ) -> [AttributionResult.CoalitionValue] {
        let bySupport = result.coalitions.enumerated().sorted { left, right in
            let shares = (left.element.unsupportedShare, right.element.unsupportedShare)
            if shares.0 != shares.1 { return shares.0 > shares.1 }
            let seen = (people[left.element.members] ?? 0, people[right.element.members] ?? 0)
            return seen.0 == seen.1 ? left.offset < right.offset : seen.0 > seen.1
        }
        guard bySupport.count > Self.coalitionLimit else { return bySupport.map(\.element) }
        let gaps = bySupport.filter { !$0.element.supported }.prefix(Self.extremeCoalitions)
        let shown = Set(gaps.map(\.offset))
        let frequent = bySupport.filter { !shown.contains($0.offset) }.sorted { left, right in
            let seen = (people[left.element.members] ?? 0, people[right.element.members] ?? 0)
            return seen.0 == seen.1 ? left.offset < right.offset : seen.0 > seen.1
        }.prefix(Self.extremeCoalitions)
        return (gaps + frequent).map(\.element)
    }

    private func share(_ coalition: AttributionResult.CoalitionValue) -> String {
        report.disclosure.part(coalition.unsupportedShare).pageText
    }
}
