/// The coefficients of a regression with what a reader needs to judge them.
public struct CoefficientTable: Sendable, Equatable {
    /// One row a coefficient, in the order of the formula.
    public var rows: [TidyRow]
    /// The name of the outcome column.
    public var outcome: String
    public var people: Int
    /// Distinct clusters, nil where errors are not clustered.
    public var clusters: Int?
    /// Residual degrees of freedom.
    public var residualDegreesOfFreedom: Int
    /// Share of variance explained; nil for a model that has none.
    public var rSquared: Double?
    /// Residual standard error; nil for a model that has none.
    public var sigma: Double?
    /// What was done, such as "least squares, errors clustered by la (CR1)".
    public var method: String
    public var confidenceLevel: Double
    /// Terms left out because others determine them, by name.
    public var dropped: [String]
    public var warnings: [String]

    public init(
        rows: [TidyRow],
        outcome: String,
        people: Int,
        clusters: Int?,
        residualDegreesOfFreedom: Int,
        rSquared: Double?,
        sigma: Double?,
        method: String,
        confidenceLevel: Double = 0.95,
        dropped: [String] = [],
        warnings: [String] = []
    ) {
        self.rows = rows
        self.outcome = outcome
        self.people = people
        self.clusters = clusters
        self.residualDegreesOfFreedom = residualDegreesOfFreedom
        self.rSquared = rSquared
        self.sigma = sigma
        self.method = method
        self.confidenceLevel = confidenceLevel
        self.dropped = dropped
        self.warnings = warnings
    }

    /// Keys: `coefficients[].{term,estimate,std_error,statistic,p_value,conf_low,conf_high}`,
    /// `people`, `df_residual`, `r_squared`, `sigma`, `method`, `provenance`, and more.
    public func json(sample: SampleFlow? = nil, provenance: Provenance) -> JSONValue {
        [
            "outcome": .string(outcome),
            "coefficients": .array(rows.map(\.json)),
            "people": .integer(people),
            "clusters": .optional(clusters),
            "df_residual": .integer(residualDegreesOfFreedom),
            "r_squared": .optional(rSquared),
            "sigma": .optional(sigma),
            "method": .string(method),
            "confidence_level": .number(confidenceLevel),
            "dropped": .strings(dropped),
            "warnings": .strings(warnings),
            "sample": sample?.json ?? .null,
            "provenance": provenance.json,
        ]
    }

    /// Tidy CSV: `term,estimate,std_error,statistic,p_value,conf_low,conf_high`.
    public var csv: CSVTable {
        CSVTable(columns: TidyRow.columns, rows: rows.map(\.cells))
    }
}
