import TopsliceMoney
import TopsliceRecords

/// What an agreement takes from a table of parameters.
struct UsedParameters {
    var rows: [UsedParameter] = []
    /// In the order of the agreement.
    var uses: [ParameterUse] = []
}

/// The parameters of a year: a table of `name,part,value,from,to,source`, whose values stand in an agreement as
/// `$name`.
struct Parameters {
    /// Every row that holds on the first day of the term.
    private(set) var rows: [UsedParameter] = []
    /// Names of rows of other days, which are not missed.
    private var names: Set<String> = []
    /// Names of rows with a fault, of which nothing more is said.
    private var faulty: Set<String> = []
    private let day: CalendarDate?
    /// Whether the table was read, so that a name it lacks is a fault.
    private var isKnown = false

    /// A table that could not be read: whatever is named in it stays open.
    static let unread = Parameters()

    private init() { day = nil }

    private static let columns = ["name", "part", "value", "from", "to", "source", "note"]

    /// Who names the table.
    enum Origin {
        /// The agreement, beside which it lies.
        case stated(StatedPath, Field)
        case given(String)
    }

    /// - Parameters:
    ///   - mapping: how the columns of the table are headed.
    ///   - day: on which values hold.
    init(
        _ origin: Origin,
        headedBy mapping: ColumnMapping?,
        on day: CalendarDate?,
        _ faults: inout FaultBook
    ) {
        self.day = day
        let required = ["name", "value", "source"]
        let table: DelimitedTable?
        switch origin {
        case .stated(let path, let field):
            table = DelimitedTable.read(
                path,
                mapping: mapping,
                required: required,
                known: Self.columns,
                askedBy: field,
                &faults
            )
        case .given(let path):
            table = DelimitedTable.read(
                path,
                mapping: mapping,
                required: required,
                known: Self.columns,
                &faults
            )
        }
        guard let table else { return }
        isKnown = true
        var stated: [Key: [UsedParameter]] = [:]
        var accepted: [(key: Key, row: UsedParameter)] = []
        for row in table.rows {
            guard let read = Self.read(row, &faults) else {
                if let name = row["name"]?.text { faulty.insert(name) }
                continue
            }
            names.insert(read.name)
            let key = Key(name: read.name, part: read.part)
            if let before = stated[key]?.first(where: { $0.holdsWith(read) }) {
                faults.add(
                    Fault(
                        place: row.place,
                        subject: .column("name"),
                        message:
                            "'$\(read.name)' has a value for the same days in line \(before.place.line) already"
                    )
                )
                continue
            }
            stated[key, default: []].append(read)
            accepted.append((key, read))
        }
        rows = accepted.filter { key, row in
            row.holds(on: day, besides: stated[key] ?? [])
        }.map(\.row)
    }

    private struct Key: Hashable {
        let name: String
        let part: String?
    }

    private static func read(
        _ row: DelimitedTable.Row,
        _ faults: inout FaultBook
    ) -> UsedParameter? {
        let name = row.require("name", &faults).flatMap {
            faults.identifier($0, mayBeAccount: true)
        }
        let value = row.require("value", &faults)
        let source = row.require("source", &faults)
        let from = row["from"].flatMap { faults.date($0) }
        let to = row["to"].flatMap { faults.date($0) }
        if let from, let to, to < from, let field = row["to"] {
            faults.add(field, "it ends on \(to), before it begins on \(from)")
        }
        guard let name, let value, let source,
            (from != nil) == (row["from"] != nil), (to != nil) == (row["to"] != nil)
        else { return nil }
        return UsedParameter(
            name: name,
            part: row["part"]?.text,
            value: value.text,
            from: from,
            to: to,
            source: source.text,
            place: row.place
        )
    }

    /// The document with values in the places of names, and the parameters that were used, and where.
    func substituted(
        in root: YAMLNode,
        file: String,
        _ faults: inout FaultBook
    ) -> (root: YAMLNode, used: UsedParameters) {
        let byName = Dictionary(grouping: rows, by: \.name)
        let clauses = ParameterUse.clauses(of: root)
        var used: Set<String> = []
        var uses: [ParameterUse] = []
        var found: [Fault] = []
        var holes: [String] = []
        var given: [(path: String, place: FilePlace)] = []
        let root = root.replacingScalars { scalar, node in
            guard !scalar.isQuoted, scalar.text.first == "$" else { return nil }
            let name = String(scalar.text.dropFirst())
            guard let own = byName[name] else {
                holes.append(node.path)
                guard isKnown, !faulty.contains(name) else { return nil }
                found.append(
                    Fault(
                        place: FilePlace(file: file, node.position),
                        subject: .key(node.path),
                        message: missing(name)
                    )
                )
                return nil
            }
            used.insert(name)
            uses.append(ParameterUse(node.path, clauses: clauses, parameter: name))
            guard own.count > 1 || own[0].part != nil else {
                given.append((node.path, own[0].place))
                return node.holding(own[0].value)
            }
            given += own.map { ("\(node.path).\($0.part ?? name)", $0.place) }
            return node.holding(own.map { (key: $0.part ?? name, text: $0.value) })
        }
        for fault in found { faults.add(fault) }
        for path in holes { faults.addHole(at: path) }
        for (path, place) in given { faults.give(path, at: place) }
        return (root, UsedParameters(rows: rows.filter { used.contains($0.name) }, uses: uses))
    }

    private func missing(_ name: String) -> String {
        guard names.contains(name) else {
            return "no parameter is called '\(Field.shown(name))'"
                + Spelling.suggestion(for: name, among: names.sorted())
        }
        return
            "parameter '\(name)' has no value on \(day.map { "\($0)" } ?? "the first day"), when the term begins"
    }
}
