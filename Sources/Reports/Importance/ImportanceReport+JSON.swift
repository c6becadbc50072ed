package import TopsliceFormats
import TopsliceVarianceShares

extension ImportanceReport {
    /// The shares as JSON; the keys are a contract, to which more may be added.
    ///
    /// `shares[].lmg`, `first` and `last` are in units of R²; `share` is the part of what was shared out.
    /// `error` is the distance (all regressors together, in units of R²) that the shares given are at most from the
    /// exact ones, 0 where every subset was visited.
    package var json: JSONValue {
        let tables = ImportanceTables(self)
        return [
            "response": .string(result.response),
            "r_squared": .number(result.rSquared),
            "r_squared_conf_low": .optional(intervals?.rSquaredLow),
            "r_squared_conf_high": .optional(intervals?.rSquaredHigh),
            "always": .strings(result.always),
            "always_r_squared": .number(result.alwaysRSquared),
            "shares": tables.shares(of: tables.regressors).json,
            "unions": .array(result.unions.map(Self.union)),
            "method": .string(result.method.rawValue),
            "subsets": result.subsets < 0x1p53
                ? .integer(Int(result.subsets)) : .number(result.subsets),
            // Shares over every subset have none.
            "error": .number(result.error?.distance ?? 0),
            "error_confidence": .optional(result.error?.confidence),
            "error_within_tolerance": result.error.map { .boolean($0.isMet) } ?? .null,
            "intervals": intervalMethod,
            "without_intervals": .optional(intervals == nil ? method.withoutIntervals : nil),
            "conditional_dominance": .array(result.conditional.map(JSONValue.numbers)),
            "dominance": tables.dominance(further.dominance?.pairs ?? []).json,
            "interactions": tables.interactions(further.interactions).json,
            "commonality": tables.commonality(further.commonality).json,
            "dependencies": .array(
                result.dependencies.map {
                    [
                        "regressor": .string($0.regressor),
                        "combination_of": .strings($0.combination),
                    ]
                }
            ),
            "source": .string(method.source.rawValue),
            "formula": .optional(method.formula),
            "rows": .optional(method.rows),
            "test_rows": .optional(method.testRows),
            "out_of_sample": .boolean(method.isOutOfSample),
            "weights": .optional(method.weights),
            "caveat": .string(Self.caveat.joined(separator: " ")),
            "warnings": .strings(warnings),
            "sample": sample.map { SampleTables(ShownSample($0)).json } ?? .null,
            "test_sample": testSample.map { SampleTables(ShownSample($0)).json } ?? .null,
            "kernel": .string(result.kernel),
            "provenance": provenance.json,
        ]
    }

    private var intervalMethod: JSONValue {
        guard let intervals else { return .null }
        return [
            "method": .string(
                intervals.groups != nil
                    ? "delete-a-group jackknife"
                    : intervals.replicates == nil ? "influence functions" : "bootstrap"
            ),
            "confidence_level": .number(intervals.level),
            "units": .string(method.cluster ?? "rows"),
            "unit_count": .integer(intervals.clusters),
            "replicates": .optional(intervals.replicates),
            "groups": .optional(intervals.groups),
        ]
    }

    private static func union(_ union: VarianceSharesResult.UnionShare) -> JSONValue {
        [
            "union": .string(union.union),
            "regressors": .strings(union.players),
            "lmg": .number(union.lmg),
        ]
    }
}
