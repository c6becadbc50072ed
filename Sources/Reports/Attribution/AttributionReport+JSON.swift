import TopsliceAttribution
internal import TopsliceCohortData
internal import TopsliceDoor
package import TopsliceFormats

private typealias Keys = AttributionKeys

extension AttributionReport {
    /// The attribution as JSON; the keys are a contract, to which more may be added.
    ///
    /// All amounts are outcome per person of the whole cohort. In `total`, the standard error and
    /// interval are those of `attributable`.
    package var json: JSONValue {
        guard case .object(let members) = mainJSON else {
            preconditionFailure("an attribution that is no object")
        }
        return .object(members + (benefits == nil ? [] : benefitMembers))
    }

    private var mainJSON: JSONValue {
        [
            Keys.people: .integer(result.people),
            Keys.clusters: .optional(result.clusters),
            "effective_clusters": .optional(result.effectiveClusters),
            Keys.outcome: .string(result.outcome),
            "agencies": .strings(result.agencies),
            Keys.verdict: VerdictWords(self).json,
            Keys.total: Self.total(result.total),
            Keys.coalitions: .array(result.coalitions.map(Self.coalition)),
            Keys.attribution: .array(result.contributions.map(Self.contribution)),
            "interactions": .array(result.interactions.map(Self.interaction)),
            Keys.covariance: .array(result.covariance.map(JSONValue.numbers)),
            "claims": [
                "raw_difference_factor": .optional(result.claims.rawDifferenceFactor),
                "before_after_factor": .optional(result.claims.beforeAfterFactor),
                "raw_difference_per_served": .number(result.claimedRawDifferencePerServed),
                "before_after_per_served": .optional(
                    result.claims.beforeAfterFactor.map { _ in result.claimedBeforeAfterPerServed }
                ),
            ],
            "support": support,
            "sensitivity": SensitivityTables(self).json,
            "cross_check": CrossCheckTable(self)?.json ?? .null,
            "sample": sample?.json ?? .null,
            "imputation": result.imputation.map(imputation) ?? .null,
            Keys.method: method.json,
            "model": model,
            Keys.warnings: .strings(allWarnings),
            Keys.provenance: provenance.json,
        ]
    }

    static func total(_ total: AttributionResult.Total) -> JSONValue {
        [
            Keys.Total.deadweight: .number(total.deadweight.value),
            Keys.Total.observed: .number(total.observed.value),
            Keys.Total.attributable: .number(total.attributable.value),
            Keys.Total.standardError: .optional(total.attributable.standardError),
            Keys.Total.degreesOfFreedom: .optional(
                total.attributable.uncertainty.map(\.degreesOfFreedom)
            ),
            Keys.Total.low: .optional(total.attributable.confidenceLow),
            Keys.Total.high: .optional(total.attributable.confidenceHigh),
            "p_value": .optional(total.attributable.pValue),
            "served_share": .number(total.servedShare),
            "per_served": .optional(total.perServed.identifiedValue),
            "per_served_standard_error": .optional(total.perServed.standardError),
            "per_served_conf_low": .optional(total.perServed.confidenceLow),
            "per_served_conf_high": .optional(total.perServed.confidenceHigh),
            "deadweight_standard_error": .optional(total.deadweight.standardError),
            "observed_standard_error": .optional(total.observed.standardError),
        ]
    }

    private var model: JSONValue {
        let strength = result.strength
        return [
            "coefficients": .integer(strength.coefficients),
            "effective_parameters": .number(strength.effectiveParameters),
            "prior_scales": strength.prior.map {
                [
                    "interactions": .number($0.interactions),
                    "agency_covariate": .number($0.modifications),
                    "covariates": .number($0.covariates),
                    "agencies": .optional(strength.mainEffectScale),
                ]
            } ?? .null,
            "not_identified": .strings(result.notIdentified),
            "curvature": .array(
                result.curvatures.map {
                    [
                        "covariate": .string($0.covariate),
                        "knots": .numbers($0.knots),
                        "f_statistic": .number($0.statistic),
                        "degrees_of_freedom": .numbers([
                            $0.degreesOfFreedom.numerator, $0.degreesOfFreedom.denominator,
                        ]),
                        "p_value": .number($0.pValue),
                    ]
                }
            ),
        ]
    }

    private var support: JSONValue {
        [
            "fully_supported_share": .number(result.support.fullySupportedShare),
            "checked_covariates": .strings(result.support.checkedCovariates),
            "patterns": .array(
                result.support.patterns.map {
                    ["members": .strings($0.members), "people": .integer($0.people)]
                }
            ),
        ]
    }

    /// The parts of variance are of contributions, in the order of the agencies, and of what these caused together.
    private func imputation(_ summary: ImputationSummary) -> JSONValue {
        [
            "tables": .integer(summary.plan.tables),
            "seed": .string("\(summary.plan.seed)"),
            "columns": .array(
                summary.columns.map { column in
                    [
                        "column": .string(column.name), "people": .integer(column.people),
                        "served": .array(column.arms.map { .integer($0.ones) }),
                        "not_served": .array(column.arms.map { .integer($0.zeros) }),
                    ]
                }
            ),
            "variance_due_to_missing": .numbers(summary.missingShares),
            "variance_due_to_missing_total": .number(summary.missingShareOfTotal),
            "draw_standard_errors": .numbers(summary.drawErrors),
        ]
    }

    static func coalition(_ coalition: AttributionResult.CoalitionValue) -> JSONValue {
        [
            Keys.Coalition.members: .strings(coalition.members),
            Keys.Coalition.value: .number(coalition.value),
            Keys.Coalition.standardError: .optional(coalition.standardError),
            Keys.Coalition.standardErrorReason: .optional(coalition.error.reason),
            Keys.Coalition.isSupported: .boolean(coalition.supported),
            Keys.Coalition.support: .string(coalition.support.name),
            Keys.Coalition.unsupportedShare: .number(coalition.unsupportedShare),
        ]
    }

    static func contribution(
        _ contribution: AttributionResult.AgencyContribution
    ) -> JSONValue {
        [
            Keys.Contribution.agency: .string(contribution.agency),
            "served": .integer(contribution.served),
            "served_share": .number(contribution.servedShare),
            Keys.Contribution.shapley: .number(contribution.shapley.value),
            Keys.Contribution.standardError: .optional(contribution.shapley.standardError),
            Keys.Contribution.low: .optional(contribution.shapley.confidenceLow),
            Keys.Contribution.high: .optional(contribution.shapley.confidenceHigh),
            "p_value": .optional(contribution.shapley.pValue),
            "p_value_holm": .optional(contribution.holmPValue),
            Keys.Contribution.degreesOfFreedom: .optional(
                contribution.shapley.uncertainty.map(\.degreesOfFreedom)
            ),
            "per_served": .number(contribution.perServed.value),
            "per_served_standard_error": .optional(contribution.perServed.standardError),
            "per_served_conf_low": .optional(contribution.perServed.confidenceLow),
            "per_served_conf_high": .optional(contribution.perServed.confidenceHigh),
            Keys.Contribution.share: .optional(contribution.share?.value),
            "share_standard_error": .optional(contribution.share?.standardError),
            Keys.Contribution.shareLow: .optional(contribution.share?.interval?.bounds?.low),
            Keys.Contribution.shareHigh: .optional(contribution.share?.interval?.bounds?.high),
            "share_interval": contribution.share?.interval.map(shareInterval) ?? .null,
            "extrapolated_share": .optional(contribution.extrapolation?.share),
            "worst_case_low": .optional(contribution.extrapolation?.lowest),
            "worst_case_high": .optional(contribution.extrapolation?.highest),
            "effective_comparisons": .optional(contribution.comparison?.effective),
            "first_in": .optional(contribution.firstIn.identifiedValue),
            "first_in_standard_error": .optional(contribution.firstIn.standardError),
            "last_in": .optional(contribution.lastIn.identifiedValue),
            "last_in_standard_error": .optional(contribution.lastIn.standardError),
            "claimed_raw_difference": .number(contribution.claimedRawDifference),
            "claimed_raw_difference_per_served": .number(
                contribution.claimedRawDifferencePerServed
            ),
            "claimed_before_after": .optional(contribution.claimedBeforeAfter),
            "claimed_before_after_per_served": .optional(contribution.claimedBeforeAfterPerServed),
        ]
    }

    /// `bounded` between the ends beside it, `outside` of `excluded`, or `everything`.
    private static func shareInterval(_ interval: ShareInterval) -> JSONValue {
        switch interval {
        case .bounded: ["kind": .string("bounded")]
        case .outside(let low, let high):
            ["kind": .string("outside"), "excluded": .numbers([low, high])]
        case .everything: ["kind": .string("everything")]
        }
    }

    private static func interaction(_ pair: AttributionResult.PairInteraction) -> JSONValue {
        [
            "agencies": .strings([pair.first, pair.second]),
            "value": .optional(pair.value.identifiedValue),
            "identified": .boolean(pair.value.isIdentified),
            "standard_error": .optional(pair.value.standardError),
            "conf_low": .optional(pair.value.confidenceLow),
            "conf_high": .optional(pair.value.confidenceHigh),
            "p_value": .optional(pair.value.pValue),
        ]
    }
}
