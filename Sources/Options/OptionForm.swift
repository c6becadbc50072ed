package import TopsliceRecords

/// How the value of an option is written: behind a flag, under a key of a file, and printed back.
package struct OptionForm<Value: Sendable>: Sendable {
    package let kind: OptionStatement.Kind
    /// The words it may be, where they are a fixed set.
    package let words: [String]
    /// What a number may be, such as `from 1 to 64`.
    package let limits: String?
    let fromText: @Sendable (Stated<String>, inout RequestFaults) -> Value?
    let fromNode: @Sendable (YAMLNode, inout RequestReader) -> Value?
    let written: @Sendable (Value) -> String

    package init(
        _ kind: OptionStatement.Kind,
        words: [String] = [],
        limits: String? = nil,
        fromText: @escaping @Sendable (Stated<String>, inout RequestFaults) -> Value?,
        fromNode: @escaping @Sendable (YAMLNode, inout RequestReader) -> Value?,
        written: @escaping @Sendable (Value) -> String
    ) {
        self.kind = kind
        self.words = words
        self.limits = limits
        self.fromText = fromText
        self.fromNode = fromNode
        self.written = written
    }

    /// A value that only a file can hold, such as a table written out in it.
    package static func inFile(
        _ read: @escaping @Sendable (YAMLNode, inout RequestReader) -> Value?
    ) -> Self {
        Self(.table, fromText: { _, _ in nil }, fromNode: read, written: { _ in "" })
    }

    /// The value of a text; nil with a fault where it is not of this form.
    package func value(of text: Stated<String>, _ faults: inout RequestFaults) -> Value? {
        fromText(text, &faults)
    }

    /// The value under a key; nil with a fault where it is not of this form.
    package func value(of node: YAMLNode, _ reader: inout RequestReader) -> Value? {
        fromNode(node, &reader)
    }

    /// A value as it is written.
    package func text(of value: Value) -> String { written(value) }

    /// The same value together with the place where it was stated.
    package var stated: OptionForm<Stated<Value>> {
        OptionForm<Stated<Value>>(
            kind,
            words: words,
            limits: limits,
            fromText: { text, faults in
                fromText(text, &faults).map { Stated($0, at: text.place) }
            },
            fromNode: { node, reader in
                fromNode(node, &reader).map { Stated($0, at: reader.place(node)) }
            },
            written: { written($0.value) }
        )
    }
}

extension OptionForm where Value == String {
    package static var text: Self { text(.text) }

    static func text(_ kind: OptionStatement.Kind) -> Self {
        Self(
            kind,
            fromText: { text, _ in text.value },
            fromNode: { node, reader in node.text(&reader.faults) },
            written: { $0 }
        )
    }

    /// A path to write to or to read from; in a file, relative to its folder and inside it.
    package static func path(_ kind: OptionStatement.Kind = .file) -> Self {
        Self(
            kind,
            fromText: { text, _ in text.value },
            fromNode: { node, reader in
                node.text(&reader.faults).map { reader.resolved($0, node) }
            },
            written: { $0 }
        )
    }
}

extension OptionForm where Value == Bool {
    /// A flag without a value; `true` or `false` in a file.
    package static var isOn: Self {
        Self(
            .isOn,
            fromText: { _, _ in true },
            fromNode: { node, reader in node.bool(&reader.faults) },
            written: { "\($0)" }
        )
    }
}

extension OptionForm where Value: SpelledChoice {
    /// One of the words of an enumeration.
    package static var choice: Self { choice(reading: { Value(spelling: $0) }) }

    /// One of the words of an enumeration that may be spelled otherwise too, such as `,` for `comma`.
    package static func choice(reading read: @escaping @Sendable (String) -> Value?) -> Self {
        let words = Value.allCases.map(\.spelling)
        let expected = "expected one of \(words.joined(separator: ", "))"
        return Self(
            .choice,
            words: words,
            fromText: { text, faults in
                if let value = read(text.value) { return value }
                let hint = Spelling.suggestion(for: text.value, among: words)
                faults.add(text, "'\(escaped(text.value))' is not known; \(expected)\(hint)")
                return nil
            },
            fromNode: { node, reader in
                guard let text = node.text(&reader.faults) else { return nil }
                if let value = read(text) { return value }
                let hint = Spelling.suggestion(for: text, among: words)
                reader.faults.add(
                    .value,
                    node,
                    "'\(escaped(text))', \(expected)\(hint)"
                )
                return nil
            },
            written: \.spelling
        )
    }
}

/// An enumeration whose cases people type.
package protocol SpelledChoice: CaseIterable, Sendable {
    var spelling: String { get }
}

extension SpelledChoice {
    package init?(spelling: String) {
        guard let known = Self.allCases.first(where: { $0.spelling == spelling }) else {
            return nil
        }
        self = known
    }
}

extension SpelledChoice where Self: RawRepresentable, RawValue == String {
    package var spelling: String { rawValue }
}
