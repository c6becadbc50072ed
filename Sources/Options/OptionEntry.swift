package import TopsliceRecords

/// One option of a command, stated once: what is said of it, how its value is written, and where it is kept.
package struct OptionEntry<Options>: Sendable {
    package let statement: OptionStatement
    /// Takes the text behind the flag.
    package let take: @Sendable (Stated<String>, inout Options, inout RequestFaults) -> Void
    /// Reads the value under the key.
    package let read: @Sendable (YAMLNode, inout Options, inout RequestReader) -> Void
    let isStated: @Sendable (Options) -> Bool
    let clear: @Sendable (inout Options) -> Void
    /// Takes the value of the second where the first has none.
    let inherit: @Sendable (inout Options, Options) -> Void
    let fill: @Sendable (inout Options) -> Void
    let written: @Sendable (Options) -> String?

    package init<Value>(
        _ name: String,
        _ path: WritableKeyPath<Options, Value?> & Sendable,
        _ form: OptionForm<Value>,
        flag: String? = nil,
        scope: OptionStatement.Scope = .everywhere,
        default fallback: OptionDefault<Value> = .none,
        isRequired: Bool = false,
        _ meaning: String
    ) {
        statement = OptionStatement(
            name: name,
            flagName: flag ?? name.split(separator: "_").joined(separator: "-"),
            kind: form.kind,
            scope: scope,
            words: form.words,
            limits: form.limits,
            fallback: fallback.inWords(form.written),
            meaning: meaning,
            isRequired: isRequired
        )
        take = { text, options, faults in
            options[keyPath: path] = form.fromText(text, &faults)
        }
        read = { node, options, reader in
            options[keyPath: path] = form.fromNode(node, &reader)
        }
        isStated = { $0[keyPath: path] != nil }
        clear = { $0[keyPath: path] = nil }
        inherit = { options, base in
            options[keyPath: path] = options[keyPath: path] ?? base[keyPath: path]
        }
        fill = { options in
            if case .value(let value) = fallback, options[keyPath: path] == nil {
                options[keyPath: path] = value
            }
        }
        written = { $0[keyPath: path].map(form.written) }
    }

    /// Several files without a flag: one or more where they are required.
    package init(
        files name: String,
        _ path: WritableKeyPath<Options, [String]> & Sendable,
        isRequired: Bool = true,
        _ meaning: String
    ) {
        statement = OptionStatement(
            name: name,
            flagName: name,
            kind: .files,
            scope: .argument,
            words: [],
            limits: nil,
            fallback: nil,
            meaning: meaning,
            isRequired: isRequired
        )
        take = { text, options, _ in options[keyPath: path].append(text.value) }
        read = { _, _, _ in }
        isStated = { !$0[keyPath: path].isEmpty }
        clear = { $0[keyPath: path] = [] }
        inherit = { options, base in
            if options[keyPath: path].isEmpty { options[keyPath: path] = base[keyPath: path] }
        }
        fill = { _ in }
        written = { _ in nil }
    }

    private init<Part>(
        _ part: OptionEntry<Part>,
        at path: WritableKeyPath<Options, Part> & Sendable
    ) {
        statement = part.statement
        take = { text, options, faults in part.take(text, &options[keyPath: path], &faults) }
        read = { node, options, reader in part.read(node, &options[keyPath: path], &reader) }
        isStated = { part.isStated($0[keyPath: path]) }
        clear = { part.clear(&$0[keyPath: path]) }
        inherit = { options, base in part.inherit(&options[keyPath: path], base[keyPath: path]) }
        fill = { part.fill(&$0[keyPath: path]) }
        written = { part.written($0[keyPath: path]) }
    }

    /// The same option of options that hold these as a part.
    package func within<Whole>(
        _ path: WritableKeyPath<Whole, Options> & Sendable
    ) -> OptionEntry<Whole> {
        OptionEntry<Whole>(self, at: path)
    }
}

/// What is taken where nothing is stated.
package enum OptionDefault<Value: Sendable>: Sendable {
    case none
    case value(Value)
    /// Decided from the data; in words.
    case decided(String)

    func inWords(_ written: (Value) -> String) -> String? {
        switch self {
        case .none: nil
        case .value(let value): written(value)
        case .decided(let words): words
        }
    }
}
