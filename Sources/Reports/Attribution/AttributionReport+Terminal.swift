import TopsliceAttribution
internal import TopsliceCohortData
internal import TopsliceFormats
internal import TopsliceRecords

extension AttributionReport {
    /// The answer for a terminal: what was caused, a row an agency, the claims and the warnings.
    package var terminalText: String {
        let format = OutcomeFormat(self)
        let change = format.change.plain
        let level = format.level.plain
        let total = result.total
        let confidence = NumberFormat.level(method.confidenceLevel)
        func interval(_ estimate: Estimate) -> String {
            OutcomeFormat.interval(estimate, change)
        }
        let tables = AttributionTables(self)
        let people = Words.count(result.people, "person", "people")
        let clusters = result.clusters.map { ", " + Words.count($0, "cluster", "clusters") } ?? ""
        let lines =
            [
                "\(visible(labels.name(result.outcome))): \(people)\(clusters)",
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
            + verdict.grounds.map { "- " + visible($0) } + otherVerdicts + [""]
        let first = firstWarnings.map { "Warning: " + visible($0) }
        let unbounded = unboundedShares + extrapolations(change)
        let warnings = warnings.map { "Warning: " + visible($0) }
        return first.map { $0 + "\n" }.joined() + (first.isEmpty ? "" : "\n")
            + (head + lines).map { $0 + "\n" }.joined() + tables.overview.terminal.text
            + benefitText
            + "\nwhat each would claim alone\n" + tables.claimsOverview.terminal.text
            + divisionText + restrictedText + overlapText
            + (ModificationTable(self)?.terminalText ?? "")
            + sensitivityText
            + (PlaceboTables(self)?.terminalText ?? "")
            + SubgroupTables(self).terminalText
            + (plan.map(ProtocolTables.init)?.terminalText ?? "")
            + (unbounded.isEmpty ? "" : "\n") + unbounded.map { $0 + "\n" }.joined()
            + (warnings.isEmpty ? "" : "\n") + warnings.map { $0 + "\n" }.joined()
    }

    /// Those of the other outcomes, where several were attributed.
    private var otherVerdicts: [String] {
        ofEveryOutcome.dropFirst().flatMap { report in
            let words = VerdictWords(report)
            return [
                visible(
                    "\(labels.name(report.result.outcome)): \(words.title.lowercased()). \(words.sentences[0])"
                )
            ] + words.grounds.map { "- " + visible($0) }
        }
    }

    private var divisionText: String {
        DivisionTables(self).tables.map { "\n\(visible($0.caption))\n" + $0.terminal.text }.joined()
    }

    private var overlapText: String {
        guard let tables = OverlapTables(self) else { return "" }
        return
            "\nwho carries each comparison, and columns apart by more than a tenth of a standard deviation, as they are and weighted\n"
            + tables.comparisons.terminal.text
    }

    private var sensitivityText: String {
        (CrossCheckTable(self).map { "\n\($0.words)\n" + $0.table.terminal.text } ?? "")
            + hiddenText
    }

    private var hiddenText: String {
        "\nwhat a hidden confounder could do, and how strong it must be to cancel each\n"
            + SensitivityTables(self).findings.terminal.text
            + (MoneySensitivityTable(self).map {
                "\n\(visible($0.caption.prefix(1).lowercased() + $0.caption.dropFirst()))\n"
                    + $0.table.terminalText
            } ?? "")
    }

    /// A sentence for each share that the data do not bound.
    private var unboundedShares: [String] {
        result.contributions.compactMap { one in
            guard let share = one.share, let interval = share.interval, interval.bounds == nil
            else { return nil }
            return
                "the share of \(visible(labels.name(one.agency))) is not bounded by these data: it "
                + OutcomeFormat.sentence(interval)
        }
    }

    private var imputationLine: [String] {
        guard let summary = result.imputation, !summary.columns.isEmpty else { return [] }
        let parts = zip(result.agencies, summary.missingShares).map {
            "\(visible(labels.name($0))) \(NumberFormat.percentage.plain.text($1))"
        }
        return ["part of the variance due to missing values: " + parts.joined(separator: ", ")]
    }

    private var curvatureLine: [String] {
        guard !result.curvatures.isEmpty else { return [] }
        return [
            "numbers as splines, with the test that they are straight: "
                + result.curvatures.map {
                    "\(visible(labels.name($0.covariate))) p \(ProbabilityText.text($0.pValue))"
                }.joined(separator: ", ")
        ]
    }

    /// A sentence for each contribution that rests on extrapolation noticeably.
    private func extrapolations(_ change: NumberFormat) -> [String] {
        result.contributions.compactMap { one in
            guard let part = one.extrapolation, part.share >= AttributionResult.noticeableShare
            else { return nil }
            return
                "\(visible(labels.name(one.agency))): \(NumberFormat.percentage.plain.text(part.share)) of its comparison "
                + "rests on extrapolation; at worst its contribution is \(change.text(part.lowest)), at best "
                + change.text(part.highest)
        }
    }
}
