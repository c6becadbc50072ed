import TopsliceCohortData
internal import TopsliceOptions
package import TopsliceRecords

private typealias Keys = AnalysisProtocol.Keys

/// A protocol that was read, for an analysis to be held against.
package struct HeldProtocol: Sendable {
    package let content: AnalysisProtocol
    let file: FileBytes
    /// Where each part of the data stands.
    private let places: [String: YAMLNode]
    private let optionsNode: YAMLNode

    /// - Throws: every fault of the file, located.
    package init(reading path: String) throws(Faults) {
        let limits = YAMLLimits()
        do throws(FileTrouble) {
            file = try FileBytes(reading: path, limit: limits.byteCount)
        } catch {
            throw Faults(Fault(error, file: path))
        }
        let document = try YAMLDocument.parse(file.bytes, file: path, limits: limits)
        var faults = FaultList(file: path)
        guard let root = document.root.map(&faults), let form = root[Keys.form] else {
            faults.add(
                .type,
                document.root,
                "holds no protocol, expected what topslice protocol writes"
            )
            throw faults.ordered()
        }
        if form.text(&faults) != AnalysisProtocol.form {
            faults.add(
                .value,
                form,
                "is of another version, expected '\(AnalysisProtocol.form)'"
            )
            throw faults.ordered()
        }
        root.refuseUnknownKeys(
            known: [Keys.form, Keys.question, Keys.options, Keys.data, Keys.study],
            &faults
        )
        root.require([Keys.options, Keys.data], &faults)
        var places: [String: YAMLNode] = [:]
        let data = root.map(Keys.data, &faults)
        if let data {
            let keys = [Keys.rows, Keys.agencies, Keys.columns, Keys.sha256, Keys.hasOutcome]
            data.require(keys, &faults)
            data.refuseUnknownKeys(known: keys, &faults)
            for key in keys { places[key] = data[key] }
        }
        let chosen = root.map(Keys.options, &faults)
        chosen?.refuseUnknownKeys(known: Self.optionNames, &faults)
        let options = chosen?.entries.compactMap { entry in
            entry.value.text(&faults).map {
                AnalysisProtocol.Choice(name: entry.key, value: $0)
            }
        }
        let rows = data?.integer(Keys.rows, &faults)
        let agencies = data?.texts(Keys.agencies, &faults)
        let columns = data?.texts(Keys.columns, &faults)
        let digest = data?.text(Keys.sha256, &faults)
        let hasOutcome = data?[Keys.hasOutcome].flatMap { $0.bool(&faults) }
        let question = root.text(Keys.question, &faults)
        let study = root.text(Keys.study, &faults)
        guard faults.isEmpty, let options, let rows, let agencies, let columns, let digest,
            let hasOutcome
        else {
            throw faults.ordered()
        }
        content = AnalysisProtocol(
            question: question,
            options: options,
            data: RecordedData(
                rows: rows,
                agencies: agencies,
                columns: columns,
                sha256: digest,
                hasOutcome: hasOutcome
            ),
            study: study
        )
        self.places = places
        optionsNode = root[Keys.options] ?? form
    }

    /// Every option that can be recorded.
    private static let optionNames =
        (StudyAnalysis.entries.map(\.statement) + DisclosureOptions.entries.map(\.statement)
        + IntervalOptions.entries.map(\.statement) + InputOptions.entries.map(\.statement))
        .map(\.name)

    /// The outcomes that were recorded.
    private var outcomes: [String] {
        content.options.filter { $0.name == "outcome" || $0.name == StudyAnalysis.outcomesName }
            .flatMap { $0.value.split(separator: ",").map(String.init) }
    }

    /// Refuses other agencies, outcomes that were none or were looked at, and a file that lacks what was recorded.
    func refuse(
        unlike agencies: [String],
        outcomes asked: [String],
        header: [String],
        of name: String
    ) throws(Faults) {
        var faults = FaultList(file: file.name)
        let seen = asked.filter(content.data.columns.contains)
        if !seen.isEmpty {
            add(
                Keys.columns,
                "the protocol looked at \(Self.list(seen)), now an outcome: it was recorded after that was seen",
                &faults
            )
        } else if !asked.isEmpty, outcomes.allSatisfy({ !asked.contains($0) }) {
            faults.add(
                .value,
                optionsNode,
                "are of the outcome \(Self.list(outcomes)), not of \(Self.list(asked)); an analysis of that needs a protocol of its own"
            )
        }
        if Set(content.data.agencies) != Set(agencies) {
            add(
                Keys.agencies,
                "are others than the agencies asked of, \(Self.list(agencies)); an analysis of these needs a protocol of its own",
                &faults
            )
        }
        let absent = content.data.columns.filter { !header.contains($0) }
        if !absent.isEmpty {
            let (noun, verb) = absent.count == 1 ? ("column", "is") : ("columns", "are")
            add(
                Keys.columns,
                "\(noun) \(Self.list(absent)) \(verb) not in \(escapedName(name))",
                &faults
            )
        }
        try faults.throwIfAny()
    }

    /// Refuses a file of other rows.
    func refuse(unlike rows: Int, of name: String) throws(Faults) {
        guard rows != content.data.rows else { return }
        var faults = FaultList(file: file.name)
        add(
            Keys.rows,
            "is \(content.data.rows), but \(escapedName(name)) has \(rows) rows",
            &faults
        )
        try faults.throwIfAny()
    }

    private static func list(_ names: [String]) -> String {
        names.map { "'\(escapedName($0))'" }.joined(separator: ", ")
    }

    private func add(_ key: String, _ message: String, _ faults: inout FaultList) {
        guard let node = places[key] else {
            preconditionFailure("a protocol was read without the place of '\(key)'")
        }
        faults.add(.value, node, message)
    }

    /// Lists of columns whose order decides nothing.
    private static let unordered: Set = [
        "covariates", "categorical", "linear", "splines", "agency_by",
    ]

    private static func parts(_ list: String) -> [Substring] { list.split(separator: ",").sorted() }

    /// What of an analysis is other than was recorded.
    func compared(
        question: String?,
        options: [(name: String, value: String)],
        data: RecordedData,
        study: String?
    ) -> ProtocolComparison {
        let used = options.map { AnalysisProtocol.choice($0.name, $0.value) }
        var deviations: [ProtocolComparison.Deviation] = []
        func compare(_ subject: ProtocolComparison.Subject, _ planned: String?, _ used: String?) {
            guard planned != used else { return }
            deviations.append(.init(subject: subject, planned: planned, used: used))
        }
        compare(.question, content.question, question)
        for choice in content.options {
            let now = used.first { $0.name == choice.name }?.value
            guard
                !Self.unordered.contains(choice.name)
                    || now.map(Self.parts) != Self.parts(choice.value)
            else { continue }
            compare(.option(choice.name), choice.value, now)
        }
        for choice in used where !content.options.contains(where: { $0.name == choice.name }) {
            compare(.option(choice.name), nil, choice.value)
        }
        compare(.data, content.data.sha256, data.sha256)
        compare(.study, content.study, study)
        return ProtocolComparison(
            file: file.name,
            sha256: file.sha256,
            hadOutcome: content.data.hasOutcome,
            deviations: deviations
        )
    }
}
