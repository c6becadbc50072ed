import Attribution

extension AttributionPage {
    /// Above this many pairs the table shows the strongest ones.
    private static let pairLimit = 45

    var interactionSection: [Markup] {
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
            values[max(one, other)][min(one, other)] = pair.value.value
        }
        let strongest = result.interactions.enumerated().sorted { left, right in
            let sizes = (abs(left.element.value.value), abs(right.element.value.value))
            return sizes.0 == sizes.1 ? left.offset < right.offset : sizes.0 > sizes.1
        }.map(\.element)
        let shown = Array(strongest.prefix(Self.pairLimit))
        let left = strongest.count - shown.count
        let figure = Figure(
            id: "fig-interactions",
            title: "Pairs of agencies that reinforce or overlap",
            summary: strongest.first.map {
                "The strongest pair is \($0.first) with \($0.second), "
                    + "\(format.change.text($0.value.value)) \(format.changeUnit)."
            } ?? "",
            chart: MatrixChart(
                names: agencies,
                values: values,
                negativeMeaning: "overlap: less together than the sum",
                positiveMeaning: "reinforce",
                unit: format.changeUnit,
                format: format.change
            ),
            table: HTMLTable(
                caption: "Interaction of each pair, \(format.changeUnit), strongest first"
                    + (left > 0 ? " (\(left) weaker pairs are in attribution.csv)" : ""),
                columns: [
                    .words("Pair"), .numbers("Interaction"), .numbers("\(level) interval"),
                    .numbers("p-value"),
                ],
                rows: shown.map { pair in
                    [
                        pair.first + " with " + pair.second,
                        format.change.text(pair.value.value),
                        format.interval(pair.value),
                        ProbabilityText.text(pair.value.pValue),
                    ]
                }
            ),
            note: "Above zero, two agencies achieve more together than the sum of what each adds "
                + "without the other; below zero, less."
        )
        return [figure.markup]
    }

    var claimSection: [Markup] {
        let hasBefore = contributions.contains { $0.claimedBeforeAfter != nil }
        var series = ["Attributed", "Claimed: served against not served"]
        if hasBefore { series.append("Claimed: before to after") }
        func values(_ one: AttributionResult.AgencyContribution) -> [Double?] {
            [one.shapley.value, one.claimedRawDifference]
                + (hasBefore ? [one.claimedBeforeAfter] : [])
        }
        let claimed = contributions.map(\.claimedRawDifference).reduce(0, +)
        var totals = [
            format.change.text(result.total.attributable.value), format.change.text(claimed),
        ]
        if hasBefore {
            let before = contributions.compactMap(\.claimedBeforeAfter).reduce(0, +)
            totals.append(format.change.text(before))
        }
        let factors = [
            result.claims.rawDifferenceFactor.map { times($0) + " (served against not served)" },
            result.claims.beforeAfterFactor.map { times($0) + " (before to after)" },
        ].compactMap { $0 }
        let figure = Figure(
            id: "fig-claims",
            title: "Attribution beside the claims each agency could make alone",
            summary: factors.isEmpty
                ? "Separate claims beside the attribution."
                : "Separate claims come to \(Words.list(factors)) what was caused.",
            chart: GroupedBarChart(
                series: series,
                groups: contributions.map { .init(label: $0.agency, values: values($0)) },
                namesHeading: "Agency",
                axisTitle: format.changeUnit,
                format: format.change
            ),
            table: HTMLTable(
                caption: "Attribution and separate claims, \(format.changeUnit)",
                columns: [.words("Agency")] + series.map { .numbers($0) },
                rows: contributions.map { one in
                    [one.agency] + values(one).map { format.change.text($0) }
                },
                total: ["Together"] + totals
            ),
            note: "Claims ignore who was chosen for a service, what would have happened anyway, "
                + "and that several agencies served the same people. They are shown for "
                + "comparison; nothing here should be paid on them."
        )
        return [figure.markup]
    }

    var supportSection: [Markup] {
        let people = Dictionary(
            result.support.patterns.map { ($0.members, $0.people) },
            uniquingKeysWith: { first, _ in first }
        )
        let ordered = result.coalitions.enumerated().sorted { left, right in
            let (one, other) = (left.element, right.element)
            if one.unsupportedShare != other.unsupportedShare {
                return one.unsupportedShare > other.unsupportedShare
            }
            let seen = (people[one.members] ?? 0, people[other.members] ?? 0)
            return seen.0 == seen.1 ? left.offset < right.offset : seen.0 > seen.1
        }.map(\.element)
        let listed = Array(
            ordered.prefix(
                ordered.count > Self.coalitionLimit ? Self.chartLimit : Self.coalitionLimit
            )
        )
        let drawn = listed.prefix(Self.chartLimit)
        let unlisted = ordered.count - listed.count
        let figure = Figure(
            id: "fig-support",
            title: "People seen with exactly this combination of agencies",
            summary: "Of \(ordered.count) combinations, "
                + "\(ordered.filter { !$0.supported }.count) lack support for some people.",
            chart: BarChart(
                bars: drawn.map { coalition in
                    .init(
                        label: coalitionName(coalition.members),
                        value: Double(people[coalition.members] ?? 0),
                        remark: coalition.supported
                            ? "" : "(unsupported for \(share(coalition)))"
                    )
                },
                namesHeading: "At work",
                figuresHeading: "People",
                axisTitle: "people",
                format: .count
            ),
            table: HTMLTable(
                caption: "Mean outcome had only these agencies been at work, and its support"
                    + (unlisted > 0
                        ? " (the least supported and the most frequent; "
                            + "\(NumberFormat.count.text(Double(unlisted))) more are in "
                            + "coalitions.csv)"
                        : ""),
                columns: [
                    .words("At work"), .numbers("Mean outcome"), .numbers("Standard error"),
                    .numbers("People with exactly these"), .words("Support"),
                    .numbers("People without support"),
                ],
                rows: listed.map { coalition in
                    [
                        coalitionName(coalition.members),
                        format.level.text(coalition.value),
                        format.error.text(coalition.standardError),
                        NumberFormat.count.text(Double(people[coalition.members] ?? 0)),
                        coalition.supported ? "supported" : "NOT supported",
                        share(coalition),
                    ]
                }
            ),
            note: "A combination is supported where people like those concerned were really seen "
                + "without the other agencies. Where it is not, its mean outcome is the model's "
                + "extrapolation."
        )
        return [figure.markup]
    }

    private func share(_ coalition: AttributionResult.CoalitionValue) -> String {
        NumberFormat.percentage.text(coalition.unsupportedShare)
    }

    private func coalitionName(_ members: [String]) -> String {
        if members.isEmpty { return "nobody" }
        if members.count == result.agencies.count && members.count > 1 {
            return "all \(members.count)"
        }
        return members.joined(separator: " + ")
    }
}
