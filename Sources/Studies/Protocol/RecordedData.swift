import TopsliceCohortData
import TopsliceRecords

/// What a protocol says of the data: all of them but the outcome, which it does not look at.
package struct RecordedData: Sendable, Equatable {
    /// Records of the file, with those that the filter leaves out.
    package var rows: Int
    package var agencies: [String]
    /// Columns with a role that are no outcomes, the agencies among them.
    package var columns: [String]
    /// Of what these columns hold, record by record in any order, whatever is made of it.
    package var sha256: String
    /// Whether the file held an outcome that was asked for.
    package var hasOutcome: Bool

    package init(
        rows: Int,
        agencies: [String],
        columns: [String],
        sha256: String,
        hasOutcome: Bool
    ) {
        self.hasOutcome = hasOutcome
        self.rows = rows
        self.agencies = agencies
        self.columns = columns
        self.sha256 = sha256
    }

    /// Looks at some columns of a cohort.
    ///
    /// - Throws: `Faults`, `HashingError`.
    init(
        of source: any RowSource,
        _ contract: Study,
        agencies: [String],
        columns: [String]
    ) throws {
        var blind = Study.blind(contract)
        blind.columns = columns.map { name in
            let declared = contract.column(name)
            if let declared, declared.type == .binary { return declared }
            return StudyColumn(
                name: name,
                type: agencies.contains(name) ? .binary : .category,
                missingAllowed: true,
                missingCodes: declared?.missingCodes ?? []
            )
        }
        let report = try checkCohort(source, study: blind, digesting: columns)
        if let faults = report.error { throw faults }
        guard let content = report.contentSum else { throw HashingError.unavailable }
        let outcomes = contract.analysis.outcomeNames
        self.init(
            rows: report.recordCount,
            agencies: agencies,
            columns: columns,
            sha256: try SHA256Digest.of(
                Array((columns.sorted() + [content]).joined(separator: "\n").utf8)
            ),
            hasOutcome: report.columns.contains { outcomes.contains($0.name) }
        )
    }
}

extension Study {
    /// What is known of a file before anything is said of its columns.
    fileprivate static func blind(_ contract: Study) -> Study {
        Study(
            delimiter: contract.delimiter,
            missingCodes: contract.missingCodes,
            refusesIdentifiers: false
        )
    }

    /// The columns of a file; nil where it has no header that can be read.
    static func header(of source: any RowSource, _ contract: Study) -> [String]? {
        var source = source
        return source.readHeader(blind(contract))
    }

    /// Columns with a role that say nothing of an outcome.
    var columnsBesideOutcomes: [String] {
        let outcomes =
            analysis.outcomeNames + (analysis.times?.values ?? [])
            + [analysis.exposure].compactMap { $0 }
        return analysis.columns.filter { !outcomes.contains($0) }
    }
}
