import TopsliceAttribution
internal import TopsliceCohortData
internal import TopsliceFormats

/// What each section found, in a line behind its heading: who reads headings alone has read the answer.
///
/// No finding says that nothing was caused, and none states what happened without what would have happened anyway.
extension AttributionPage {
    private var isOpen: Bool { result.verdict.standing == .notIdentified }

    private func agencies(_ wanted: Verdict.Finding...) -> [AttributionResult.AgencyContribution] {
        let names = Set(
            result.verdict.findings.filter { wanted.contains($0.finding) }.map(\.agency)
        )
        return contributions.filter { names.contains($0.agency) }
    }

    private func names(_ some: [AttributionResult.AgencyContribution]) -> String {
        some.count > 3
            ? "\(some.count) agencies" : Words.list(some.map { labels.quoted($0.agency) })
    }

    var contributionFinding: String {
        let shown = agencies(.raises, .lowers)
        let undecided = agencies(.undecided)
        let open = agencies(.notIdentified)
        return
            [
                shown.isEmpty
                    ? nil
                    : Words.list(
                        shown.map {
                            "\(labels.quoted($0.agency)) \(format.roughChange.text($0.shapley.value))"
                        }
                    ) + " " + format.shortUnitAfterNumber,
                undecided.isEmpty ? nil : "\(names(undecided)) cannot be told from nothing",
                open.isEmpty ? nil : "\(names(open)) not identified",
            ].compactMap { $0 }.joined(separator: "; ")
    }

    var deadweightFinding: String {
        let total = result.total
        let observed = format.roughLevel.text(total.observed.value)
        guard !isOpen else {
            return "\(observed) observed, what would have happened anyway is not identified"
        }
        return "\(format.roughLevel.text(total.deadweight.value)) anyway, \(observed) observed, "
            + "\(format.roughChange.text(total.attributable.value)) \(format.shortUnitAfterNumber) caused "
            + "(\(format.roughInterval(total.attributable)))"
            + (holdsZero ? ", which cannot be told from nothing" : "")
    }

    /// The pairs whose interval leaves nothing out.
    var interactionFinding: String {
        let told = result.interactions.filter { pair in
            pair.value.uncertainty.map { $0.confidenceLow > 0 || $0.confidenceHigh < 0 } ?? false
        }.sorted { $0.value.value.magnitude > $1.value.value.magnitude }
        guard !told.isEmpty else { return "no synergy or overlap can be told from nothing" }
        let rest = told.count - min(3, told.count)
        return Words.list(
            told.prefix(3).map {
                "\(labels.quoted($0.first)) with \(labels.quoted($0.second)) "
                    + tables.interactionFormat.text($0.value.value)
            }
        ) + " " + format.shortUnitAfterNumber + (rest > 0 ? ", and \(rest) more pairs" : "")
    }

    var claimFinding: String? {
        guard !isOpen, report.disclosure.showsSums,
            let factor = result.claims.beforeAfterFactor ?? result.claims.rawDifferenceFactor
        else { return nil }
        return times(factor) + " what was caused"
            + (result.claims.beforeAfterFactor == nil
                ? " (served against not served)" : " (before to after)")
            + (holdsZero ? ", which may be nothing" : "")
    }

    var supportFinding: String {
        let missing = result.coalitions.count { !$0.supported }
        return missing == 0
            ? "no combination lacks people" + (hasThinSupport ? ", but support is thin" : "")
            : "\(missing) of \(NumberFormat.count.text(Double(result.coalitions.count))) combinations lack some people"
    }

    /// What a reason as strong as the strongest observed one would leave of the whole.
    var hiddenFinding: String? {
        guard !isOpen, let allowance = result.sensitivity.together.allowance else { return nil }
        return "one as strong as \(labels.quoted(allowance.covariate)) leaves "
            + "\(format.roughChange.text(allowance.low)) to \(format.roughChange.text(allowance.high)) "
            + "\(format.shortUnitAfterNumber) caused together"
    }
}
