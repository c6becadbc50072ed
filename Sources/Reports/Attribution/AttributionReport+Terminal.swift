import TopsliceAttribution
internal import TopsliceFormats
internal import TopsliceRecords

extension AttributionReport {
    /// The answer for a terminal: what was caused, a row an agency, the claims and the warnings.
    package var terminalText: String {
        let format = OutcomeFormat(self)
        let change = format.change.plain
        let level = format.level.plain
        let total = result.total
        let confidence = AttributionPage(self).level
        func interval(_ estimate: Estimate) -> String {
            OutcomeFormat.interval(estimate, change)
        }
        func row(
            _ name: String,
            _ estimate: Estimate,
            holm: Double?,
            perServed: Double?,
            share: Double?
        ) -> [String] {
            [
                name, change.text(estimate.value), format.error.plain.text(estimate.standardError),
                interval(estimate), ProbabilityText.text(estimate.pValue),
                ProbabilityText.text(holm), change.text(perServed),
                NumberFormat.percentage.plain.text(share),
            ]
        }
        let hasShares = result.contributions.contains { $0.share != nil }
        let table = TextTable(
            columns: [
                .words("Agency"), .numbers("Contribution"), .numbers("Std. error"),
                .numbers("\(confidence) interval"), .numbers("p-value"), .numbers("Holm’s p"),
                .numbers("A person served"), .numbers("Share"),
            ],
            rows: result.contributions.map { one in
                row(
                    one.agency,
                    one.shapley,
                    holm: one.holmPValue,
                    perServed: one.perServed.value,
                    share: one.share?.value
                )
            },
            total: row(
                "Together",
                total.attributable,
                holm: nil,
                perServed: total.perServed.value,
                share: hasShares ? 1 : nil
            )
        )
        let people = Words.count(result.people, "person", "people")
        let clusters = result.clusters.map { ", " + Words.count($0, "cluster", "clusters") } ?? ""
        let lines =
            [
                "\(visible(result.outcome)): \(people)\(clusters)",
                "deadweight \(level.text(total.deadweight.value)), observed "
                    + "\(level.text(total.observed.value)), caused together "
                    + "\(change.text(total.attributable.value)) \(visible(format.sentenceUnit))"
                    + " (\(confidence) interval \(interval(total.attributable)))",
                "contributions and claims are per person of the whole cohort, and beside it per person served "
                    + "(together: by any); Holm’s p allows for all agencies being tested at once",
            ] + curvatureLine + imputationLine + [""]
        let verdict = VerdictWords(self)
        let head =
            ["verdict: " + verdict.title.lowercased(), visible(verdict.sentences[0])]
            + verdict.grounds.map { "- " + visible($0) } + [""]
        let first = firstWarnings.map { "Warning: " + visible($0) }
        let unbounded = unboundedShares + extrapolations(change)
        let warnings = warnings.map { "Warning: " + visible($0) }
        return first.map { $0 + "\n" }.joined() + (first.isEmpty ? "" : "\n")
            + (head + lines).map { $0 + "\n" }.joined() + table.text + benefitText
            + "\nwhat each would claim alone\n" + claims(change).text + sensitivityText
            + (unbounded.isEmpty ? "" : "\n") + unbounded.map { $0 + "\n" }.joined()
            + (warnings.isEmpty ? "" : "\n") + warnings.map { $0 + "\n" }.joined()
    }

    private var sensitivityText: String {
        (CrossCheckTable(self).map { "\n\($0.words)\n" + $0.table.terminal.text } ?? "")
            + hiddenText
    }

    private var hiddenText: String {
        "\nwhat a hidden confounder could do, and how strong it must be to cancel each\n"
            + SensitivityTables(self).findings.terminal.text
    }

    /// Claims per person of the cohort and per person served.
    private func claims(_ change: NumberFormat) -> TextTable {
        let hasBefore = result.contributions.contains { $0.claimedBeforeAfter != nil }
        func row(_ name: String, _ raw: [Double?], _ before: [Double?]) -> [String] {
            [name] + (raw + (hasBefore ? before : [])).map { change.text($0) }
        }
        return TextTable(
            columns: [
                .words("Agency"), .numbers("Served/not"), .numbers("Served/not, a person served"),
            ]
                + (hasBefore
                    ? [.numbers("Before/after"), .numbers("Before/after, a person served")] : []),
            rows: result.contributions.map { one in
                row(
                    one.agency,
                    [one.claimedRawDifference, one.claimedRawDifferencePerServed],
                    [one.claimedBeforeAfter, one.claimedBeforeAfterPerServed]
                )
            },
            total: row(
                "Together",
                [result.claimedRawDifference, result.claimedRawDifferencePerServed],
                [result.claimedBeforeAfter, result.claimedBeforeAfterPerServed]
            )
        )
    }

    /// A sentence for each share that the data do not bound.
    private var unboundedShares: [String] {
        result.contributions.compactMap { one in
            guard let share = one.share, let interval = share.interval, interval.bounds == nil
            else { return nil }
            return "the share of \(visible(one.agency)) is not bounded by these data: it "
                + OutcomeFormat.sentence(interval)
        }
    }

    private var imputationLine: [String] {
        guard let summary = result.imputation, !summary.columns.isEmpty else { return [] }
        let parts = zip(result.agencies, summary.missingShares).map {
            "\(visible($0)) \(NumberFormat.percentage.plain.text($1))"
        }
        return ["part of the variance due to missing values: " + parts.joined(separator: ", ")]
    }

    private var curvatureLine: [String] {
        guard !result.curvatures.isEmpty else { return [] }
        return [
            "numbers as splines, with the test that they are straight: "
                + result.curvatures.map {
                    "\(visible($0.covariate)) p \(ProbabilityText.text($0.pValue))"
                }.joined(separator: ", ")
        ]
    }

    /// A sentence for each contribution that rests on extrapolation noticeably.
    private func extrapolations(_ change: NumberFormat) -> [String] {
        result.contributions.compactMap { one in
            guard let part = one.extrapolation, part.share >= AttributionResult.noticeableShare
            else { return nil }
            return
                "\(visible(one.agency)): \(NumberFormat.percentage.plain.text(part.share)) of its comparison "
                + "rests on extrapolation; at worst its contribution is \(change.text(part.lowest)), at best "
                + change.text(part.highest)
        }
    }
}
