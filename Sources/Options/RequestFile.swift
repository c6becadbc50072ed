package import TopsliceRecords

/// A request as a YAML file: the same keys as the flags of a command, each value with its place.
///
/// Paths in it are relative to its own folder and stay in it.
package struct RequestFile: Sendable {
    package let path: String
    package let sha256: String
    package let root: YAMLMap

    /// Whether an argument names a request rather than a table.
    package static func isRequest(_ path: String) -> Bool {
        path.hasSuffix(".yaml") || path.hasSuffix(".yml")
    }

    /// - Throws: `Faults` with every fault of syntax.
    package init(reading path: String) throws {
        let source = try FileBytes(readingYAML: path)
        let document = try YAMLDocument.parse(source.bytes, file: path)
        var faults = FaultList(file: document.file)
        guard let root = document.root.map(&faults) else { throw faults.ordered() }
        self.path = path
        self.root = root
        sha256 = source.sha256
    }
}

/// Asks a map for stated values and collects every fault.
package struct RequestReader {
    package let path: String
    package let map: YAMLMap
    package var faults: FaultList

    package init(_ file: RequestFile) {
        self.init(file.root, path: file.path, faults: FaultList(file: file.path))
    }

    package init(_ map: YAMLMap, path: String, faults: FaultList) {
        self.path = path
        self.map = map
        self.faults = faults
    }

    package func place(_ node: YAMLNode) -> String {
        "\(path):\(node.position): key '\(node.path)'"
    }

    /// A path stated in the file, seen from where the command runs; a fault where it leads out of the file's folder.
    mutating func resolved(_ stated: String, _ node: YAMLNode) -> String {
        let path = StatedPath(stated, in: path)
        if path.isOutside {
            faults.add(
                .file,
                node,
                "'\(escapedName(stated))': \(FileTrouble.outside.message)"
            )
        }
        return path.path
    }

    private mutating func text(of node: YAMLNode) -> Stated<String>? {
        node.text(&faults).map { Stated($0, at: place(node)) }
    }

    /// A list of names, or the names of one text between commas.
    mutating func names(of node: YAMLNode) -> [Stated<String>]? {
        if case .scalar = node.content {
            return text(of: node).map { StatedLists.names($0) }
        }
        return node.list(&faults)?.compactMap { text(of: $0) }
    }

    /// A list of lists of names; a single name stands for a list of one.
    mutating func groups(of node: YAMLNode) -> [[Stated<String>]]? {
        node.list(&faults)?.map { group in
            if case .scalar = group.content { return [text(of: group)].compactMap { $0 } }
            return (group.list(&faults) ?? []).compactMap { text(of: $0) }
        }
    }

    /// A map of names to values.
    mutating func values(of node: YAMLNode) -> [NamedText]? {
        node.map(&faults)?.entries.compactMap { entry in
            text(of: entry.value).map {
                NamedText(name: Stated(entry.key, at: place(entry.value)), text: $0)
            }
        }
    }

    /// A list of `a > b`, or of maps with `from` and `to`.
    mutating func links(of node: YAMLNode) -> [NamedLink]? {
        node.list(&faults)?.flatMap { node -> [NamedLink] in
            if case .scalar = node.content {
                guard let chain = text(of: node) else { return [] }
                var request = RequestFaults()
                let links = StatedLists.chain(chain, &request)
                if !request.messages.isEmpty {
                    faults.add(.value, node, "'\(chain.value)' is not of the form first > second")
                }
                return links
            }
            guard let map = node.map(&faults) else { return [] }
            map.require(["from", "to"], &faults)
            map.refuseUnknownKeys(known: ["from", "to"], &faults)
            guard let from = map["from"].flatMap({ text(of: $0) }),
                let to = map["to"].flatMap({ text(of: $0) })
            else { return [] }
            return [NamedLink(from: from, to: to)]
        }
    }
}
