internal import Glibc
package import TopsliceRecords

/// A cohort file that is open, with its header read: where every computation on a cohort starts.
package struct CohortFile: Sendable {
    package let source: TextSource
    /// Column names in the order of the file.
    package let header: [String]
    package let delimiter: Delimiter
    package let missingCodes: [String]
    /// The contract that faults are explained by.
    package var study: Study
    private let dataStart: Int

    /// Opens a file and reads its header.
    ///
    /// - `study`: what the wanted columns must hold; its faults are found by the careful checker whenever the file cannot be read.
    /// - Throws: `CohortFaults`.
    package init(_ path: String, study: Study) throws(CohortFaults) {
        try self.init(TextSource.open(path), study: study)
    }

    package init(_ source: TextSource, study: Study) throws(CohortFaults) {
        self.source = source
        self.study = study
        delimiter = study.delimiter
        missingCodes = study.missingCodes
        guard let found = HeaderLine.read(source, delimiter: study.delimiter.byte),
            Set(found.names).count == found.names.count,
            !found.names.contains(where: { $0.utf8.allSatisfy { $0 == .space || $0 == .tab } }),
            study.columns.allSatisfy({ found.names.contains($0.name) })
        else { throw CohortFile.faults(source, study) }
        header = found.names
        dataStart = found.end
    }

    private var columnMissingCodes: [String: [[UInt8]]] {
        var result: [String: [[UInt8]]] = [:]
        for column in study.columns {
            result[column.name] = column.missingCodes.map { Array($0.utf8) }
        }
        return result
    }

    /// A reader of some columns. Those that the header lacks must be declared in the study, so that `init` refuses the file.
    package func reader(_ requests: [ColumnRequest]) -> CohortReader {
        reader(requests, upTo: source.byteCount)
    }

    private func reader(_ requests: [ColumnRequest], upTo end: Int) -> CohortReader {
        var result = CohortReader(
            path: source.path,
            header: header,
            dataStart: dataStart,
            fileSize: end,
            delimiter: delimiter.byte,
            missingCodes: missingCodes.map { Array($0.utf8) },
            columnMissingCodes: columnMissingCodes,
            requests: requests
        )
        result.source = source
        return result
    }

    /// The columns among `names` that hold text rather than numbers, judged by the first mebibyte.
    package func textColumns(among names: [String]) throws -> Set<String> {
        guard !names.isEmpty else { return [] }
        let prefix = try HeaderLine.wholeLines(of: source, from: dataStart, most: 1 << 20)
        // Nothing whole within the mebibyte: whether it holds numbers shows when it is read.
        guard prefix > 0 || source.byteCount == dataStart else { return [] }
        let sample = reader(names.map { ColumnRequest($0, .category) }, upTo: dataStart + prefix)
        let pass = try sample.forEachBlock(
            threads: 1,
            makeState: { _ in () },
            body: { _, _ in }
        )
        var result: Set<String> = []
        for (number, name) in names.enumerated() {
            let levels = pass.tables[0][number].levels
            if levels.contains(where: { !DecimalField.isNumber($0) }) { result.insert(name) }
        }
        return result
    }

    /// Every fault of the file, as the careful checker finds them.
    package func faults() -> CohortFaults { CohortFile.faults(source, study) }

    private static func faults(_ source: TextSource, _ study: Study) -> CohortFaults {
        do {
            if let found = try checkCohort(source, study: study).error { return found }
        } catch {
            return error
        }
        return CohortFaults(
            CohortFault(
                .unreadable,
                file: source.name,
                line: 1,
                message: "the file could not be read to its end; it may have changed meanwhile"
            )
        )
    }
}
