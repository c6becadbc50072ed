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

    /// A file of moments by its name.
    package struct Held: Sendable {
        package let path: String
        package let document: MomentsDocument
    }

    /// Files of moments that are whole and go together.
    ///
    /// - Throws: `MomentsRefusal` with all that is wrong.
    package static func checked(_ paths: [String]) throws(MomentsRefusal) -> [Held] {
        var held: [Held] = []
        var causes: [MomentsRefusal.Cause] = []
        for path in paths {
            let name = FileNames().said(path)
            do {
                let bytes = try SmallFile.bytes(path)
                held.append(
                    Held(path: name, document: try MomentsDocument(reading: bytes, file: name))
                )
            } catch let error as MomentsFileError {
                causes.append(.file(error))
            } catch let error as EvaluationError {
                causes.append(.unreadable(error))
            } catch {
                preconditionFailure("a file of moments was left with \(error)")
            }
        }
        for number in held.indices.dropFirst() {
            for earlier in held.indices.prefix(number) {
                do {
                    _ = try held[earlier].document.merged(with: held[number].document)
                } catch {
                    causes.append(.merge(error, file: held[number].path))
                    break
                }
            }
        }
        guard causes.isEmpty else { throw MomentsRefusal(causes) }
        return held
    }

    /// The sum of several moments files.
    ///
    /// - Throws: `MomentsRefusal`.
    package static func merged(_ paths: [String]) throws -> MomentsDocument {
        let held = try checked(paths)
        guard var total = held.first?.document else { throw EvaluationError.noMoments }
        for part in held.dropFirst() { total = try total.merged(with: part.document) }
        return total
    }

    /// A moments file that is fit to leave, and what that cost.
    ///
    /// - Throws: `MomentsRefusal`.
    package static func sealed(
        _ path: String,
        threshold: Int
    ) throws(MomentsRefusal) -> (document: MomentsDocument, cost: SealCost) {
        let held = try checked([path])[0]
        do throws(MomentsSealError) {
            return try MomentsSealing.sealed(held.document, threshold: threshold)
        } catch {
            throw MomentsRefusal([.seal(error, file: held.path)])
        }
    }
}
