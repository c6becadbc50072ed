package import TopsliceRecords

/// The options of a command as flags and files state them; what nobody states is nil.
///
/// The table `entries` is the one statement of each of them. Reading, the order in which flags win over a file and
/// the file over defaults, and what is printed back follow from it.
package protocol StatedOptions: Sendable {
    init()

    static var entries: [OptionEntry<Self>] { get }

    /// Options of which one takes the place of the others.
    static var alternatives: [[String]] { get }
}

extension StatedOptions {
    package static var alternatives: [[String]] { [] }

    /// Reads a request file.
    ///
    /// - Throws: `Faults` with every unknown key and value of the wrong kind.
    package init(_ file: RequestFile) throws(Faults) {
        var reader = RequestReader(file)
        self = Self(&reader)
        reader.map.refuseUnknownKeys(
            known: Self.entries.map(\.statement).filter(\.isInFile).map(\.name),
            &reader.faults
        )
        try reader.faults.throwIfAny()
    }

    /// What flags state, by the names of the options.
    ///
    /// - Throws: `RequestFaults` with every value that is not of its form.
    package init(flags: [String: String]) throws(RequestFaults) {
        self.init()
        var faults = RequestFaults()
        for entry in Self.entries {
            if let text = flags[entry.statement.name] {
                entry.take(Stated(text, at: entry.statement.flag), &self, &faults)
            }
        }
        refuseRivals(&faults)
        try faults.throwIfAny()
    }

    /// What the keys of a file state; other keys are left alone.
    package init(_ reader: inout RequestReader) {
        self.init()
        for entry in Self.entries where entry.statement.isInFile {
            if let node = reader.map[entry.statement.name] { entry.read(node, &self, &reader) }
        }
        for rivals in Self.alternatives {
            let stated = rivals.filter { reader.map.contains($0) }
            guard stated.count > 1, let second = reader.map[stated[1]] else { continue }
            let names = rivals.map { "'\($0)'" }.joined(separator: " or ")
            reader.faults.add(.value, second, "give either \(names), not both")
        }
    }

    /// A fault for each option whose place another takes.
    package func refuseRivals(_ faults: inout RequestFaults) {
        for rivals in Self.alternatives {
            let flags = Self.entries.filter {
                rivals.contains($0.statement.name) && $0.isStated(self)
            }.map(\.statement.flag)
            if flags.count > 1 {
                faults.add(
                    flags[1],
                    "give either \(flags.joined(separator: " or ")), not both"
                )
            }
        }
    }

    /// These options where they say something, else those of `base`.
    package func over(_ base: Self) -> Self {
        var (result, base) = (self, base)
        for rivals in Self.alternatives {
            let rivals = Self.entries.filter { rivals.contains($0.statement.name) }
            if rivals.contains(where: { $0.isStated(self) }) {
                for rival in rivals { rival.clear(&base) }
            }
        }
        for entry in Self.entries { entry.inherit(&result, base) }
        return result
    }

    /// With every default filled in that does not depend on the data.
    package var filled: Self {
        var filled = self
        for entry in Self.entries { entry.fill(&filled) }
        return filled
    }

    /// Every option with its value, as reports print it back: all that can stand in a file but files and tables.
    package var printed: [(name: String, value: String)] {
        Self.entries.compactMap { entry in
            let statement = entry.statement
            guard statement.isInFile || [.result, .statedResult].contains(statement.scope),
                ![.file, .folder, .table].contains(statement.kind)
            else {
                return nil
            }
            if let value = entry.written(self) { return (statement.name, value) }
            if statement.scope == .statedResult { return nil }
            let isReplaced = Self.alternatives.contains { rivals in
                rivals.contains(statement.name)
                    && Self.entries.contains {
                        rivals.contains($0.statement.name) && $0.isStated(self)
                    }
            }
            return isReplaced ? nil : (statement.name, "none")
        }
    }
}

extension Optional {
    /// The value of an option that has a default, of options that are filled.
    package func value(_ name: String) -> Wrapped {
        guard let value = self else { preconditionFailure("option '\(name)' has no default") }
        return value
    }
}
