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

    package var terminalText: String {
        let confidence = NumberFormat.level(result.confidenceLevel)
        let values = result.contributions.map(\.shapley.value) + [result.attributable.value]
        let change = NumberFormat.fitting(values, sign: .always).plain
        let level = NumberFormat.fitting([result.observed.value, result.deadweight.value]).plain
        func row(
            _ name: String,
            _ estimate: Estimate,
            holm: Double?,
            served: Double?,
            share: Double?
        )
            -> [String]
        {
            [
                name, change.text(estimate.value), change.text(estimate.standardError),
                OutcomeFormat.interval(estimate, change), ProbabilityText.text(estimate.pValue),
                ProbabilityText.text(holm), change.text(served),
                NumberFormat.percentage.plain.text(share),
            ]
        }
        let table = TextTable(
            columns: [
                .words("Agency"), .numbers("Contribution"), .numbers("Std. error"),
                .numbers("\(confidence) interval"), .numbers("p-value"), .numbers("Holm’s p"),
                .numbers("A person served"), .numbers("Share"),
            ],
            rows: result.contributions.map {
                row(
                    $0.agency,
                    $0.shapley,
                    holm: $0.holmPValue,
                    served: $0.perServed.value,
                    share: $0.share?.value
                )
            },
            total: row("Together", result.attributable, holm: nil, served: nil, share: 1)
        )
        return
            ([
                "\(visible(result.outcome)): \(Words.count(result.people, "person", "people")), "
                    + "\(Words.count(result.clusters, "cluster", "clusters")), from moments of \(visible(result.formula))",
                "deadweight \(level.text(result.deadweight.value)), observed \(level.text(result.observed.value)), "
                    + "caused together \(change.text(result.attributable.value)) (\(confidence) interval "
                    + "\(OutcomeFormat.interval(result.attributable, change)))",
                "", table.text,
            ] + warnings.map { "Warning: " + visible($0) }).joined(separator: "\n")
    }

    /// The keys of attribution.json, as far as moments hold what they say.
    package var json: JSONValue {
        [
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
            Keys.attribution: .array(result.contributions.map(contribution)),
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

    private func contribution(_ one: MomentsAttribution.Contribution) -> JSONValue {
        [
            Keys.Contribution.agency: .string(one.agency),
            "served_share": .number(one.servedShare),
            Keys.Contribution.shapley: .number(one.shapley.value),
            Keys.Contribution.standardError: .optional(one.shapley.standardError),
            Keys.Contribution.low: .optional(one.shapley.confidenceLow),
            Keys.Contribution.high: .optional(one.shapley.confidenceHigh),
            "p_value": .optional(one.shapley.pValue),
            "p_value_holm": .optional(one.holmPValue),
            Keys.Contribution.degreesOfFreedom: .optional(
                one.shapley.uncertainty.map(\.degreesOfFreedom)
            ),
            "per_served": .number(one.perServed.value),
            "per_served_standard_error": .optional(one.perServed.standardError),
            "per_served_conf_low": .optional(one.perServed.confidenceLow),
            "per_served_conf_high": .optional(one.perServed.confidenceHigh),
            Keys.Contribution.share: .optional(one.share?.value),
            "share_standard_error": .optional(one.share?.standardError),
            Keys.Contribution.shareLow: .optional(one.share?.interval?.bounds?.low),
            Keys.Contribution.shareHigh: .optional(one.share?.interval?.bounds?.high),
        ]
    }
}
