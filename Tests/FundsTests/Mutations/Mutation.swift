import TopsliceRecords

/// A tree of YAML that can be changed at one place and written down again.
indirect enum MutableYAML {
    case scalar(String, isQuoted: Bool)
    case list([MutableYAML])
    case map([(key: String, value: MutableYAML)])

    init(_ node: YAMLNode) {
        switch node.content {
        case .scalar(let scalar): self = .scalar(scalar.text, isQuoted: scalar.isQuoted)
        case .list(let items): self = .list(items.map(MutableYAML.init))
        case .map(let entries): self = .map(entries.map { ($0.key, MutableYAML($0.value)) })
        }
    }

    /// In flow form, but for the topmost map: one key a line.
    var text: String {
        guard case .map(let entries) = self else { return flow }
        return entries.map { "\($0.key): \($0.value.flow)\n" }.joined()
    }

    private var flow: String {
        switch self {
        case .scalar(let text, let isQuoted): isQuoted ? "\"\(text)\"" : text
        case .list(let items): "[" + items.map(\.flow).joined(separator: ", ") + "]"
        case .map(let entries):
            "{" + entries.map { "\($0.key): \($0.value.flow)" }.joined(separator: ", ") + "}"
        }
    }
}

/// One change of an agreement: a value replaced, or a key or an item taken out.
struct Mutation {
    /// `risk[0].apply`.
    let path: String
    /// Nil for taken out.
    let value: String?
    let text: String

    var name: String { value.map { "\(path) = \($0)" } ?? "\(path) taken out" }

    /// Every change of every value and key of a document.
    static func all(of document: YAMLDocument, values: (String, String) -> [String]) -> [Mutation] {
        let root = MutableYAML(document.root)
        var found: [Mutation] = []
        visit(root, "", values) { path, value, tree in
            found.append(Mutation(path: path, value: value, text: tree.text))
        }
        return found
    }

    /// Calls `emit` with the whole document for each change of `node`.
    private static func visit(
        _ node: MutableYAML,
        _ path: String,
        _ values: (String, String) -> [String],
        _ emit: (String, String?, MutableYAML) -> Void
    ) {
        switch node {
        case .scalar(let text, let isQuoted):
            for value in values(path, text) where value != text {
                emit(path, value, .scalar(value, isQuoted: isQuoted))
            }
        case .list(let items):
            for (index, item) in items.enumerated() {
                var fewer = items
                fewer.remove(at: index)
                emit("\(path)[\(index)]", nil, .list(fewer))
                visit(item, "\(path)[\(index)]", values) { path, value, changed in
                    var items = items
                    items[index] = changed
                    emit(path, value, .list(items))
                }
            }
        case .map(let entries):
            for (index, entry) in entries.enumerated() {
                let below = path.isEmpty ? entry.key : "\(path).\(entry.key)"
                var fewer = entries
                fewer.remove(at: index)
                emit(below, nil, .map(fewer))
                visit(entry.value, below, values) { path, value, changed in
                    var entries = entries
                    entries[index].value = changed
                    emit(path, value, .map(entries))
                }
            }
        }
    }
}
