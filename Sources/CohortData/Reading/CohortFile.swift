internal import Glibc
package import TopsliceRecords

/// A cohort that is open, in one file or several of one shape, with its header read: where every computation on a cohort starts.
package struct CohortFile: Sendable {
    package let source: any RowSource
    /// Column names in the order of the file.
    package let header: [String]
    package let delimiter: Delimiter
    package let missingCodes: [String]
    /// The contract that faults are explained by.
    package let study: Study
    /// Columns nobody declared that are taken as words.
    package private(set) var wordColumns: Set<String> = []
    private let filter: BoundFilter?

    /// Opens a file and reads its header.
    ///
    /// - `study`: what the wanted columns must hold; its faults are found by the careful checker whenever the file cannot be read.
    /// - Throws: `Faults`.
    package init(_ path: String, study: Study) throws(Faults) {
        try self.init(openRows([path]), study: study)
    }

    package init(_ source: any RowSource, study: Study) throws(Faults) {
        var study = study.withCounts
        delimiter = study.delimiter
        missingCodes = study.missingCodes
        var source = source
        guard let names = source.readHeader(study),
            Set(names).count == names.count,
            !names.contains(where: { $0.utf8.allSatisfy { $0 == .space || $0 == .tab } }),
            HeaderChecker.required(study).allSatisfy({ names.contains($0) })
        else { throw CohortFile.faults(source, study) }
        // What has the type of a number is one: a column of nothing but infinities is no column of words.
        let numbers = source.numbers(among: study.undeclaredCovariates)
        for name in study.undeclaredCovariates where numbers.contains(name) {
            study.columns.append(StudyColumn(name: name, type: .number, missingAllowed: true))
        }
        header = names
        self.study = study
        self.source = source
        do throws(RowFilterFault) {
            filter =
                if let asked = study.filter {
                    try BoundFilter(asked, header: names, study: study)
                } else {
                    nil
                }
        } catch {
            throw CohortFile.faults(source, study)
        }
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
        var result = CohortReader(
            source: source,
            header: header,
            missingCodes: missingCodes.map { Array($0.utf8) },
            columnMissingCodes: columnMissingCodes,
            requests: requests + (study.counts.map { [ColumnRequest($0, .count)] } ?? [])
        )
        result.wordColumns = wordColumns
        result.flagColumns = flagColumns
        result.filter = filter
        return result
    }

    /// Columns that are declared to hold flags, or may hold them.
    private var flagColumns: [String: FlagRule] {
        var result: [String: FlagRule] = [:]
        for column in study.columns where column.type == .binary {
            result[column.name] = FlagRule(column)
        }
        for name in study.numbersOrFlags { result[name] = FlagRule() }
        return result
    }

    /// Runs `body` with the types that the beginning of the file suggests for columns nobody declared; once more, with the
    /// types of the whole file, where reading contradicts them.
    ///
    /// A column's type follows from all of its cells: numbers where every cell is one, words where none is, and else the file
    /// is refused. So the answer does not depend on the order of the rows.
    /// - Throws: `Faults` with every fault of the file, found by the careful checker; what `body` throws.
    package mutating func reading<Value>(_ body: (CohortFile) throws -> Value) throws -> Value {
        do {
            if wordColumns.isEmpty { wordColumns = try supposedWords() }
            return try body(self)
        } catch is ReadInterruption {
            let supposed = wordColumns
            take(typesOf: try checked())
            guard wordColumns != supposed else { throw CohortFile.unreadable(source) }
            do {
                return try body(self)
            } catch is ReadInterruption {
                throw CohortFile.unreadable(source)
            }
        }
    }

    /// Takes the types of undeclared columns from a check of the whole file.
    package mutating func take(typesOf report: CheckReport) {
        let undeclared = study.undeclaredCovariates
        wordColumns = Set(
            report.columns.filter { $0.type == .category && undeclared.contains($0.name) }
                .map(\.name)
        )
    }

    /// The undeclared columns that hold words, as far as the source can tell.
    private func supposedWords() throws -> Set<String> {
        let names = study.undeclaredCovariates
        guard !names.isEmpty else { return [] }
        return try source.words(
            among: names,
            reader: reader(names.map { ColumnRequest($0, .category) })
        )
    }

    /// Every fault of the file, as the careful checker finds them.
    package func faults() -> Faults { CohortFile.faults(source, study) }

    /// The lines on which an outcome that is else 0 or 1 is neither, as one fault.
    package func faults(notBinary name: String) -> Faults {
        var binary = study
        binary.columns.removeAll { $0.name == name }
        binary.columns.append(
            StudyColumn(
                name: name,
                type: .binary,
                missingAllowed: true,
                missingCodes: study.column(name)?.missingCodes ?? []
            )
        )
        return CohortFile.faults(source, binary)
    }

    private func checked() throws(Faults) -> CheckReport {
        try source.refuseIfChanged()
        let report = try checkCohort(source, study: study)
        if let error = report.error { throw error }
        return report
    }

    private static func faults(_ source: any RowSource, _ study: Study) -> Faults {
        do throws(Faults) {
            try source.refuseIfChanged()
            return try checkCohort(source, study: study).error ?? unreadable(source)
        } catch {
            return error
        }
    }

    private static func unreadable(_ source: any RowSource) -> Faults {
        InputFile.fault(
            .unreadable,
            source.name,
            "the file could not be read to its end; it may have changed meanwhile"
        )
    }
}
