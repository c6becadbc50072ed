import TopsliceAttribution
internal import TopsliceCohortData
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

    private typealias Line = (name: String, finding: Sensitivity.Finding)
    private typealias Figure = RowColumn<Line>

    private var lines: [Line] {
        zip(report.result.agencies, sensitivity.agencies).map { ($0, $1) }
            + [("Together", sensitivity.together)]
    }

    private var agency: Figure {
        let labels = report.labels
        return Figure(.init("Agency", key: "agency")) {
            .named($0.name, label: labels.name($0.name))
        }
    }

    /// A confounder as strong as the observed one whose omission moves the contribution furthest.
    private var allowance: [Figure] {
        let (change, labels) = (format.change, report.labels)
        func share(_ key: String, _ end: @escaping @Sendable (ShareInterval) -> Double?) -> Figure {
            Figure(.init("", key: key, Self.strength, on: .data)) {
                .number($0.finding.share.flatMap(end), .percentage)
            }
        }
        return [
            Figure(.init("As strong as", key: "covariate")) {
                $0.finding.allowance.map {
                    .named($0.covariate, label: labels.name($0.covariate))
                } ?? .empty
            },
            Figure(.init("Moves it by", key: "shift", Self.amount)) {
                .number($0.finding.allowance?.shift, change)
            },
            Figure(.init("Allowing for it", Self.amount)) {
                $0.finding.allowance.map { .range($0.low, $0.high, change) } ?? .empty
            },
            Figure(.init("", key: "conf_low", Self.amount, on: .data)) {
                .number($0.finding.allowance?.low, change)
            },
            Figure(.init("", key: "conf_high", Self.amount, on: .data)) {
                .number($0.finding.allowance?.high, change)
            },
            Figure(.init("Share of total then", Self.strength, on: [.page, .sheet])) {
                switch $0.finding.share {
                case nil: .empty
                case .bounded(let low, let high)?: .range(low, high, .percentage)
                case .outside?, .everything?: .text("unbounded")
                }
            },
            share("share_low") { $0.bounds?.low }, share("share_high") { $0.bounds?.high },
        ]
    }

    /// How strong a confounder must be to cancel a contribution, or to cross the trigger.
    private var strengths: [Figure] {
        func pair(
            _ titles: (String, String),
            _ key: String,
            terminal: String? = nil,
            _ strength: @escaping @Sendable (Sensitivity.Finding) -> Sensitivity.Strength?
        ) -> [Figure] {
            [
                Figure(.init(titles.0, key: key, Self.strength)) {
                    .number(strength($0.finding)?.ofEstimate, .percentage)
                },
                Figure(
                    .init(
                        titles.1,
                        key: key + "_of_interval",
                        Self.strength,
                        terminalTitle: terminal
                    )
                ) {
                    .number(strength($0.finding)?.ofInterval, .percentage)
                },
            ]
        }
        var figures = pair(("To cancel it", "To cancel its interval"), "robustness_value") {
            $0.toCancel
        }
        if sensitivity.trigger != nil {
            figures += pair(
                ("To cross the trigger", "To cross it with the interval"),
                "trigger_robustness_value",
                terminal: "Its interval"
            ) { $0.toTrigger }
        }
        if lines.contains(where: { $0.finding.eValue != nil }) {
            figures += [
                Figure(.init("E-value", key: "e_value", Self.amount)) {
                    .number($0.finding.eValue?.ofEstimate, Self.ratio)
                },
                Figure(.init("E-value of the interval", key: "e_value_of_interval", Self.amount)) {
                    .number($0.finding.eValue?.ofInterval, Self.ratio)
                },
            ]
        }
        return figures
    }

    /// Of each agency, and of all together: too wide for a page, which has it in two parts.
    var findings: ReportTable { table([agency] + allowance + strengths) }

    private var parts: [ReportTable] {
        let level = NumberFormat.level(report.method.confidenceLevel)
        return [
            table(
                [agency] + allowance,
                "The \(level) interval that allows for a hidden confounder as strong as the observed one whose omission "
                    + "moves the contribution furthest, \(format.changeUnit)"
            ),
            table(
                [agency] + strengths,
                "How strong a hidden confounder must be to cancel each contribution"
            ),
        ]
    }

    private func table(_ figures: [Figure], _ caption: String = "") -> ReportTable {
        ReportTable(name: "Sensitivity", caption: caption, figures, of: lines)
    }

    /// How everything moves where one covariate is left out.
    var leftOut: ReportTable {
        var table = ReportTable(
            name: "Left out",
            caption:
                "How each contribution moves where one covariate is left out, \(format.changeUnit)",
            columns: [.init("Without", key: "covariate")]
                + report.result.agencies.map { .init(report.labels.name($0), key: $0, Self.amount) }
                + [.init("Together", key: "together", Self.amount)]
        )
        table.isStacked = true
        for one in sensitivity.leftOut {
            table.append(
                [.named(one.covariate, label: report.labels.name(one.covariate))]
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
            "money": MoneySensitivityTable(report)?.table.json ?? .null,
            "trigger": .optional(sensitivity.trigger),
            "shared_reasons": sensitivity.sharedReasons.map {
                [
                    "correlation": .number($0.correlation), "statistic": .number($0.statistic),
                ]
            } ?? .null,
        ]
    }

    var sections: [Markup] {
        var content = parts.map(\.markup) + [.paragraph(Self.note)]
        if !sensitivity.leftOut.isEmpty { content.append(leftOut.markup) }
        if let sharedReasons { content.append(.paragraph(sharedReasons)) }
        if let money = MoneySensitivityTable(report) { content.append(money.table.markup) }
        return content
    }
}
