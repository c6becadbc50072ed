package import TopsliceAttribution
package import TopsliceBenefits
package import TopsliceCohortData
internal import TopsliceFormats
package import TopsliceStudies

/// An attribution with everything a reader needs beside it, ready to be written.
///
/// It holds no count that may not be written, so that whatever is made of it, and kept of it, tells none.
package struct AttributionReport: Sendable {
    package let result: AttributionResult
    package let method: AttributionMethod
    /// Nil where the rows were not counted (a game that did not come from a cohort).
    let sample: ShownSample?
    /// What a reader must be told before any figure, in words.
    package let firstWarnings: [String]
    /// What else a reader must be told.
    package let warnings: [String]
    package internal(set) var provenance: Provenance
    /// What people read instead of the names of columns.
    package let labels: StudyLabels
    /// What of the counts of people may be written.
    let disclosure: Disclosure
    /// The other outcomes, where several were attributed at once.
    package var benefits: BenefitReport?
    /// Whether somebody gains where the outcome falls, of one of several outcomes; nil where that is not known of it alone.
    private var isBetterLower: Bool?
    /// What a hidden confounder could do in money; nil where no outcome is money.
    package var money: MoneySensitivity?
    /// One an outcome and column of groups that was asked for.
    package let subgroups: [SubgroupTable]
    /// How the analysis kept to its protocol; nil without one.
    package let plan: ProtocolComparison?

    package init(
        result: AttributionResult,
        method: AttributionMethod,
        sample: SampleFlow?,
        firstWarnings: [String] = [],
        warnings: [String] = [],
        provenance: Provenance,
        labels: StudyLabels = StudyLabels(),
        rule: DisclosureRule = .none,
        subgroups: [SubgroupTable] = [],
        plan: ProtocolComparison? = nil
    ) {
        let kept = result.kept(by: rule)
        let disclosure = Disclosure(ofKept: kept, rule)
        self.init(
            result: kept,
            method: method,
            sample: sample.map { sample in
                let share = result.support.fullySupportedShare
                return ShownSample(
                    sample,
                    rule,
                    // By weight a part of people is no number of them.
                    supported: method.weights == nil
                        ? Int((share * Double(sample.analysed)).rounded()) : nil,
                    isImputed: result.imputation != nil,
                    hiddenAgencies: disclosure.hiddenAgencies
                )
            },
            firstWarnings: firstWarnings,
            warnings: warnings,
            provenance: provenance,
            labels: labels,
            disclosure: disclosure,
            benefits: nil,
            subgroups: subgroups.map { $0.kept(by: rule) },
            plan: plan
        )
    }

    private init(
        result: AttributionResult,
        method: AttributionMethod,
        sample: ShownSample?,
        firstWarnings: [String],
        warnings: [String],
        provenance: Provenance,
        labels: StudyLabels,
        disclosure: Disclosure,
        benefits: BenefitReport?,
        subgroups: [SubgroupTable],
        plan: ProtocolComparison?
    ) {
        self.result = result
        self.method = method
        self.sample = sample
        self.firstWarnings = firstWarnings
        self.warnings = warnings
        self.provenance = provenance
        self.labels = labels
        self.disclosure = disclosure
        self.benefits = benefits
        self.subgroups = subgroups
        self.plan = plan
    }

    /// The same of one of several outcomes of the run, in its own unit, whose counts are kept likewise.
    func of(_ one: BenefitReport.Outcome) -> AttributionReport {
        var method = method
        (method.family, method.model, method.formula) = (one.family, one.model, one.formula)
        (method.scale, method.unit) = (one.scale, one.unit)
        var report = AttributionReport(
            result: one.result,
            method: method,
            sample: sample,
            firstWarnings: firstWarnings,
            warnings: warnings,
            provenance: provenance,
            labels: labels,
            disclosure: Disclosure(ofKept: one.result, disclosure.rule),
            benefits: nil,
            subgroups: subgroups.filter { $0.outcome == one.name },
            plan: plan
        )
        report.isBetterLower = one.benefitsByFalling
        return report
    }

    /// Whether the study says that somebody gains where the outcome falls.
    var gainsByFalling: Bool {
        let own = benefits?.outcomes.first { $0.name == result.outcome }?.benefitsByFalling
        return (isBetterLower ?? own) == true
    }

    /// One an outcome, the main one first.
    var ofEveryOutcome: [AttributionReport] {
        benefits.map { $0.outcomes.map(of) } ?? [self]
    }

    var sampleTables: SampleTables? { sample.map { SampleTables($0, labels: labels) } }

    /// What the study asks, or what its outcome makes of it.
    var title: String {
        labels.question
            ?? "Who caused how much of "
            + Words.list(
                (benefits?.outcomes.map(\.name) ?? [result.outcome]).map(labels.quoted)
            )
    }

    package var allWarnings: [String] { firstWarnings + warnings }

    /// The names of the files `files()` makes, known before any work is done.
    package static let fileNames = [
        "attribution.json", "attribution.csv", "coalitions.csv", "sensitivity.csv", "balance.csv",
        "groups.csv", "report.html", "attribution.xlsx",
    ]

    /// Of this one.
    package var fileNames: [String] { Self.fileNames + (benefits?.fileNames ?? []) }
}

extension AttributionReport: Codable {
    private enum CodingKeys: CodingKey {
        case result, method, sample, firstWarnings, warnings, provenance, labels, rule, benefits
        case money, subgroups, plan
    }

    package init(from decoder: any Decoder) throws {
        let parts = try decoder.container(keyedBy: CodingKeys.self)
        let result = try parts.decode(AttributionResult.self, forKey: .result)
        self.init(
            result: result,
            method: try parts.decode(AttributionMethod.self, forKey: .method),
            sample: try parts.decodeIfPresent(ShownSample.self, forKey: .sample),
            firstWarnings: try parts.decode([String].self, forKey: .firstWarnings),
            warnings: try parts.decode([String].self, forKey: .warnings),
            provenance: try parts.decode(Provenance.self, forKey: .provenance),
            labels: try parts.decode(StudyLabels.self, forKey: .labels),
            disclosure: Disclosure(
                ofKept: result,
                try parts.decode(DisclosureRule.self, forKey: .rule)
            ),
            benefits: try parts.decodeIfPresent(BenefitReport.self, forKey: .benefits),
            subgroups: try parts.decode([SubgroupTable].self, forKey: .subgroups),
            plan: try parts.decodeIfPresent(ProtocolComparison.self, forKey: .plan)
        )
        money = try parts.decodeIfPresent(MoneySensitivity.self, forKey: .money)
    }

    package func encode(to encoder: any Encoder) throws {
        var parts = encoder.container(keyedBy: CodingKeys.self)
        try parts.encode(result, forKey: .result)
        try parts.encode(method, forKey: .method)
        try parts.encodeIfPresent(sample, forKey: .sample)
        try parts.encode(firstWarnings, forKey: .firstWarnings)
        try parts.encode(warnings, forKey: .warnings)
        try parts.encode(provenance, forKey: .provenance)
        try parts.encode(labels, forKey: .labels)
        try parts.encode(disclosure.rule, forKey: .rule)
        try parts.encodeIfPresent(benefits, forKey: .benefits)
        try parts.encodeIfPresent(money, forKey: .money)
        try parts.encode(subgroups, forKey: .subgroups)
        try parts.encodeIfPresent(plan, forKey: .plan)
    }
}
