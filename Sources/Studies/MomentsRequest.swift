internal import TopsliceRecords
package import TopsliceCohortData
internal import TopsliceLinearAlgebra
package import TopsliceMoments
internal import TopsliceRegression

/// Moments as they were asked for: those of a regression request, by cluster and exposure pattern.
package struct MomentsRequest: Sendable {
    /// File, formula, weights, cluster and the way to read; its confidence level is not used.
    package var regression: RegressionRequest
    package var exposures: [String]

    package init(regression: RegressionRequest, exposures: [String] = []) {
        self.regression = regression
        self.exposures = exposures
    }

    package struct Run: Sendable {
        package let document: MomentsDocument
        package let warnings: [StudyWarning]
    }

    /// Reads the file and gathers its moments.
    ///
    /// - Throws: `FormulaError`, `Faults`, `RegressionError`.
    package func run(onProgress: ReadReport? = nil) throws -> Run {
        let read = try regression.read(
            exposures: exposures,
            hashing: true,
            onProgress: onProgress
        ) { problem, reader, progress in
            var problem = problem
            problem.namesRareLevels = true
            let made = try problem.moments(
                reader,
                threads: regression.threads,
                onProgress: progress
            )
            return (made, made.summary)
        }
        var document = read.value.document
        // The rows analysed are counted of all files together, in the first.
        document.inputs = read.inputs.enumerated().map { place, input in
            .init(
                path: FileNames().said(input.path),
                sha256: input.sha256,
                rowsRead: input.rows,
                rowsAnalysed: place == 0 ? read.value.summary.rowsComplete : 0
            )
        }
        return Run(document: document, warnings: read.warnings)
    }

    /// The sum of several moments files.
    ///
    /// - Throws: `Faults` where a file cannot be read, `MomentsFileError`, `MomentsMergeError`.
    package static func merged(_ paths: [String]) throws -> MomentsDocument {
        var total: MomentsDocument?
        for path in paths {
            let part = try MomentsDocument(reading: SmallFile.bytes(path), file: path)
            total = try total.map { try $0.merged(with: part) } ?? part
        }
        guard let total else { throw EvaluationError.noMoments }
        return total
    }
}
