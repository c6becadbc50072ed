internal import TopsliceCohortData
import TopsliceFormats
internal import TopsliceLinearAlgebra
internal import TopsliceRecords
internal import TopsliceRegression
internal import TopsliceReports
internal import TopsliceSharing
internal import TopsliceStudies

extension CoefficientTable {
    /// The table of a finished regression.
    init(_ run: RegressionRequest.Run) {
        let result = run.result
        self.init(
            rows: result.coefficients.map {
                TidyRow(
                    $0.term,
                    estimate: $0.estimate,
                    standardError: $0.standardError,
                    statistic: $0.statistic,
                    pValue: $0.pValue,
                    confidenceLow: $0.confidenceLow,
                    confidenceHigh: $0.confidenceHigh
                )
            },
            outcome: result.outcome,
            people: result.people,
            clusters: result.clusterCount,
            residualDegreesOfFreedom: result.residualDegreesOfFreedom,
            rSquared: result.rSquared,
            rSquaredVariation: result.rSquaredVariation,
            sigma: result.sigma,
            method: result.method,
            confidenceLevel: result.confidenceLevel,
            dropped: result.dropped.map(\.name),
            warnings: run.warnings.map(\.words)
        )
    }
}

extension SampleFlow {
    init(_ summary: ReadSummary) {
        self.init(
            rowsRead: summary.rowsRead,
            analysed: summary.rowsComplete,
            withoutWeight: summary.rowsWithoutWeight,
            missing: summary.missing.filter { $0.rows > 0 }
                .map { Missing(column: $0.column, rows: $0.rows) }
        )
    }
}

extension Provenance {
    init(_ run: RegressionRequest.Run, threads: Int) {
        self.init(
            version: Topslice.version,
            inputs: [Input(path: run.input.path, sha256: run.input.sha256, rows: run.input.rows)],
            options: run.options.map { Option($0.name, $0.value) },
            blasCore: BLASEnvironment.coreName,
            threads: threads,
            seconds: run.input.seconds
        )
    }
}
