package import TopsliceAttribution
package import TopsliceBenefits
package import TopsliceCohortData
internal import TopsliceFormats
package import TopsliceStudies

/// An attribution with everything a reader needs beside it, ready to be written.
package struct AttributionReport: Sendable {
    /// With counts rounded where the rule says so.
    package private(set) var result: AttributionResult
    package var method: AttributionMethod
    /// Nil where the rows were not counted (a game that did not come from a cohort).
    package var sample: SampleFlow?
    /// What a reader must be told before any figure, in words.
    package var firstWarnings: [String]
    /// What else a reader must be told.
    package var warnings: [String]
    package var provenance: Provenance
    /// What people read instead of the names of columns.
    package var labels: StudyLabels
    /// What of the counts of people may be written.
    private(set) var disclosure: Disclosure
    /// The other outcomes, where several were attributed at once.
    package var benefits: BenefitReport?
    /// What a hidden confounder could do in money; nil where no outcome is money.
    package var money: MoneySensitivity?
    /// One an outcome and column of groups that was asked for.
    package var subgroups: [SubgroupTable]

    package init(
        result: AttributionResult,
        method: AttributionMethod,
        sample: SampleFlow?,
        firstWarnings: [String] = [],
        warnings: [String] = [],
        provenance: Provenance,
        labels: StudyLabels = StudyLabels(),
        rule: DisclosureRule = .none,
        subgroups: [SubgroupTable] = []
    ) {
        disclosure = Disclosure(result, rule)
        self.result = result.rounded(by: rule)
        self.method = method
        self.sample = sample
        self.firstWarnings = firstWarnings
        self.warnings = warnings
        self.provenance = provenance
        self.subgroups = subgroups
        self.labels = labels
    }

    /// The same of one of several outcomes of the run, in its own unit.
    func of(_ one: SeveralOutcomes.One) -> AttributionReport {
        var report = self
        let own = one.outcome.result
        report.disclosure = Disclosure(own, disclosure.rule)
        report.result = own.rounded(by: disclosure.rule)
        report.method.family = one.outcome.family.rawValue
        report.method.model = one.outcome.family.modelName
        report.method.formula = one.outcome.formula
        if one.name != result.outcome {
            report.method.scale =
                one.outcome.family.isProportion
                ? .proportion : .amount(unit: benefits?.unitWords(of: one) ?? "")
        }
        report.subgroups = subgroups.filter { $0.outcome == one.name }
        (report.benefits, report.money) = (nil, nil)
        return report
    }

    /// One an outcome, the main one first.
    var ofEveryOutcome: [AttributionReport] {
        benefits.map { $0.several.outcomes.map(of) } ?? [self]
    }

    /// What became of the rows; nil where they were not counted.
    var sampleTables: SampleTables? {
        sample.map { sample in
            let share = result.support.fullySupportedShare
            return SampleTables(
                sample,
                disclosure.rule,
                labels: labels,
                // By weight a part of people is no number of them.
                supported: method.weights == nil
                    ? Int((share * Double(sample.analysed)).rounded()) : nil,
                isImputed: result.imputation != nil,
                hiddenAgencies: disclosure.hiddenAgencies
            )
        }
    }

    /// What the study asks, or what its outcome makes of it.
    var title: String {
        labels.question
            ?? "Who caused how much of "
            + Words.list(
                (benefits?.several.outcomes.map(\.name) ?? [result.outcome]).map(labels.quoted)
            )
    }

    package var allWarnings: [String] { firstWarnings + warnings }

    /// The names of the files `files()` makes, known before any work is done.
    package static let fileNames = [
        "attribution.json", "attribution.csv", "coalitions.csv", "sensitivity.csv", "balance.csv",
        "groups.csv", "report.html", "attribution.xlsx",
    ]
}
