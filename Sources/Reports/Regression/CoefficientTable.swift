package import TopsliceFormats
package import TopsliceRegression

/// The coefficients of a regression with what a reader needs to judge them.
package struct CoefficientTable: Sendable, Equatable {
    /// One row a coefficient, in the order of the formula.
    package var rows: [TidyRow]
    /// The name of the outcome column.
    package var outcome: String
    package var people: Int
    /// Distinct clusters, nil where errors are not clustered.
    package var clusters: Int?
    /// Residual degrees of freedom.
    package var residualDegreesOfFreedom: Int
    /// Share of variance explained; nil for a model that has none.
    package var rSquared: Double?
    /// What that share is of: variation about the mean or, without an intercept, about zero.
    package var rSquaredVariation: RegressionResult.Variation?
    /// Residual standard error; nil for a model that has none.
    package var sigma: Double?
    /// What was done, such as "least squares, errors clustered by la (CR1)".
    package var method: String
    package var confidenceLevel: Double
    /// Terms left out because others determine them, by name.
    package var dropped: [String]
    package var warnings: [String]

    package init(
        rows: [TidyRow],
        outcome: String,
        people: Int,
        clusters: Int?,
        residualDegreesOfFreedom: Int,
        rSquared: Double?,
        rSquaredVariation: RegressionResult.Variation? = nil,
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
        self.rSquaredVariation = rSquaredVariation
        self.sigma = sigma
        self.method = method
        self.confidenceLevel = confidenceLevel
        self.dropped = dropped
        self.warnings = warnings
    }

    /// Keys: `coefficients[].{term,estimate,std_error,statistic,p_value,conf_low,conf_high}`,
    /// `people`, `df_residual`, `r_squared`, `sigma`, `method`, `provenance`, and more.
    package func json(sample: SampleFlow? = nil, provenance: Provenance) -> JSONValue {
        [
            "outcome": .string(outcome),
            "coefficients": table.json,
            "people": .integer(people),
            "clusters": .optional(clusters),
            "df_residual": .integer(residualDegreesOfFreedom),
            "r_squared": .optional(rSquared),
            "r_squared_about": rSquaredVariation.map { .string($0.rawValue) } ?? .null,
            "sigma": .optional(sigma),
            "method": .string(method),
            "confidence_level": .number(confidenceLevel),
            "dropped": .strings(dropped),
            "warnings": .strings(warnings),
            "sample": sample.map { SampleTables(ShownSample($0)).json } ?? .null,
            "provenance": provenance.json,
        ]
    }

    /// A row a coefficient, in every form: `term,estimate,std_error,statistic,p_value,conf_low,conf_high`.
    var table: ReportTable {
        ReportTable(
            name: "Coefficients",
            columns: TidyRow.reportColumns(level: level),
            rows: rows.map(\.reportCells)
        )
    }

    package var csv: CSVTable { table.csv }

    /// "95%".
    private var level: String { NumberFormat.level(confidenceLevel) }
}
