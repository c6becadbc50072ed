internal import TopsliceCohortData
internal import TopsliceOptions
internal import TopsliceStudies

/// What `topslice importance` is asked, and where its answer goes.
struct ImportanceCommandOptions: StatedOptions {
    var files: [String] = []
    var study: String?
    var model = ImportanceOptions()
    var outputs = OutputOptions()

    static let alternatives = InputOptions.alternatives

    static let entries: [OptionEntry<Self>] =
        [
            .init(
                files: "files",
                \.files,
                isRequired: false,
                "The CSV file, or several of one shape; - for standard input; or a file of moments."
            ),
            .studyOfRows(\.study),
        ]
        + ImportanceOptions.entries.map { $0.within(\.model) }
        + OutputOptions.entries(
            within: \.outputs,
            csv: true,
            folder: "Folder for importance.json, importance.csv and report.html."
        )

    func request() throws -> ImportanceRequest {
        try ImportanceRequest(
            files: files,
            options: model,
            study: try study.map { try Study.read($0) },
            wantsFurther: outputs.isProvenanceWritten || outputs.csv != nil
        )
    }
}
