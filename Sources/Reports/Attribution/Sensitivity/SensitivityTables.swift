import TopsliceAttribution
internal import TopsliceFormats

/// What a hidden confounder could do to an attribution, each table stated once for page, terminal, JSON and CSV.
struct SensitivityTables {
    let report: AttributionReport
    let sensitivity: Sensitivity
    private let format: OutcomeFormat

    init(_ report: AttributionReport) {
        self.report = report
        sensitivity = report.result.sensitivity
        format = OutcomeFormat(report)
    }

    private static let strength = Workbook.Column.Kind.percentage(places: 1)
    private static let amount = Workbook.Column.Kind.decimal(places: 4)
    private static let ratio = NumberFormat(notation: .fixed(decimals: 2))

    /// Of each agency, and of all together.
    var findings: ReportTable {
        let hasTrigger = sensitivity.trigger != nil
        let hasRatio = (sensitivity.agencies + [sensitivity.together]).contains { $0.eValue != nil }
        let level = AttributionPage(report).level
        var table = ReportTable(
            name: "Sensitivity",
            caption:
                "What a hidden confounder could do: the \(level) interval that allows for one as strong as the observed "
                + "one whose omission moves the contribution furthest, \(format.changeUnit), and how strong one must be "
                + "to cancel it",
            columns: [
                .init("Agency", key: "agency"),
                .init("As strong as", key: "covariate"),
                .init("Moves it by", key: "shift", Self.amount),
                .init("Allowing for it", Self.amount, terminalTitle: "Allowing for it"),
                .init("", key: "conf_low", Self.amount, on: .data),
                .init("", key: "conf_high", Self.amount, on: .data),
                .init("Share of total then", Self.strength, on: [.page, .sheet]),
                .init("", key: "share_low", Self.strength, on: .data),
                .init("", key: "share_high", Self.strength, on: .data),
                .init("To cancel it", key: "robustness_value", Self.strength),
                .init(
                    "To cancel its interval",
                    key: "robustness_value_of_interval",
                    Self.strength
                ),
            ]
        )
        if hasTrigger {
            table.columns += [
                .init("To cross the trigger", key: "trigger_robustness_value", Self.strength),
                .init(
                    "Its interval",
                    key: "trigger_robustness_value_of_interval",
                    Self.strength
                ),
            ]
        }
        if hasRatio {
            table.columns += [
                .init("E-value", key: "e_value", Self.amount),
                .init("E-value of the interval", key: "e_value_of_interval", Self.amount),
            ]
        }
        let named =
            zip(report.result.agencies, sensitivity.agencies) + [("Together", sensitivity.together)]
        for (name, finding) in named {
            table.append(
                row(name, finding)
                    + (hasTrigger ? Self.strength(finding.toTrigger) : [])
                    + (hasRatio
                        ? [
                            .number(finding.eValue?.ofEstimate, Self.ratio),
                            .number(finding.eValue?.ofInterval, Self.ratio),
                        ] : [])
            )
        }
        return table
    }

    private func row(_ name: String, _ finding: Sensitivity.Finding) -> [ReportCell] {
        let allowance = finding.allowance
        let bounds = finding.share?.bounds
        let share: ReportCell =
            switch finding.share {
            case nil: .empty
            case .bounded(let low, let high)?: .range(low, high, .percentage)
            case .outside?, .everything?: .text("unbounded")
            }
        return [
            .text(name), allowance.map { .text($0.covariate) } ?? .empty,
            .number(allowance?.shift, format.change),
            allowance.map { .range($0.low, $0.high, format.change) } ?? .empty,
            .number(allowance?.low, format.change), .number(allowance?.high, format.change),
            share, .number(bounds?.low, .percentage), .number(bounds?.high, .percentage),
        ] + Self.strength(finding.toCancel)
    }

    private static func strength(_ strength: Sensitivity.Strength?) -> [ReportCell] {
        [
            .number(strength?.ofEstimate, .percentage), .number(strength?.ofInterval, .percentage),
        ]
    }

    /// How everything moves where one covariate is left out.
    var leftOut: ReportTable {
        var table = ReportTable(
            name: "Left out",
            caption:
                "How each contribution moves where one covariate is left out, \(format.changeUnit)",
            columns: [.init("Without", key: "covariate")]
                + report.result.agencies.map { .init($0, key: $0, Self.amount) }
                + [.init("Together", key: "together", Self.amount)]
        )
        for one in sensitivity.leftOut {
            table.append(
                [.text(one.covariate)]
                    + (one.contributions + [one.together]).map { .number($0, format.change) }
            )
        }
        return table
    }

    /// Whether services go together beyond the covariates.
    var sharedReasons: String? {
        guard let shared = sensitivity.sharedReasons else { return nil }
        let correlation = NumberFormat(notation: .fixed(decimals: 3)).text(shared.correlation)
        let standard = NumberFormat(notation: .fixed(decimals: 1)).text(shared.statistic)
        return
            "Services go together beyond what the covariates explain by a correlation of \(correlation) "
            + "(\(standard) standard errors). Where it is large, a reason for being served is missing from the "
            + "covariates, or one agency refers people to another."
    }

    static let note =
        "To cancel: the part of what the covariates leave unexplained, of service and of outcome alike, that a hidden "
        + "confounder must explain (Cinelli and Hazlett 2020). E-value: how strong it must be with both as risk ratios "
        + "(VanderWeele and Ding 2017). Leaving out is one step of Newton's method, exact for a linear model."

    var json: JSONValue {
        [
            "findings": findings.json,
            "left_out": .array(
                sensitivity.leftOut.map {
                    [
                        "covariate": .string($0.covariate),
                        "contributions": .numbers($0.contributions),
                        "together": .number($0.together),
                    ]
                }
            ),
            "trigger": .optional(sensitivity.trigger),
            "shared_reasons": sensitivity.sharedReasons.map {
                [
                    "correlation": .number($0.correlation), "statistic": .number($0.statistic),
                ]
            } ?? .null,
        ]
    }

    var sections: [Markup] {
        var parts = [findings.page().markup, Markup.paragraph(Self.note)]
        if !sensitivity.leftOut.isEmpty { parts.append(leftOut.page().markup) }
        if let sharedReasons { parts.append(.paragraph(sharedReasons)) }
        return parts
    }
}
