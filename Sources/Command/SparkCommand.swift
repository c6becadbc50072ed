internal import ArgumentParser
internal import TopsliceCohortData
internal import TopsliceMoments
internal import TopsliceOptions
internal import TopsliceSpark
internal import TopsliceStudies
import TopsliceFormats
internal import TopsliceRegression

/// `topslice spark`: cells or moments of a table that is on a cluster.
struct SparkCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "spark",
        abstract:
            "Make cells or moments of a table on a Spark cluster, for the other commands to go on from.",
        usage: Given<SparkOptions>.usage("spark"),
        discussion: """
            --print writes one self-contained PySpark program (numpy and pyarrow only), for a notebook or a scheduler; \
            --submit runs it through spark-submit and checks what comes back. Give --cells for people who agree in some \
            columns, which every command reads with --counts people; or --formula for moments, which regress, importance \
            and, of linear models, attribute read. Families other than gaussian are fitted on the cluster, in one pass \
            an iteration. See docs/spark.md.
            """
    )

    @OptionGroup var given: Given<SparkOptions>

    func validate() throws {
        let options = given.options
        guard options.print ?? false || options.submit ?? false else {
            throw ValidationError(
                "give --print for the program, or --submit to run it through spark-submit"
            )
        }
        if options.submit ?? false, options.output == nil {
            throw ValidationError("--output is missing: where the cells or moments go")
        }
        try options.job().check()
    }

    func run() throws {
        let options = given.options
        let job = try options.job()
        let isPrinted = options.print ?? false
        let outputs = try Outputs(
            files: [.csv: options.output ?? "-"],
            force: options.force ?? false,
            inputs: []
        )
        guard !isPrinted else {
            let program = try SparkProgram(job)
            return try outputs.write(singles: [.csv: { .bytes(program.bytes) }])
        }
        let made = try SparkSubmission(
            job,
            master: options.master,
            settings: options.settings ?? []
        ).run()
        let bytes = try checked(made.bytes, job)
        try outputs.write(singles: [.csv: { .bytes(bytes) }], warnings: made.warnings)
    }

    /// What came back, in the form that this program writes itself.
    private func checked(_ bytes: [UInt8], _ job: SparkJob) throws -> [UInt8] {
        switch job.product {
        case .cells:
            guard bytes.last == UInt8(ascii: "\n") else {
                throw SparkError.notItsFile("its last line has no end")
            }
            return bytes
        case .moments:
            let document = try MomentsDocument(reading: bytes, file: job.source.shown)
            return Array(try document.text().utf8)
        }
    }
}

struct SparkOptions: StatedOptions {
    var path: String?
    var table: String?
    var query: String?
    var cells: [String]?
    var leastPeople: Int?
    var formula: String?
    var family: Family?
    var cluster: String?
    var weights: String?
    var exposures: [String]?
    var counts: String?
    var missing: [String]?
    var print: Bool?
    var submit: Bool?
    var master: String?
    var settings: [String]?
    var output: String?
    var force: Bool?

    static let alternatives = [
        ["path", "table", "query"], ["cells", "formula"], ["print", "submit"],
    ]

    static let entries: [OptionEntry<Self>] = rows + product + running

    private static let rows: [OptionEntry<Self>] = [
        .init(
            "path",
            \.path,
            .text,
            scope: .argument,
            "The Parquet file, folder or pattern, on anything that Spark reads, such as s3a://BUCKET/people."
        ),
        .init(
            "table",
            \.table,
            .text,
            scope: .commandLine,
            "The table of Spark's catalogue that is read, perhaps with its schema."
        ),
        .init(
            "query",
            \.query,
            .text,
            scope: .commandLine,
            "The query of Spark SQL whose rows are read; one that changes data is refused."
        ),
        .counts(\.counts, scope: .commandLine),
        .init(
            "missing_codes",
            \.missing,
            .columns,
            flag: "missing",
            scope: .commandLine,
            "Texts that count as missing besides the empty field, separated by commas."
        ),
    ]

    private static let product: [OptionEntry<Self>] = [
        .init(
            "cells",
            \.cells,
            .columns,
            scope: .commandLine,
            "Columns that tell cells apart, separated by commas."
        ),
        .init(
            "least_people",
            \.leastPeople,
            .whole(1...1_000_000),
            scope: .commandLine,
            default: .value(1),
            "Cells of fewer people are left out, and it is said how many."
        ),
        .formula(
            \.formula,
            "The model whose moments are made, for instance 'y ~ x1 + factor(area)'."
        ),
        .init(
            "family",
            \.family,
            .choice,
            scope: .commandLine,
            default: .value(.gaussian),
            "Distribution of the outcome"
        ),
        .momentsCluster(\.cluster),
        .weights(\.weights),
        .momentsExposures(\.exposures),
    ]

    private static let running: [OptionEntry<Self>] = [
        .init(
            "print",
            \.print,
            .isOn,
            scope: .commandLine,
            "Write the program to --output, by default standard output, and run nothing."
        ),
        .init(
            "submit",
            \.submit,
            .isOn,
            scope: .commandLine,
            "Run the program through spark-submit (of SPARK_HOME, where that is set)."
        ),
        .init(
            "master",
            \.master,
            .text,
            scope: .commandLine,
            "With --submit: the cluster, such as local[4], yarn or spark://HOST:7077; else that of Spark's settings."
        ),
        .init(
            "settings",
            \.settings,
            .columns,
            flag: "conf",
            scope: .commandLine,
            "With --submit: further settings of Spark, such as spark.executor.memory=4g, separated by commas."
        ),
        .init(
            "output",
            \.output,
            .path(),
            scope: .commandLine,
            "Where the cells (CSV), the moments or the program go; - for standard output."
        ),
        .force(\.force),
    ]

    func job() throws -> SparkJob {
        let source: SparkJob.Source
        switch (path, table, query) {
        case (let path?, _, _): source = .parquet(path)
        case (_, let table?, _): source = .table(table)
        case (_, _, let query?): source = .query(query)
        default:
            throw ValidationError("no rows are named: give a Parquet path, --table or --query")
        }
        let product: SparkJob.Product
        if let cells {
            let own = [
                ("--family", family == nil), ("--cluster", cluster == nil),
                ("--weights", weights == nil), ("--exposures", exposures == nil),
            ].first { !$0.1 }
            if let own {
                throw ValidationError("\(own.0) goes with --formula: name its columns in --cells")
            }
            product = .cells(columns: cells, leastPeople: filled.leastPeople.value("least_people"))
        } else if let formula {
            guard leastPeople == nil else {
                throw ValidationError("--least-people goes with --cells; seal moments instead")
            }
            product = .moments(
                .init(
                    formula: try Formula(parsing: formula),
                    family: filled.family.value("family"),
                    cluster: cluster,
                    weights: weights,
                    exposures: exposures ?? []
                )
            )
        } else {
            throw ValidationError("nothing to make is named: give --cells COLUMNS or --formula")
        }
        var job = SparkJob(source: source, product: product)
        job.missing = missing ?? []
        job.counts = counts
        return job
    }
}
