internal import TopsliceAttribution
internal import TopsliceDoor
package import TopsliceFormats
internal import TopsliceRecords
package import TopsliceStudies

private typealias Keys = AttributionKeys

/// An attribution from moments, for a terminal and as JSON.
package struct MomentsAttributionReport {
    private let run: MomentsAttributionRequest.Run
    private var result: MomentsAttribution { run.attribution }

    package init(_ run: MomentsAttributionRequest.Run) { self.run = run }

    package var warnings: [String] {
        [
            "moments do not say who was like whom: no support was counted, so that nothing here shows whether the "
                + "comparisons rest on data"
        ]
            + (result.pooledClusters > 0
                ? [
                    "a seal brought \(result.pooledClusters) clusters together, so that errors are of "
                        + "\(result.clusters) clusters"
                ] : [])
    }

    private var change: NumberFormat {
        .fitting(
            result.contributions.map(\.shapley.value) + [result.attributable.value],
            sign: .always
        )
    }

    package var terminalText: String {
        let confidence = NumberFormat.level(result.confidenceLevel)
        let change = change.plain
        let level = NumberFormat.fitting([result.observed.value, result.deadweight.value]).plain
        return
            ([
                "\(visible(result.outcome)): \(Words.count(result.people, "person", "people")), "
                    + "\(Words.count(result.clusters, "cluster", "clusters")), from moments of \(visible(result.formula))",
                "deadweight \(level.text(result.deadweight.value)), observed \(level.text(result.observed.value)), "
                    + "caused together \(change.text(result.attributable.value)) (\(confidence) interval "
                    + "\(OutcomeFormat.interval(result.attributable, change)))",
                "", figures.terminal.text,
            ] + warnings.map { "Warning: " + visible($0) }).joined(separator: "\n")
    }

    /// The keys of attribution.json, as far as moments hold what they say.
    package var json: JSONValue {
        [
            Keys.form: .string(Keys.formOfMoments),
            Keys.people: .integer(result.people),
            Keys.clusters: .integer(result.clusters),
            Keys.outcome: .string(result.outcome),
            "agencies": .strings(result.agencies),
            Keys.total: [
                Keys.Total.deadweight: .number(result.deadweight.value),
                Keys.Total.observed: .number(result.observed.value),
                Keys.Total.attributable: .number(result.attributable.value),
                Keys.Total.standardError: .optional(result.attributable.standardError),
                Keys.Total.degreesOfFreedom: .optional(
                    result.attributable.uncertainty.map(\.degreesOfFreedom)
                ),
                Keys.Total.low: .optional(result.attributable.confidenceLow),
                Keys.Total.high: .optional(result.attributable.confidenceHigh),
                "p_value": .optional(result.attributable.pValue),
                "deadweight_standard_error": .optional(result.deadweight.standardError),
                "observed_standard_error": .optional(result.observed.standardError),
            ],
            Keys.coalitions: .array(
                result.coalitions.map {
                    [
                        Keys.Coalition.members: .strings($0.members),
                        Keys.Coalition.value: .number($0.value),
                        Keys.Coalition.standardError: .number($0.standardError),
                    ]
                }
            ),
            Keys.attribution: figures.json,
            "interactions": .array(
                result.interactions.map { pair in
                    [
                        "agencies": .strings([pair.first, pair.second]),
                        "value": .optional(pair.value.identifiedValue),
                        "standard_error": .optional(pair.value.standardError),
                        "conf_low": .optional(pair.value.confidenceLow),
                        "conf_high": .optional(pair.value.confidenceHigh),
                        "p_value": .optional(pair.value.pValue),
                    ]
                }
            ),
            Keys.covariance: .array(result.covariance.map(JSONValue.numbers)),
            Keys.method: [
                Keys.Method.estimator: .string("g-computation"),
                Keys.Method.model: .string("linear regression, from moments"),
                Keys.Method.family: .string("gaussian"),
                "formula": .string(result.formula),
                Keys.Method.standardErrors: .string(
                    "influence functions, summed within \(result.clusters) clusters"
                ),
                Keys.Method.confidenceLevel: .number(result.confidenceLevel),
            ],
            Keys.warnings: .strings(warnings),
            Keys.provenance: Provenance(run.inputs, options: run.options, threads: 1).json,
        ]
    }

    private typealias Figure = RowColumn<MomentsAttribution.Contribution>

    /// A row an agency.
    private var figures: ReportTable {
        let change = change
        let error: @Sendable (Estimate) -> ReportCell = { .number($0.standardError, change) }
        func data(
            _ key: String,
            _ value: @escaping @Sendable (MomentsAttribution.Contribution) -> Double?
        ) -> Figure {
            Figure(.init("", key: key, on: .json)) { .number(value($0), change) }
        }
        let total = result.attributable
        return ReportTable(
            name: "Attribution",
            [
                Figure(.init("Agency", key: Keys.Contribution.agency)) { .text($0.agency) },
                data("served_share", \.servedShare),
                Figure(
                    .init("Contribution", key: Keys.Contribution.shapley, Self.amount),
                    together: .number(total.value, change)
                ) { .number($0.shapley.value, change) },
                Figure(
                    .init("Std. error", key: Keys.Contribution.standardError, Self.amount),
                    together: error(total)
                ) { error($0.shapley) },
                Figure(
                    .init("\(NumberFormat.level(result.confidenceLevel)) interval", Self.amount),
                    together: AgencyColumns.interval(total, change)
                ) { AgencyColumns.interval($0.shapley, change) },
                data(Keys.Contribution.low, \.shapley.confidenceLow),
                data(Keys.Contribution.high, \.shapley.confidenceHigh),
                Figure(
                    .init("p-value", key: "p_value", Self.amount),
                    together: .number(total.pValue, .probability)
                ) { .number($0.shapley.pValue, .probability) },
                Figure(
                    .init("Holm’s p", key: "p_value_holm", Self.amount),
                    together: .number(nil, .probability)
                ) { .number($0.holmPValue, .probability) },
                data(Keys.Contribution.degreesOfFreedom) {
                    $0.shapley.uncertainty?.degreesOfFreedom
                },
                Figure(
                    .init("A person served", key: "per_served", Self.amount),
                    together: .number(nil, change)
                ) { .number($0.perServed.value, change) },
                data("per_served_standard_error", \.perServed.standardError),
                data("per_served_conf_low", \.perServed.confidenceLow),
                data("per_served_conf_high", \.perServed.confidenceHigh),
                Figure(
                    .init("Share", key: Keys.Contribution.share, AgencyColumns.share),
                    together: .number(1, .percentage)
                ) { .number($0.share?.value, .percentage) },
                data("share_standard_error", \.share?.standardError),
                data(Keys.Contribution.shareLow) { $0.share?.interval?.bounds?.low },
                data(Keys.Contribution.shareHigh) { $0.share?.interval?.bounds?.high },
            ],
            of: result.contributions,
            together: "Together"
        )
    }

    private static let amount = AgencyColumns.amount
}
