import TopsliceAttribution
package import TopsliceFormats

extension AttributionReport {
    /// The attribution as JSON; the keys are a contract, to which more may be added.
    ///
    /// All amounts are outcome per person of the whole cohort. In `total`, the standard error and
    /// interval are those of `attributable`.
    package var json: JSONValue {
        [
            "people": .integer(result.people),
            "clusters": .optional(result.clusters),
            "outcome": .string(result.outcome),
            "agencies": .strings(result.agencies),
            "total": total,
            "coalitions": .array(result.coalitions.map(Self.coalition)),
            "attribution": .array(result.contributions.map(Self.contribution)),
            "interactions": .array(result.interactions.map(Self.interaction)),
            "covariance": .array(result.covariance.map(JSONValue.numbers)),
            "claims": [
                "raw_difference_factor": .optional(result.claims.rawDifferenceFactor),
                "before_after_factor": .optional(result.claims.beforeAfterFactor),
            ],
            "support": support,
            "sample": sample?.json ?? .null,
            "method": method.json,
            "warnings": .strings(warnings),
            "provenance": provenance.json,
        ]
    }

    private var total: JSONValue {
        let total = result.total
        return [
            "deadweight": .number(total.deadweight.value),
            "observed": .number(total.observed.value),
            "attributable": .number(total.attributable.value),
            "standard_error": .number(total.attributable.standardError),
            "conf_low": .number(total.attributable.confidenceLow),
            "conf_high": .number(total.attributable.confidenceHigh),
            "p_value": .optional(total.attributable.pValue),
            "deadweight_standard_error": .number(total.deadweight.standardError),
            "observed_standard_error": .number(total.observed.standardError),
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

    private static func coalition(_ coalition: AttributionResult.CoalitionValue) -> JSONValue {
        [
            "members": .strings(coalition.members),
            "value": .number(coalition.value),
            "standard_error": .optional(coalition.standardError),
            "supported": .boolean(coalition.supported),
            "unsupported_share": .number(coalition.unsupportedShare),
        ]
    }

    private static func contribution(
        _ contribution: AttributionResult.AgencyContribution
    ) -> JSONValue {
        [
            "agency": .string(contribution.agency),
            "served": .integer(contribution.served),
            "shapley": .number(contribution.shapley.value),
            "standard_error": .number(contribution.shapley.standardError),
            "conf_low": .number(contribution.shapley.confidenceLow),
            "conf_high": .number(contribution.shapley.confidenceHigh),
            "p_value": .optional(contribution.shapley.pValue),
            "share": .optional(contribution.share?.value),
            "share_standard_error": .optional(contribution.share?.standardError),
            "share_conf_low": .optional(contribution.share?.confidenceLow),
            "share_conf_high": .optional(contribution.share?.confidenceHigh),
            "first_in": .number(contribution.firstIn.value),
            "first_in_standard_error": .number(contribution.firstIn.standardError),
            "last_in": .number(contribution.lastIn.value),
            "last_in_standard_error": .number(contribution.lastIn.standardError),
            "claimed_raw_difference": .number(contribution.claimedRawDifference),
            "claimed_before_after": .optional(contribution.claimedBeforeAfter),
        ]
    }

    private static func interaction(_ pair: AttributionResult.PairInteraction) -> JSONValue {
        [
            "agencies": .strings([pair.first, pair.second]),
            "value": .number(pair.value.value),
            "standard_error": .number(pair.value.standardError),
            "conf_low": .number(pair.value.confidenceLow),
            "conf_high": .number(pair.value.confidenceHigh),
            "p_value": .optional(pair.value.pValue),
        ]
    }
}
