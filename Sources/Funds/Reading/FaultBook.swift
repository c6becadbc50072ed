import TopsliceRecords

/// Everything found wrong while an agreement and its tables are read, so that all of it is reported at
/// once. Past a limit faults are only counted.
struct FaultBook {
    static let limit = 500

    private(set) var faults: [FundFault] = []
    private(set) var uncounted = 0
    /// The files in the order they were read.
    var files: [String] = []
    /// Where parts of the agreement could not be read; what they would have said is not missed a second time.
    private var holes: [String] = []
    /// Sum of the magnitudes of all amounts read, in pence.
    var amountsRead = 0

    mutating func add(_ field: Field, _ message: String) {
        add(FundFault(place: field.place, subject: field.subject, message: message))
    }

    mutating func add(_ fault: FundFault) {
        guard faults.count < Self.limit else {
            uncounted += 1
            return
        }
        faults.append(fault)
    }

    /// Faults of values in the agreement; those that only follow from a hole are left out.
    mutating func add(_ list: [YAMLFault]) {
        for fault in list where !isHole(at: fault.path) { add(FundFault(fault)) }
    }

    /// Faults of the form of the agreement.
    mutating func addHoles(_ list: [YAMLFault]) {
        for fault in list { add(FundFault(fault)) }
        holes += list.map(\.path)
    }

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

    var isEmpty: Bool { faults.isEmpty }

    /// Every fault, in order of file and place.
    var all: FundFaults {
        var listed = faults
        if uncounted > 0, let last = faults.last {
            listed.append(
                FundFault(
                    place: last.place,
                    subject: "",
                    message: "\(uncounted) more faults are not listed"
                )
            )
        }
        return FundFaults(listed, files: files)
    }
}

extension FundFault {
    init(_ fault: YAMLFault) {
        self.init(
            place: FundPlace(
                file: fault.file,
                line: fault.position.line,
                column: fault.position.column
            ),
            subject: fault.path.isEmpty ? "" : "key '\(Field.shown(fault.path))'",
            message: fault.message
        )
    }
}
