internal import TopsliceCohortData
internal import TopsliceRecords
internal import TopsliceMoments
internal import TopsliceRegression
internal import TopsliceVarianceShares

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
    private(set) var warnings: [StudyWarning] = []
    /// Intervals in which every row is a unit; nil where clusters are, or they were not to be had.
    private(set) var rowIntervals: ShareIntervals?
    private var centred: CentredMoments?
    /// The moments of the rows; nil of a matrix.
    private(set) var document: MomentsDocument?
    /// Every row, where rows are to be drawn anew and few enough.
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
        case .files(let paths, let formula):
            var model = RegressionOptions()
            model.formula = formula
            model.covariance = request.options.cluster.map { .cluster(column: $0) } ?? .iid
            model.weights = request.options.weights
            model.intervals = request.options.intervals
            model.input = request.options.input
            let regression = RegressionRequest(
                paths: paths,
                options: model,
                study: request.words.study
            )
            let read =
                try ModelMoments.ofMoments(regression, request)
                ?? ModelMoments.ofRows(regression, request, hashing: hashing, onProgress)
            document = read.document
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
            rowIntervals = read.rowIntervals
            records = read.records
            warnings = read.warnings
            if let constant = terms.first(where: \.columns.isEmpty) {
                throw VarianceSharesError.constantRegressor(constant.label)
            }
            if let testPath = request.testPath {
                try readTest(testPath, like: read, regression, hashing: hashing, onProgress)
            }
        }
    }

    /// Whether there are several clusters.
    var hasClusters: Bool {
        guard let centred, cluster != nil else { return false }
        return !centred.moments.clustersFolded && centred.moments.clusters.count > 1
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

    /// How messages name a column: a level of a factor by its term.
    func label(ofColumn name: String) -> String {
        guard let term = terms.first(where: { $0.columns.contains(name) }), term.label != name
        else {
            return name
        }
        return "a level of \(term.label)"
    }

    // MARK: Reading

    private static func matrix(
        _ path: String,
        _ request: ImportanceRequest,
        hashing: Bool
    ) throws -> (file: SymmetricMatrixFile, record: InputRecord, warnings: [StudyWarning]) {
        let source = try TextSource.open(path)
        let reading = InputReading(TextRows(source), hashing: hashing)
        let file = try SymmetricMatrixFile(
            reading: source,
            delimiter: request.options.input.separator
        )
        return (
            file, try reading.finish(rows: [file.names.count])[0], source.warnings.map { .file($0) }
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
        other.paths = [path]
        other.options.formula = training.document.model.formula
        other.options.weights = training.document.model.weights
        other.options.covariance = .iid
        guard try other.momentsDocument() == nil else { throw ImportanceError.momentsAsTest(path) }
        let read: (value: Moments, inputs: [InputRecord], warnings: [StudyWarning])
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
        records += read.inputs
        warnings += read.warnings
    }
}

extension FormulaTerm {
    /// A column of a matrix, which is a regressor under its own name.
    init(matrixColumn name: String) {
        self.init(label: name, columns: [name], variableCount: 1)
    }
}
