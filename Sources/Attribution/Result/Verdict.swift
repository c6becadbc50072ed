/// What may be claimed of an attribution, by stated rules.
///
/// Rules look at what the data hold, never at how large an estimate is; whether an effect can be told from nothing is a finding of its own.
package struct Verdict: Sendable, Equatable, Codable {
    /// How far the data identify what the agencies caused, provided that the covariates hold every reason for being served that bears on
    /// the outcome.
    package enum Standing: String, Sendable, Comparable, CaseIterable, Codable {
        case identified
        case partlyIdentified = "partly_identified"
        case notIdentified = "not_identified"

        private var rank: Int {
            switch self {
            case .identified: 0
            case .partlyIdentified: 1
            case .notIdentified: 2
            }
        }

        package static func < (left: Standing, right: Standing) -> Bool {
            left.rank < right.rank
        }
    }

    /// Why it is not identified, or not wholly. The raw value is how files name it.
    package enum Rule: String, Sendable, CaseIterable, Codable {
        /// The people not served who are like those served weigh fewer than so many.
        case fewEffective = "few_effective_people"
        /// They weigh less than this part of the smaller of the two groups: they are few however many there are.
        case poorOverlap = "poor_overlap"
        /// Fewer than so many people on one side of an agency.
        case handful = "few_people"
        /// Everybody was served by some agency, so that nobody shows the deadweight.
        case everybodyServed = "everybody_served"
        /// So much of a contribution, or more, rests on outcomes of which there are no data.
        case mostlyExtrapolated = "mostly_extrapolated"
        case extrapolated = "partly_extrapolated"
        /// So large a part of those served, or a larger, stand at levels of a covariate where everybody was served.
        case oneSidedLevels = "one_sided_levels"
        /// Nothing makes people comparable but, perhaps, chance.
        case noCovariates = "no_covariates"
        /// Clusters worth fewer than so many equal ones.
        case fewClusters = "few_clusters"
        /// Rows are left out more often of those served than of the others, or less, by so much.
        case unevenLoss = "uneven_loss"
        /// So large a part of the rows is left out because a value is missing, or a larger.
        case heavyLoss = "heavy_loss"
        /// Services go together by so much, or more, beyond what the covariates explain.
        case sharedReasons = "services_go_together"
        /// What was caused together can be told from nothing, but a hidden confounder as strong as the strongest observed one would move it
        /// by as much or more. Held against the estimate and not its interval: how many people there are is no matter of what is identified.
        case hiddenConfounder = "hidden_confounder"
        /// So much of the variance of a contribution, or more, is there because values are missing.
        case mostlyImputed = "mostly_imputed"
        /// Of an outcome measured before, which is no covariate, some contribution has a p-value below this, all agencies being tested at once.
        case placeboOutcome = "placebo_outcome"
        /// Of permuted labels, by which nobody caused anything, so large a part or a larger gave some contribution that is told from nothing.
        case permutedLabels = "permuted_labels"
        /// The intervals of so small a part, or a smaller, of the agencies that were made up and did nothing hold nothing.
        case nullAgency = "null_agency"

        /// Nil for a rule that is no matter of more or less.
        package var threshold: Double? {
            switch self {
            case .fewEffective: ComparisonWeight.few
            case .poorOverlap: ComparisonWeight.poor
            case .handful: 10
            case .mostlyExtrapolated: 0.5
            case .extrapolated: AttributionResult.noticeableShare
            case .fewClusters: 10
            case .unevenLoss: 0.1
            case .heavyLoss: 0.2
            case .mostlyImputed, .oneSidedLevels: 0.5
            case .sharedReasons: 0.01
            case .placeboOutcome: 0.01
            case .permutedLabels: 0.15
            case .nullAgency: 0.8
            case .everybodyServed, .noCovariates, .hiddenConfounder: nil
            }
        }

        package var standing: Standing {
            switch self {
            case .fewEffective, .handful, .everybodyServed, .mostlyExtrapolated: .notIdentified
            case .extrapolated, .poorOverlap, .oneSidedLevels, .noCovariates, .fewClusters,
                .unevenLoss, .heavyLoss,
                .sharedReasons, .hiddenConfounder, .mostlyImputed, .placeboOutcome, .permutedLabels,
                .nullAgency:
                .partlyIdentified
            }
        }
    }

    /// A rule that these data do not meet.
    package struct Ground: Sendable, Equatable, Codable {
        package let rule: Rule
        /// Nil where it is of all of them.
        package let agency: String?
        /// The covariate it was found in; nil where it is of none.
        package let covariate: String?
        /// What was found, to be held against the threshold; nil where there is none.
        package let value: Double?

        package init(
            _ rule: Rule,
            agency: String? = nil,
            covariate: String? = nil,
            value: Double? = nil
        ) {
            self.rule = rule
            self.agency = agency
            self.covariate = covariate
            self.value = value
        }
    }

    /// What can be told of one agency, all being tested at once (Holm 1979).
    package enum Finding: String, Sendable, Codable {
        case raises
        case lowers
        /// It may be nothing, or something either way within its interval: no finding that it is nothing.
        case undecided
        case notIdentified = "not_identified"
    }

    package struct AgencyFinding: Sendable, Equatable, Codable {
        package let agency: String
        package let finding: Finding

        package init(agency: String, finding: Finding) {
            self.agency = agency
            self.finding = finding
        }
    }

    /// Those that weigh most first.
    package let grounds: [Ground]
    /// In the order of the agencies.
    package let findings: [AgencyFinding]

    package init(grounds: [Ground], findings: [AgencyFinding]) {
        self.grounds =
            grounds.filter { $0.rule.standing == .notIdentified }
            + grounds.filter { $0.rule.standing != .notIdentified }
        self.findings = findings
    }

    /// A verdict whose findings follow from its grounds and the intervals of the contributions.
    init(
        grounds: [Ground],
        contributions: [AttributionResult.AgencyContribution],
        confidenceLevel: Double
    ) {
        let findings = contributions.map { one in
            let isOpen = grounds.contains {
                $0.rule.standing == .notIdentified && ($0.agency == nil || $0.agency == one.agency)
            }
            return AgencyFinding(
                agency: one.agency,
                finding: Self.finding(one, isOpen: isOpen, confidenceLevel)
            )
        }
        self.init(grounds: grounds, findings: findings)
    }

    private static func finding(
        _ one: AttributionResult.AgencyContribution,
        isOpen: Bool,
        _ confidenceLevel: Double
    ) -> Finding {
        guard !isOpen, one.shapley.isIdentified, let pValue = one.holmPValue else {
            return .notIdentified
        }
        guard pValue < 1 - confidenceLevel else { return .undecided }
        return one.shapley.value > 0 ? .raises : .lowers
    }

    /// The same with more grounds that identify no agency less.
    func adding(_ more: [Ground]) -> Verdict {
        precondition(
            more.allSatisfy { $0.rule.standing != .notIdentified },
            "grounds that findings would follow from are added: \(more)"
        )
        return Verdict(grounds: grounds + more, findings: findings)
    }

    package var standing: Standing { grounds.map(\.rule.standing).max() ?? .identified }
}
