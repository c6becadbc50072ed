import TopsliceRecords

/// How the columns of tables are headed, as far as anybody says so.
enum TableHeadings {
    /// By the names of the format.
    case plain
    case mapped(ColumnMappings)
    /// A mapping could not be read, so that nobody knows what any heading means.
    case unknown

    /// The keys of an agreement that name tables.
    static let keys = [
        "partners_file", "lines_file", "contributions_file", "parameters_file", "people_file",
        "game",
    ]

    /// - Parameter path: of the mapping; nil for none.
    init(reading path: String?, _ faults: inout FaultBook) {
        guard let path else {
            self = .plain
            return
        }
        do throws(Faults) {
            self = .mapped(try ColumnMappings(reading: path, tables: Self.keys))
        } catch {
            faults.add(error)
            self = .unknown
        }
    }

    var isUnknown: Bool { if case .unknown = self { true } else { false } }

    /// Of the table under a key.
    func ofTable(_ key: String) -> ColumnMapping? {
        if case .mapped(let mappings) = self { mappings.ofTable(key) } else { nil }
    }

    /// Of the actuals.
    var ofActuals: ColumnMapping? {
        if case .mapped(let mappings) = self { mappings.own } else { nil }
    }

    /// What is said of tables that were not read.
    func refuseUnused(tables keys: Set<String>, hasActuals: Bool, _ faults: inout FaultBook) {
        guard case .mapped(let mappings) = self else { return }
        for fault in mappings.faults(whereRead: keys) { faults.add(fault) }
        if !hasActuals, mappings.own != nil {
            faults.add(
                Fault(
                    place: FilePlace(file: mappings.file, line: 1),
                    message: "columns of actuals are named, and no actuals were given"
                )
            )
        }
    }
}
