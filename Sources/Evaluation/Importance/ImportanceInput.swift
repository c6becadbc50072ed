internal import CohortData
internal import Hashing
internal import Moments
internal import Regression
internal import VarianceShares

/// What shares of variance are computed from, however it came in: cross-products, the terms they belong to, and what
/// may be drawn anew.
struct ImportanceInput {
    let products: RegressorProducts
    private(set) var test: RegressorProducts?
    let terms: [FormulaTerm]
    private(set) var formula: String?
    private(set) var isFromMoments = false
    private(set) var weights: String?
    private(set) var cluster: String?
    private(set) var summary: ReadSummary?
    private(set) var testSummary: ReadSummary?
    private(set) var testRows: Int?
    private(set) var records: [InputRecord] = []
    private(set) var warnings: [String] = []
    private var centred: CentredMoments?
    /// Every row, where rows are the units and few enough.
    private var rows: [(weight: Double, values: [Double])] = []

    init(
        _ request: ImportanceRequest,
        hashing: Bool,
        _ onProgress: ReadReport?
    ) throws {
        switch request.source {
        case .matrix(let path, let response, let rows):
            let matrix = try Self.matrix(path, request, hashing: hashing)
            products = try RegressorProducts(
                columns: matrix.file.names,
                matrix: matrix.file.values,
                response: response,
                rowCount: rows
            )
            terms = products.names.map { FormulaTerm(matrixColumn: $0) }
            records = [matrix.record]
            warnings = matrix.warnings
            if let testPath = request.testPath {
                let other = try Self.matrix(testPath, request, hashing: hashing)
                test = try RegressorProducts(
                    columns: other.file.names,
                    matrix: other.file.values,
                    response: response
                )
                records.append(other.record)
                warnings += other.warnings
            }
        case .file(let path, let formula):
            let regression = RegressionRequest(
                path: path,
                formula: formula,
                covariance: request.cluster.map { .cluster(column: $0) } ?? .iid,
                weights: request.weights,
                confidenceLevel: request.confidenceLevel,
                delimiter: request.delimiter,
                missingCodes: request.missingCodes,
                threads: request.threads
            )
            let read =
                try Self.moments(regression, request)
                ?? Self.rows(regression, request, hashing: hashing, onProgress)
            let centred = try CentredMoments(read.document.moments)
            self.centred = centred
            products = try centred.products()
            terms = read.terms
            self.formula = read.document.model.formula
            isFromMoments = read.isFromMoments
            weights = read.document.model.weights
            cluster = read.document.model.cluster
            summary = read.summary
            rows = read.rows
            records = [read.record]
            warnings = read.warnings
            if let constant = terms.first(where: \.columns.isEmpty) {
                throw VarianceSharesError.constantRegressor(constant.label)
            }
            if let testPath = request.testPath {
                try readTest(testPath, like: read, regression, hashing: hashing, onProgress)
            }
        }
    }

    /// Whether there is anything to draw anew.
    var hasUnits: Bool {
        guard let centred else { return false }
        if cluster != nil {
            return !centred.moments.clustersFolded && centred.moments.clusters.count > 1
        }
        return rows.count > 1
    }

    /// What intervals count as independent: clusters, or rows.
    func units() throws -> ClusterProducts {
        guard let centred else { throw ImportanceError.rowsNeeded(option: "--bootstrap") }
        if cluster != nil {
            guard !centred.moments.clustersFolded else {
                throw RegressionError.momentsLackRows("drawing so many clusters")
            }
            return try centred.clusters()
        }
        if isFromMoments { throw RegressionError.momentsLackRows("drawing single rows") }
        guard !rows.isEmpty else {
            throw ImportanceError.tooManyRowUnits(rows: centred.moments.rowCount)
        }
        return try centred.clusters(ofRows: rows)
    }

    // MARK: Reading

    private static func matrix(
        _ path: String,
        _ request: ImportanceRequest,
        hashing: Bool
    ) throws -> (file: SymmetricMatrixFile, record: InputRecord, warnings: [String]) {
        let source = try TextSource.open(path)
        let reading = InputReading(source, hashing: hashing)
        let file = try SymmetricMatrixFile(reading: source, delimiter: request.delimiter)
        return (
            file, try reading.finish(rows: file.names.count), source.warnings.map(\.description)
        )
    }

    /// A model with its moments, from rows or from a file of moments.
    private struct ModelMoments {
        let document: MomentsDocument
        let terms: [FormulaTerm]
        let textColumns: Set<String>
        let rows: [(weight: Double, values: [Double])]
        let summary: ReadSummary
        let isFromMoments: Bool
        let record: InputRecord
        let warnings: [String]

        var levels: [String: [String]] {
            Dictionary(
                document.model.factors.map { ($0.column, $0.levels) },
                uniquingKeysWith: { first, _ in first }
            )
        }
    }

    /// Nil where the file is no file of moments.
    private static func moments(
        _ regression: RegressionRequest,
        _ request: ImportanceRequest
    ) throws -> ModelMoments? {
        guard let document = try regression.momentsDocument() else { return nil }
        let began = InputReading.now()
        let model = document.model
        let formula = try Formula(parsing: model.formula)
        if let asked = regression.formula, try Formula(parsing: asked) != formula {
            throw EvaluationError.otherFormula(asked: asked, held: model.formula)
        }
        try request.checkFormula(formula)
        if let asked = request.cluster, asked != model.cluster {
            throw ImportanceError.differentCluster(asked: asked, held: model.cluster)
        }
        if let asked = request.weights, asked != model.weights {
            throw ImportanceError.differentWeights(asked: asked, held: model.weights)
        }
        let factors = Set(model.factors.map(\.column))
        let levels = Dictionary(
            model.factors.map { ($0.column, $0.levels) },
            uniquingKeysWith: { first, _ in first }
        )
        // A column named bare is text where it is among the factors, unless it is there for a factor() only.
        let candidates = [factors, []].map { text in
            (text: text, terms: formula.terms(levels: levels, textColumns: text))
        }
        let regressors = Array(document.moments.columns.dropLast())
        guard let found = candidates.first(where: { $0.terms.flatMap(\.columns) == regressors })
        else {
            throw EvaluationError.otherFormula(
                asked: model.formula,
                held: regressors.joined(separator: " + ")
            )
        }
        var summary = ReadSummary()
        summary.rowsRead = document.inputs.reduce(0) { $0 + $1.rowsRead }
        summary.rowsComplete = document.inputs.reduce(0) { $0 + $1.rowsAnalysed }
        return ModelMoments(
            document: document,
            terms: found.terms,
            textColumns: found.text,
            rows: [],
            summary: summary,
            isFromMoments: true,
            record: InputRecord(
                path: regression.path,
                sha256: try SHA256Digest.of(SmallFile.bytes(regression.path)),
                rows: summary.rowsRead,
                seconds: InputReading.now() - began
            ),
            warnings: []
        )
    }

    private static func rows(
        _ regression: RegressionRequest,
        _ request: ImportanceRequest,
        hashing: Bool,
        _ onProgress: ReadReport?
    ) throws -> ModelMoments {
        let read = try regression.read(exposures: [], hashing: hashing, onProgress: onProgress) {
            problem,
            reader,
            progress in
            let made = try problem.moments(
                reader,
                threads: request.threads,
                onProgress: progress
            )
            let model = made.document.model
            let levels = Dictionary(
                model.factors.map { ($0.column, $0.levels) },
                uniquingKeysWith: { first, _ in first }
            )
            let order = made.document.moments.order
            let most =
                request.bootstrap == nil
                ? ImportanceRequest.mostRowNumbers : ImportanceRequest.mostRowNumbersDrawn
            let areFew = made.summary.rowsComplete <= most / (order * order)
            var alone = problem
            alone.covariance = .iid
            let rows =
                model.cluster == nil && request.testPath == nil && areFew
                ? try alone.designRows(reader, levels: levels, threads: 1) : []
            let terms = problem.formula.terms(levels: levels, textColumns: problem.textColumns)
            return (
                (made.document, terms, problem.textColumns, rows, made.summary), made.summary
            )
        }
        let (document, terms, textColumns, rows, summary) = read.value
        return ModelMoments(
            document: document,
            terms: terms,
            textColumns: textColumns,
            rows: rows,
            summary: summary,
            isFromMoments: false,
            record: read.input,
            warnings: read.warnings
        )
    }

    /// Reads test rows into the design of the training rows, about the means of the training rows.
    private mutating func readTest(
        _ path: String,
        like training: ModelMoments,
        _ regression: RegressionRequest,
        hashing: Bool,
        _ onProgress: ReadReport?
    ) throws {
        var other = regression
        other.path = path
        other.formula = training.document.model.formula
        other.weights = training.document.model.weights
        other.covariance = .iid
        guard try other.momentsDocument() == nil else { throw ImportanceError.momentsAsTest(path) }
        let read: (value: Moments, input: InputRecord, warnings: [String])
        var summary = ReadSummary()
        do {
            read = try other.read(
                exposures: [],
                textColumns: training.textColumns,
                hashing: hashing,
                onProgress: onProgress
            ) { problem, reader, progress in
                let made = try problem.moments(
                    reader,
                    levels: training.levels,
                    threads: regression.threads,
                    onProgress: progress
                )
                summary = made.summary
                return (made.moments, made.summary)
            }
        } catch RegressionError.unknownLevels(let column, let count) {
            throw ImportanceError.unknownLevels(path: path, column: column, count: count)
        }
        test = try centred?.products(ofTest: read.value)
        testSummary = summary
        testRows = read.value.rowCount
        records.append(read.input)
        warnings += read.warnings
    }
}

extension FormulaTerm {
    /// A column of a matrix, which is a regressor under its own name.
    init(matrixColumn name: String) {
        self.init(label: name, columns: [name], variableCount: 1)
    }
}
