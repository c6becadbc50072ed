package import TopsliceRecords
package import TopsliceCohortData
internal import TopsliceRegression
internal import TopsliceOptions
package import TopsliceVarianceShares

/// Shares of explained variance as they were asked for: rows, moments or a matrix, who shares, and how well.
package struct ImportanceRequest: Sendable {
    package enum Source: Sendable, Equatable {
        /// CSV files of one shape, `-`, or a file of moments, which brings its own formula.
        case files(paths: [String], formula: String?)
        /// A covariance or correlation matrix, and the rows behind it where known.
        case matrix(path: String, response: String, rows: Int?)
    }

    package enum Effort: Sendable, Equatable {
        /// Every subset for up to 30 regressors, sampled beyond.
        case automatic
        case exact
        /// Sampled to this distance, all regressors together, in units of R².
        case sampled(tolerance: Double)
    }

    /// Regressors up to which every subset is visited without being asked to.
    package static let mostByDefault = 30
    package static let defaultTolerance = 1e-3

    package let files: [String]
    /// With defaults filled in.
    package let options: ImportanceOptions
    /// What a study says of the rows.
    package let words: StudyOfRows
    let players: ImportancePlayers
    /// Whether dominance, interactions and the other measures are wanted too.
    let wantsFurther: Bool

    package init(
        files: [String],
        options: ImportanceOptions,
        study: Study? = nil,
        wantsFurther: Bool
    ) throws(ImportanceError) {
        var options = options
        words = StudyOfRows(study, &options.input, &options.disclosure)
        self.files = files
        self.options = options.filled
        self.wantsFurther = wantsFurther
        players = try ImportancePlayers(
            groups: options.groups,
            unions: options.unions,
            always: options.always
        )
    }

    package var source: Source {
        guard let matrix = options.matrix else {
            return .files(paths: files, formula: options.formula)
        }
        return .matrix(
            path: matrix,
            response: options.response.value("response"),
            rows: options.rows
        )
    }

    var effort: Effort {
        options.exact ?? false
            ? .exact : options.tolerance.map { .sampled(tolerance: $0) } ?? .automatic
    }

    /// Rows (or, for a matrix, a matrix of them) that R² is measured on instead.
    package var testPath: String? { options.test }
    package var confidenceLevel: Double { options.intervals.coverage }
    package var seed: UInt64 { options.seed.value("seed") }
    package var threads: Int { options.input.threadCount }
    /// Replicates; nil for influence functions where they are quick.
    var bootstrap: Int? { options.bootstrap }
    var filter: RowFilter? { options.input.filter }

    /// What a run leaves.
    package struct Run: Sendable {
        package let result: VarianceSharesResult
        /// Nil where `withoutIntervals` says why.
        package let intervals: ShareIntervals?
        /// Why there are no intervals; nil where there are some.
        package let withoutIntervals: NoIntervals?
        package let further: FurtherMeasures
        /// Whether moments were read instead of rows.
        package let isFromMoments: Bool
        package let formula: String?
        /// Rows behind the shares, where known.
        package let rows: Int?
        package let testRows: Int?
        package let weights: String?
        package let cluster: String?
        /// What became of the rows; nil without any.
        package let summary: ReadSummary?
        package let testSummary: ReadSummary?
        package let inputs: [InputRecord]
        package let warnings: [StudyWarning]
        /// Every option with its default filled in.
        package let options: [(name: String, value: String)]
        /// Whether random numbers took part.
        package let isRandom: Bool
    }

    /// What can be refused before a file is read.
    ///
    /// - Throws: `ImportanceError`, `FormulaError`.
    package func validate() throws {
        switch source {
        case .matrix:
            if bootstrap != nil { throw ImportanceError.rowsNeeded(option: "--bootstrap") }
            if options.cluster != nil { throw ImportanceError.rowsNeeded(option: "--cluster") }
            if options.weights != nil { throw ImportanceError.rowsNeeded(option: "--weights") }
            if filter != nil { throw ImportanceError.rowsNeeded(option: "--where") }
        case .files(_, let formula):
            if let formula { try checkFormula(try Formula(parsing: formula)) }
        }
        if bootstrap != nil, options.input.counts != nil, options.cluster == nil {
            throw ImportanceError.bootstrapOfCounts
        }
        if bootstrap != nil, testPath != nil { throw ImportanceError.testWithoutIntervals }
    }

    func checkFormula(_ formula: Formula) throws(ImportanceError) {
        if let column = formula.absorbed.first { throw .absorbedEffects(column) }
        guard formula.hasIntercept else { throw .noIntercept }
    }

    /// Reads what there is to read, and shares out its R².
    ///
    /// - `control`: told of the walk over subsets; the work ends with `VarianceSharesError.stopped` where it says so.
    /// - Throws: `ImportanceError`, `FormulaError`, `EvaluationError`, `Faults`, `MomentsFileError`,
    ///   `RegressionError`, `VarianceSharesError`.
    package func run(
        hashing: Bool,
        onProgress: ReadReport? = nil,
        control: WalkControl = WalkControl()
    ) throws -> Run {
        try validate()
        let input = try ImportanceInput(self, hashing: hashing, onProgress)
        do {
            return try run(input, control)
        } catch let error as VarianceSharesError {
            throw error.naming(input.label(ofColumn:))
        }
    }

    private func run(_ input: ImportanceInput, _ control: WalkControl) throws -> Run {
        let structure = try players.structure(of: input.terms)
        var control = control
        control.threads = threads
        var result = try shares(input.products, test: input.test, structure, control)
        if let document = input.document {
            try RegressorsOfFew(document, words.rule).refuse(structure, input.terms)
        }
        // Columns of terms; the user knows the terms.
        result.always = input.terms.filter { structure.always.contains($0.columns[0]) }
            .map(\.label)
        control.progress = nil
        let intervals = try intervals(input, structure, result, control)
        let further =
            wantsFurther
            ? try FurtherMeasures(
                input.products,
                test: input.test,
                players: structure,
                control: control
            ) : FurtherMeasures()
        return Run(
            result: result,
            intervals: intervals,
            withoutIntervals: intervals == nil
                ? reasonAgainstIntervals(input, result)
                    ?? .constantWithoutGroup : nil,
            further: further,
            isFromMoments: input.isFromMoments,
            formula: input.formula,
            rows: input.products.rowCount,
            testRows: input.testRows,
            weights: input.weights,
            cluster: input.cluster,
            summary: input.summary,
            testSummary: input.testSummary,
            inputs: input.records,
            warnings: input.warnings
                + cautions(result, intervals, input).map { .importance($0) },
            options: printed(input, result),
            isRandom: result.method == .sampled || intervals?.replicates != nil
        )
    }

    func shares(
        _ products: RegressorProducts,
        test: RegressorProducts?,
        _ structure: PlayerStructure,
        _ control: WalkControl
    ) throws -> VarianceSharesResult {
        let tolerance: Double
        switch effort {
        case .exact: tolerance = 0
        case .sampled(let asked): tolerance = asked
        case .automatic:
            let decided = ImportancePlayers.decided(
                structure,
                columns: products.names.count
            )
            tolerance = decided <= Self.mostByDefault ? 0 : Self.defaultTolerance
        }
        guard tolerance > 0 else {
            return try ExactShares.compute(
                products,
                test: test,
                players: structure,
                control: control
            )
        }
        return try SampledShares.compute(
            products,
            test: test,
            players: structure,
            options: .init(tolerance: tolerance, confidence: confidenceLevel, seed: seed),
            control: control
        )
    }
}
