/// One thing wrong in a file or request that a person wrote: where, of what, and what was expected.
///
/// `message` is all that is made of words. It repeats nothing of a file that was not recognised: the content
/// of a file given by mistake may be about people.
package struct Fault: Error, Sendable, Hashable, CustomStringConvertible {
    /// What went wrong, for those who branch on it: a stable code. A format may add its own.
    package struct Kind: RawRepresentable, Sendable, Hashable {
        package let rawValue: String

        package init(rawValue: String) { self.rawValue = rawValue }

        /// The file is missing, unreadable or not text.
        package static let file = Kind(rawValue: "E_FILE")
        /// Not the format, or a part of it that is not accepted (aliases, tags, a quote inside a field, …).
        package static let syntax = Kind(rawValue: "E_SYNTAX")
        /// Too deep, too large, too many.
        package static let limit = Kind(rawValue: "E_LIMIT")
        package static let keyRepeated = Kind(rawValue: "E_KEY_DUP")
        package static let keyUnknown = Kind(rawValue: "E_KEY_UNKNOWN")
        package static let keyMissing = Kind(rawValue: "E_KEY_MISSING")
        /// A list where a text is expected, and so on.
        package static let type = Kind(rawValue: "E_TYPE")
        /// The right type, but not an accepted value.
        package static let value = Kind(rawValue: "E_VALUE")
    }

    package let kind: Kind
    package let place: FilePlace
    package let subject: FaultSubject
    /// What is wrong and what was expected.
    package let message: String
    /// How many faults of one cause this one stands for.
    package let count: Int

    package init(
        _ kind: Kind = .value,
        place: FilePlace,
        subject: FaultSubject = .whole,
        message: String,
        count: Int = 1
    ) {
        self.kind = kind
        self.place = place
        self.subject = subject
        self.message = message
        self.count = count
    }

    /// The same place with other words, for several faults of one cause.
    package func said(_ message: String, of count: Int) -> Fault {
        Fault(kind, place: place, subject: subject, message: message, count: count)
    }

    /// A fault of a YAML or JSON document; `path` is empty where it is of the whole.
    package init(
        _ kind: Kind,
        file: String,
        position: TextPosition,
        path: String = "",
        message: String
    ) {
        self.init(
            kind,
            place: FilePlace(file: file, position),
            subject: path.isEmpty ? .whole : .key(path),
            message: message
        )
    }

    /// A file that cannot be read.
    package init(_ trouble: FileTrouble, file: String, line: Int = 1) {
        self.init(.file, place: FilePlace(file: file, line: line), message: trouble.message)
    }

    /// The name of the column it is of; nil where it is of none that the format knows.
    package var column: String? {
        if case .column(let name) = subject { name } else { nil }
    }

    /// Where in a document, empty for the whole of it.
    package var path: String {
        if case .key(let path) = subject { path } else { "" }
    }

    /// `file:line:character: key 'x': what is wrong, what was expected`.
    package var description: String {
        subject == .whole ? "\(place): \(message)" : "\(place): \(subject): \(message)"
    }
}

/// What a fault is about.
package enum FaultSubject: Sendable, Hashable, CustomStringConvertible {
    /// The file or the record as a whole.
    case whole
    /// A value of a YAML or JSON document, as `pool.contributions[0].amount`.
    case key(String)
    /// A column that has a name the format knows.
    case column(String)
    /// A column by its number, from 1: its name is not known and may be anybody's address.
    case columnNumber(Int)
    /// Something that was declared, with its identifier: `phase 'p1'`.
    case thing(String, id: String)

    package var description: String {
        switch self {
        case .whole: ""
        case .key(let path): "key '\(escaped(path))'"
        case .column(let name): "column '\(escapedName(name))'"
        case .columnNumber(let number): "column \(number)"
        case .thing(let kind, let id): "\(kind) '\(escapedName(id))'"
        }
    }
}

/// Every fault of one or more files, in order of file and place.
package struct Faults: Error, Sendable, Hashable, CustomStringConvertible {
    package let faults: [Fault]
    /// Faults that were counted but not kept.
    package let further: Int

    package init(_ faults: [Fault], further: Int = 0) {
        self.faults = faults
        self.further = further
    }

    package init(_ fault: Fault) { self.init([fault]) }

    package var count: Int { faults.count + further }

    /// One fault a line, then how many more there are.
    package var description: String {
        let lines = faults.map(\.description) + (further > 0 ? ["and \(further) more"] : [])
        return lines.joined(separator: "\n")
    }
}
