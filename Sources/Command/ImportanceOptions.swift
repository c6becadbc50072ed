internal import TopsliceCohortData
internal import TopsliceOptions
internal import TopsliceStudies

/// What `topslice importance` is asked.
struct ImportanceOptions: StatedOptions {
    var files: [String] = []
    var formula: String?
    var matrix: String?
    var response: String?
    var rows: Int?
    var groups: String?
    var unions: String?
    var always: String?
    var exact: Bool?
    var tolerance: Double?
    var test: String?
    var bootstrap: Int?
    var cluster: String?
    var weights: String?
    var intervals = IntervalOptions()
    var seed: UInt64?
    var outputs = OutputOptions()
    var input = InputOptions()

    static let entries: [OptionEntry<Self>] =
        sourceEntries + sharingEntries + effortEntries
        + IntervalOptions.entries.map { $0.within(\.intervals) }
        + [.seed(\.seed, "Seed of sampling and bootstrap.")]
        + OutputOptions.entries(
            within: \.outputs,
            csv: true,
            folder: "Folder for importance.json, importance.csv and report.html."
        )
        + InputOptions.entries.map { $0.within(\.input) }

    private static let sourceEntries: [OptionEntry<Self>] = [
        .init(
            files: "files",
            \.files,
            isRequired: false,
            "The CSV file, or several of one shape; - for standard input; or a file of moments."
        ),
        .formula(
            \.formula,
            "The model, for instance 'y ~ x1 + factor(area)'; moments bring their own."
        ),
        .init(
            "matrix",
            \.matrix,
            .path(),
            scope: .commandLine,
            "A covariance or correlation matrix as CSV, names in its first line, in place of FILE."
        ),
        .init(
            "response",
            \.response,
            .text,
            scope: .commandLine,
            "The column of the matrix that the others explain."
        ),
        .init(
            "rows",
            \.rows,
            .whole(1...1_000_000_000_000),
            scope: .commandLine,
            "Rows behind the matrix."
        ),
    ]

    private static let sharingEntries: [OptionEntry<Self>] = [
        .init(
            "groups",
            \.groups,
            .text,
            scope: .commandLine,
            "Regressors that share as one: a=x1+x2,b=x3+x4."
        ),
        .init(
            "unions",
            \.unions,
            .text,
            scope: .commandLine,
            "Regressors and groups that share among themselves only after their union: u=a+b,v=x5+x6."
        ),
        .init(
            "always",
            \.always,
            .text,
            scope: .commandLine,
            "Regressors always in: what they explain is taken out before anything is shared."
        ),
    ]

    private static let effortEntries: [OptionEntry<Self>] = [
        .init(
            "exact",
            \.exact,
            .isOn,
            scope: .commandLine,
            "Visit every subset, however long it takes (up to 45 regressors)."
        ),
        .init(
            "tolerance",
            \.tolerance,
            .between(0, 1),
            scope: .commandLine,
            default: .decided("every subset up to 30 regressors, 0.001 beyond"),
            "Sample until all shares together are this close, in R²."
        ),
        .init(
            "test",
            \.test,
            .path(),
            scope: .commandLine,
            "Rows (or a matrix) that R² is measured on, with the coefficients of FILE."
        ),
        .init(
            "bootstrap",
            \.bootstrap,
            .whole(2...1_000_000),
            scope: .commandLine,
            "Bootstrap replicates for the intervals; without it influence functions."
        ),
        .init(
            "cluster",
            \.cluster,
            .text,
            scope: .commandLine,
            "Column of clusters within which rows are alike; intervals rest on them."
        ),
        .weights(\.weights),
    ]

    func request() throws -> ImportanceRequest {
        let effort: ImportanceRequest.Effort =
            exact ?? false
            ? .exact : tolerance.map { .sampled(tolerance: $0) } ?? .automatic
        let source: ImportanceRequest.Source
        if let matrix {
            source = .matrix(path: matrix, response: response.value("response"), rows: rows)
        } else {
            source = .files(paths: files, formula: formula)
        }
        return ImportanceRequest(
            source: source,
            players: try ImportancePlayers(groups: groups, unions: unions, always: always),
            effort: effort,
            testPath: test,
            bootstrap: bootstrap,
            cluster: cluster,
            weights: weights,
            confidenceLevel: intervals.coverage,
            seed: filled.seed.value("seed"),
            delimiter: input.separator,
            missingCodes: input.missingCodes,
            filter: input.filter,
            threads: input.threadCount,
            wantsFurther: outputs.isProvenanceWritten || outputs.csv != nil
        )
    }
}

extension OptionEntry {
    static func seed(
        _ path: WritableKeyPath<Options, UInt64?> & Sendable,
        _ meaning: String
    ) -> Self {
        Self("seed", path, .seed, scope: .commandLine, default: .value(1), meaning)
    }
}
