import TopsliceAttribution
internal import TopsliceStudies
internal import TopsliceDoor
internal import TopsliceRecords
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
        return .object(
            members + (benefits == nil ? [] : benefitMembers) + [
                .init(Keys.reportDigest, .string(partsDigest)),
                .init(Keys.report, parts),
            ]
        )
    }

    /// All that the report is made of.
    private var parts: JSONValue { JSONValue(encoding: self) }

    /// The digest of that, whatever stands around it.
    var partsDigest: String {
        guard let digest = try? SHA256Digest.of(parts.bytes()) else {
            preconditionFailure("libcrypto starts no digest, though the cohort was hashed")
        }
        return digest
    }

    private var mainJSON: JSONValue {
        let tables = AttributionTables(self)
        return [
            Keys.form: .string(Keys.formOfReports),
            Keys.people: .integer(result.people),
            Keys.clusters: .optional(result.clusters),
            "effective_clusters": .optional(result.effectiveClusters),
            Keys.outcome: .string(result.outcome),
            Keys.unit: .optional(method.unit),
            "agencies": .strings(result.agencies),
            Keys.labels: labels.json,
            Keys.verdict: VerdictWords(self).json,
            "protocol": plan.map(ProtocolTables.init)?.json ?? .null,
            Keys.total: total,
            Keys.coalitions: tables.coalitions().json,
            Keys.attribution: tables.agencies.json,
            "interactions": tables.interactions().json,
            Keys.covariance: .array(result.covariance.map(JSONValue.numbers)),
            "claims": claims,
            "support": [
                "fully_supported_share": disclosure.part(result.support.fullySupportedShare).json(
                    .exact
                ),
                "checked_covariates": .strings(result.support.checkedCovariates),
                "patterns": tables.patterns.json,
            ],
            "divisions": DivisionTables(self).json,
            "restricted": restrictedJSON,
            "overlap": OverlapTables(self)?.json ?? .null,
            "sensitivity": SensitivityTables(self).json,
            "cross_check": CrossCheckTable(self)?.json ?? .null,
            "modifications": ModificationTable(self)?.table.json ?? .null,
            "placebos": PlaceboTables(self)?.json ?? .null,
            "subgroups": subgroups.isEmpty ? .null : SubgroupTables(self).json,
            "sample": sampleTables?.json ?? .null,
            "imputation": result.imputation.map { imputation($0, tables) } ?? .null,
            "disclosure": [
                "threshold": .integer(disclosure.rule.threshold),
                "rounding": .integer(disclosure.rule.base),
            ],
            Keys.method: method.json,
            "model": model(tables),
            Keys.warnings: .strings(allWarnings),
            Keys.provenance: provenance.json,
        ]
    }

    private func served(_ value: Double?) -> JSONValue {
        disclosure.showsServed ? .optional(value) : .null
    }

    private var claims: JSONValue {
        func sum(_ value: Double?) -> JSONValue { disclosure.showsSums ? .optional(value) : .null }
        func perServed(_ value: Double?) -> JSONValue {
            disclosure.showsServed ? sum(value) : .null
        }
        let hasBefore = result.claims.beforeAfterFactor != nil
        return [
            "raw_difference_factor": sum(result.claims.rawDifferenceFactor),
            "before_after_factor": sum(result.claims.beforeAfterFactor),
            "raw_difference_per_served": perServed(result.claimedRawDifferencePerServed),
            "before_after_per_served": perServed(
                hasBefore ? result.claimedBeforeAfterPerServed : nil
            ),
        ]
    }

    var total: JSONValue {
        let total = result.total
        return [
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
            "served_share": served(total.servedShare),
            "per_served": served(total.perServed.identifiedValue),
            "per_served_standard_error": served(total.perServed.standardError),
            "per_served_conf_low": served(total.perServed.confidenceLow),
            "per_served_conf_high": served(total.perServed.confidenceHigh),
            "deadweight_standard_error": .optional(total.deadweight.standardError),
            "observed_standard_error": .optional(total.observed.standardError),
        ]
    }

    private func model(_ tables: AttributionTables) -> JSONValue {
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
            "curvature": tables.curvature.json,
        ]
    }

    /// The parts of variance are of contributions, in the order of the agencies, and of what these caused together.
    private func imputation(
        _ summary: ImputationSummary,
        _ tables: AttributionTables
    ) -> JSONValue {
        [
            "tables": .integer(summary.plan.tables),
            "seed": .string("\(summary.plan.seed)"),
            "columns": tables.imputed(summary).json,
            "variance_due_to_missing": .array(
                summary.missingShares.map(JSONValue.optional)
            ),
            "variance_due_to_missing_total": .optional(summary.missingShareOfTotal),
            "draw_standard_errors": .numbers(summary.drawErrors),
        ]
    }
}
