package import TopsliceCooperativeGames
package import TopsliceOptions
internal import TopsliceDoor
internal import TopsliceRecords

/// What flags or a request file say of a game; what neither says stays nil.
package struct GameOptions: SharedOptions {
    package var file: Stated<String>?
    /// The file that says how the columns of the table are headed.
    package var columns: Stated<String>?
    /// Values that stand in the request itself.
    var inline: YAMLNode?
    package var orientation: Orientation?
    /// Names of rules, or `all`.
    package var rules: [Stated<String>]?
    package var total: Stated<String>?
    package var amounts = AmountOptions()
    package var unions: [[Stated<String>]]?
    package var weights: [NamedText]?
    package var referrals: [NamedLink]?
    package var referralRule: ReferralRule?
    package var directCosts: [NamedText]?
    package var benefits: [NamedText]?
    /// What is assumed of coalitions without a value.
    package var assume: ValueAssumption?
    /// Whether values are outcomes, of which the changes from nobody's are shared.
    package var fromBaseline: Bool?
    /// Whether the standard errors of different coalitions are independent, as only the user can know.
    package var independentErrors: Bool?
    /// In what unit the least core counts complaints.
    package var excess: ExcessWeighting?
    /// Largest group whose interaction is reported.
    package var interactionOrder: Stated<Int>?

    package init() {}

    package static let alternatives = [["file", "values"]]

    package static let entries: [OptionEntry<Self>] = sourceEntries + ruleEntries + gapEntries

    private static let sourceEntries: [OptionEntry<Self>] =
        [
            .init(
                "file",
                \.file,
                OptionForm.path().stated,
                scope: .argumentAndFile,
                "The game, or a request file (.yaml)."
            ),
            .init(
                "values",
                \.inline,
                .inFile { node, reader in
                    // Read again with the digest of the file; here only for its faults.
                    var nodes = GameNodeReader(file: reader.path)
                    nodes.readValues(node)
                    reader.faults.add(nodes.problems)
                    return node
                },
                scope: .file,
                "In place of a file: a map of coalitions to values."
            ),
            .columns(\.columns),
            .init(
                "orientation",
                \.orientation,
                .choice,
                "What the values are: cost (to be paid) or savings (to be gained)."
            ),
            .rules(\.rules, SharingRule.self),
            .init(
                "total",
                \.total,
                OptionForm.text.stated,
                "An amount of money that each rule divides to the penny."
            ),
        ] + AmountOptions.entries(within: \.amounts)

    private static let ruleEntries: [OptionEntry<Self>] = [
        .init("unions", \.unions, .groups, "Who stands together, as a+b,c; for the Owen value."),
        .init(
            "weights",
            \.weights,
            .values,
            "Weights, as a=1,b=2; for the weighted Shapley value and proportional shares."
        ),
        .init(
            "referrals",
            \.referrals,
            .links,
            "Who refers people to whom, as a>b; for the Myerson and permission values."
        ),
        .init(
            "referral_rule",
            \.referralRule,
            .choice,
            default: .value(.everyReferrer),
            "Of several referrers, whether every or any must be present."
        ),
        .init(
            "direct_costs",
            \.directCosts,
            .values,
            "Directly assignable amounts, as a=1,b=2; for aca and louderback."
        ),
        .init(
            "benefits",
            \.benefits,
            .values,
            "What the whole is worth to each, as a=1,b=2; for scrb."
        ),
    ]

    private static let gapEntries: [OptionEntry<Self>] = [
        .init(
            "assume",
            \.assume,
            .choice,
            default: .value(.none),
            "What is assumed of coalitions left out"
        ),
        .init(
            "from_baseline",
            \.fromBaseline,
            .isOn,
            "Share the changes from the value of none, which need not be zero then."
        ),
        .init(
            "independent_errors",
            \.independentErrors,
            .isOn,
            "Carry standard errors over to the shares, taking those of coalitions as independent."
        ),
        .init(
            "excess",
            \.excess,
            .choice,
            default: .value(.plain),
            "Unit of complaints in the least core"
        ),
        .init(
            "interactions",
            \.interactionOrder,
            OptionForm.whole(1...GameRequest.interactionPlayers).stated,
            default: .decided("2"),
            "Largest group whose interaction is reported."
        ),
    ]
}

extension Orientation: SpelledChoice {
    package var spelling: String { self == .costs ? "cost" : "savings" }
}

extension ReferralRule: SpelledChoice {
    package var spelling: String { self == .everyReferrer ? "every" : "any" }
}

extension ValueAssumption: SpelledChoice {
    package var spelling: String { self == .monotoneAndCooperative ? "both" : rawValue }
}

extension ExcessWeighting: SpelledChoice {
    package var spelling: String { self == .perCapita ? "per-capita" : rawValue }
}
