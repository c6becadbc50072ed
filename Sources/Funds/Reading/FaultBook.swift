import TopsliceMoney
import TopsliceRecords

/// Everything found wrong while an agreement and its tables are read, so that all of it is reported at once.
struct FaultBook {
    private var list: FaultList
    /// What was read, in that order.
    var files: [InputRecord] = []
    /// Where parts of the agreement could not be read; what they would have said is not missed a second time.
    private var holes: [String] = []
    /// Of all amounts; nil where nobody knows it, so that no amount can be read.
    var currency: Currency?
    /// Sum of the magnitudes of all amounts read, in minor units.
    var amountsRead = 0
    /// Where values of the agreement stand that a table of the year gives, by their paths.
    private var givenValues: [String: FilePlace] = [:]
    /// What was noticed of sheets that were read as tables.
    var tableNotices: [TableNotice] = []
    /// Keys of the agreement under which tables were named.
    var tableKeys: Set<String> = []

    /// - Parameter agreement: its path.
    init(agreement: String) {
        list = FaultList(file: agreement, limit: 500)
    }

    /// A file that was read.
    mutating func read(_ source: FileBytes) { read(source.name, sha256: source.sha256) }

    /// A file that was read, by its path and the digest of its bytes.
    mutating func read(_ path: String, sha256: String) {
        // Several tables may be sheets of one book.
        guard !files.contains(where: { $0.path == path && $0.sha256 == sha256 }) else { return }
        files.append(InputRecord(path: path, sha256: sha256, rows: 0, seconds: 0))
    }

    mutating func add(_ field: Field, _ message: String) {
        // What stands there is not known, and that was said.
        if let path = field.path, isHole(at: path) { return }
        add(Fault(place: field.place, subject: field.subject, message: message))
    }

    mutating func add(_ fault: Fault) {
        guard let place = givenValues[fault.path] else { return list.add(fault) }
        list.add(fault.said("\(fault.message); the value stands in \(place)", of: fault.count))
    }

    /// A value of the agreement that stands elsewhere.
    mutating func give(_ path: String, at place: FilePlace) { givenValues[path] = place }

    /// The faults of a table.
    mutating func add(_ faults: FaultList) { list.add(faults) }

    mutating func add(_ faults: Faults) {
        for fault in faults.faults { add(fault) }
    }

    /// A file that a value of the agreement names and that cannot be read.
    mutating func add(_ trouble: FileTrouble, of field: Field) {
        let message =
            trouble == .outside
            ? "'\(field.shown)' does not lie in the folder of the agreement; name a file inside it"
            : "'\(field.shown)': \(trouble.message)"
        add(field, message)
    }

    /// Faults of values in the agreement; those that only follow from a hole are left out.
    mutating func add(_ list: [Fault]) {
        for fault in list where !isHole(at: fault.path) { add(fault) }
    }

    /// Faults of the form of the agreement.
    mutating func addHoles(_ list: [Fault]) {
        for fault in list { add(fault) }
        holes += list.map(\.path)
    }

    /// A part of the agreement that could not be read.
    mutating func addHole(at path: String) { holes.append(path) }

    /// Nothing of the agreement could be read.
    mutating func addHole() { holes.append("") }

    /// Whether something at or below this path of the agreement could not be read; a hole of which nobody
    /// knows where it is may be anywhere.
    func isHole(at path: String) -> Bool {
        holes.contains { hole in
            guard !hole.isEmpty else { return true }
            guard hole.hasPrefix(path) else { return false }
            guard !path.isEmpty, let next = hole.dropFirst(path.count).first else { return true }
            return next == "." || next == "["
        }
    }

    /// Whether identifiers of this kind may be missing because their declarations could not be read.
    func lacks(_ thing: DeclaredThing) -> Bool {
        holes.contains("") || thing.sections.contains(where: isHole)
    }

    var isEmpty: Bool { list.isEmpty }

    var count: Int { list.count }

    /// Every fault, in order of file and place.
    var all: Faults { list.ordered(files: files.map(\.path)) }
}
