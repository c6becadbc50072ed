internal import TopsliceOptions
internal import TopsliceRecords

extension Study {
    /// Reads a study file.
    ///
    /// - Throws: `StudyError` with every fault as `file:line:column: key 'x': …`.
    package static func read(_ path: String) throws(StudyError) -> Study {
        do {
            return try StudyReader.study(in: YAMLDocument.read(path))
        } catch {
            throw StudyError(error)
        }
    }

    /// Reads a study from the bytes of its YAML text.
    ///
    /// - Parameter file: what messages call it.
    package static func parse(_ bytes: [UInt8], file: String) throws(StudyError) -> Study {
        do {
            return try StudyReader.study(in: YAMLDocument.parse(bytes, file: file))
        } catch {
            throw StudyError(error)
        }
    }
}

/// What is wrong with a study file: one line of text a fault, `file:line:column: key 'x': …`.
package struct StudyError: Error, Sendable, Equatable, CustomStringConvertible {
    package let messages: [String]

    init(_ faults: Faults) {
        messages = faults.faults.map(\.description)
    }

    package var description: String { messages.joined(separator: "\n") }
}

/// Reads the keys of a study, all faults at once.
struct StudyReader {
    private static let statements =
        StudyFileOptions.entries.map(\.statement) + StudyAnalysis.entries.map(\.statement)

    private let root: YAMLMap
    private var study = Study()

    static func study(in document: YAMLDocument) throws(Faults) -> Study {
        var faults = FaultList(file: document.file)
        guard let root = document.root.map(&faults) else {
            throw Faults(faults.faults)
        }
        var reader = StudyReader(root: root)
        reader.read(&faults)
        try faults.throwIfAny()
        return reader.study
    }

    private init(root: YAMLMap) {
        self.root = root
    }

    private mutating func read(_ faults: inout FaultList) {
        root.refuseUnknownKeys(known: Self.statements.map(\.name), &faults)
        var reader = RequestReader(root, path: faults.file, faults: faults)
        let options = StudyFileOptions(&reader).filled
        study.isStrict = options.strict.value("strict")
        study.delimiter = options.delimiter.value("delimiter")
        study.missingCodes = options.missingCodes ?? []
        study.allowedIdentifiers = options.allowedIdentifiers ?? []
        study.filter = options.filter
        study.counts = options.counts
        study.analysis = StudyAnalysis(&reader)
        faults = reader.faults
        if let columns = root.map("columns", &faults) {
            study.columns = columns.entries.compactMap { entry in
                StudyColumnReader(name: entry.key).column(in: entry.value, &faults)
            }
            checkAfter(columns, &faults)
        }
        study.labels.question = options.question.flatMap { StudyLabelsReader.words($0, &faults) }
        study.labels.unit = options.unit.flatMap { StudyLabelsReader.words($0, &faults) }
        if let labels = root.map("labels", &faults) {
            var reader = StudyLabelsReader(study: study)
            study.labels.columns = reader.columns(labels, &faults)
        }
        checkRoles(&faults)
        checkFilter(&faults)
    }

    /// A comparison must suit the declared type of its column.
    private func checkFilter(_ faults: inout FaultList) {
        guard let filter = study.filter, let node = root["where"] else { return }
        for comparison in filter.comparisons {
            let declared = study.column(comparison.column)
            if declared == nil, study.isStrict {
                let name = escapedName(comparison.column)
                let hint = Spelling.suggestion(
                    for: comparison.column,
                    among: study.columns.map(\.name)
                )
                faults.add(.value, node, "'\(name)' is not a declared column\(hint)")
            }
            do throws(RowFilterFault) {
                _ = try comparison.typed(by: declared?.type)
            } catch {
                faults.add(.value, node, "'\(escapedName(error.column))' \(error.message)")
            }
        }
    }

    /// The column named by `after` must be a date, and not the same.
    private func checkAfter(_ columns: YAMLMap, _ faults: inout FaultList) {
        let dates = study.columns.filter { $0.type == .date }.map(\.name)
        for entry in columns.entries {
            guard case .map = entry.value.content,
                let after = study.column(entry.key)?.after,
                let node = entry.value.map(&faults)?["after"]
            else { continue }
            if after == entry.key || !dates.contains(after) {
                let others = dates.filter { $0 != entry.key }
                let hint = Spelling.suggestion(for: after, among: others)
                faults.add(.value, node, "expected another column of type date\(hint)")
            }
        }
    }

    // MARK: Roles

    private func checkRoles(_ faults: inout FaultList) {
        let numeric: Set<ColumnType> = [.binary, .integer, .number]
        checkRole("outcome", numeric, &faults)
        checkRole("outcomes", numeric, &faults)
        checkFamilies(&faults)
        checkRole("times", numeric, &faults)
        checkRole("exposure", numeric, &faults)
        checkRole("before", numeric, &faults)
        checkRole("weights", numeric, &faults)
        checkRole("cluster", [.id, .category, .integer, .binary], &faults)
        checkRole("agencies", [.binary], &faults)
        checkRole("covariates", numeric.union([.category]), &faults)
        checkRole("categorical", numeric.union([.category]), &faults)
        checkRole("agency_by", numeric, &faults)
        checkOutcomeAlone(&faults)
        if let agencies = study.analysis.agencies, agencies.count > StudyAnalysis.agencyLimit,
            let node = root["agencies"]
        {
            let limit = StudyAnalysis.agencyLimit
            faults.add(
                .limit,
                node,
                "\(agencies.count) agencies, at most \(limit) can be attributed"
            )
        }
    }

    /// Each column of a role must be declared (where the study is strict), of a fitting type, and named once.
    private func checkRole(
        _ key: String,
        _ types: Set<ColumnType>,
        _ faults: inout FaultList
    ) {
        var seen: Set<String> = []
        for node in columnNodes(key) {
            guard case .scalar(let scalar) = node.content, !scalar.isEmpty else { continue }
            let name = scalar.text
            let shown = escapedName(name)
            if !seen.insert(name).inserted {
                faults.add(.value, node, "the column '\(shown)' is named twice")
            }
            guard let column = study.column(name) else {
                if study.isStrict {
                    let names = study.columns.map(\.name)
                    let hint = Spelling.suggestion(for: name, among: names)
                    faults.add(.value, node, "'\(shown)' is not a declared column\(hint)")
                }
                continue
            }
            if !types.contains(column.type) {
                let fitting = ColumnType.allCases.filter(types.contains).map(\.rawValue)
                let expected = fitting.joined(separator: " or ")
                let message =
                    "the column '\(shown)' is of type \(column.type.rawValue), expected \(expected)"
                faults.add(.value, node, message)
            }
        }
    }

    /// A family is that of an outcome asked for.
    private func checkFamilies(_ faults: inout FaultList) {
        guard let outcomes = study.analysis.outcomes, let node = root["families"],
            let families = node.map(&faults)
        else { return }
        for entry in families.entries where !outcomes.contains(entry.key) {
            let hint = Spelling.suggestion(for: entry.key, among: outcomes)
            faults.add(
                .value,
                entry.value,
                "'\(escapedName(entry.key))' is none of the outcomes\(hint)"
            )
        }
    }

    /// An outcome cannot explain itself, and an agency cannot be a covariate as well.
    private func checkOutcomeAlone(_ faults: inout FaultList) {
        let outcomes = Set(study.analysis.outcomeNames)
        let agencies = Set(study.analysis.agencies ?? [])
        for key in [
            "agencies", "covariates", "categorical", "agency_by", "before", "weights", "times",
            "exposure",
        ] {
            for node in columnNodes(key) {
                guard case .scalar(let scalar) = node.content else { continue }
                if outcomes.contains(scalar.text) {
                    let which =
                        outcomes.count == 1
                        ? "the outcome" : "the outcome '\(escapedName(scalar.text))'"
                    faults.add(.value, node, "\(which) cannot stand here too")
                } else if key != "agencies", agencies.contains(scalar.text) {
                    faults.add(
                        .value,
                        node,
                        "the agency '\(escapedName(scalar.text))' cannot stand here too"
                    )
                }
            }
        }
    }

    private func columnNodes(_ key: String) -> [YAMLNode] {
        guard let node = root[key] else { return [] }
        switch node.content {
        case .scalar: return [node]
        case .list(let items): return items
        case .map: return []
        }
    }
}
