internal import TopsliceRecords

/// A request as a YAML file: the same keys as the flags of a command, each value with its place.
///
/// Paths in it are relative to its own folder and stay in it.
package struct RequestFile: Sendable {
    package let path: String
    package let sha256: String
    let root: YAMLMap

    /// Whether an argument names a request rather than a table.
    package static func isRequest(_ path: String) -> Bool {
        path.hasSuffix(".yaml") || path.hasSuffix(".yml")
    }

    /// - Throws: `Faults` with every fault of syntax.
    package init(reading path: String) throws {
        let source: FileBytes
        do throws(FileTrouble) {
            source = try FileBytes(reading: path, limit: YAMLLimits().byteCount)
        } catch {
            throw Faults(Fault(error, file: path))
        }
        let document = try YAMLDocument.parse(source.bytes, file: path)
        var faults = FaultList(file: document.file)
        guard let root = document.root.map(&faults) else { throw faults.ordered() }
        self.path = path
        self.root = root
        sha256 = source.sha256
    }
}

/// Asks a map for stated values and collects every fault.
struct RequestReader {
    let file: RequestFile
    let map: YAMLMap
    var faults: FaultList

    init(_ file: RequestFile) {
        self.file = file
        map = file.root
        faults = FaultList(file: file.path)
    }

    func place(_ node: YAMLNode) -> String {
        "\(file.path):\(node.position): key '\(node.path)'"
    }

    mutating func text(_ key: String) -> Stated<String>? {
        map[key].flatMap { text(of: $0) }
    }

    mutating func text(of node: YAMLNode) -> Stated<String>? {
        node.text(&faults).map { Stated($0, at: place(node)) }
    }

    /// A file that the request names, seen from where the command runs; it must lie in the request's folder.
    mutating func path(_ key: String) -> Stated<String>? {
        guard let node = map[key], let stated = text(of: node) else { return nil }
        let path = StatedPath(stated.value, in: file.path)
        do throws(FileTrouble) {
            _ = try path.resolved()
        } catch {
            faults.add(.file, node, "'\(escapedName(stated.value))': \(error.message)")
        }
        return Stated(path.path, at: stated.place)
    }

    mutating func flag(_ key: String) -> Bool? { map.bool(key, &faults) }

    mutating func integer(_ key: String) -> Stated<Int>? {
        guard let node = map[key] else { return nil }
        return node.integer(&faults).map { Stated($0, at: place(node)) }
    }

    /// A list of names, or the names of one text between commas.
    mutating func names(_ key: String) -> [Stated<String>]? {
        guard let node = map[key] else { return nil }
        if case .scalar = node.content {
            return text(of: node).map { StatedLists.names($0) }
        }
        return node.list(&faults)?.compactMap { text(of: $0) }
    }

    /// A list of lists of names; a single name stands for a list of one.
    mutating func groups(_ key: String) -> [[Stated<String>]]? {
        map.list(key, &faults)?.map { group in
            if case .scalar = group.content { return [text(of: group)].compactMap { $0 } }
            return (group.list(&faults) ?? []).compactMap { text(of: $0) }
        }
    }

    /// A map of names to values.
    mutating func values(_ key: String) -> [NamedText]? {
        map.map(key, &faults)?.entries.compactMap { entry in
            text(of: entry.value).map {
                NamedText(name: Stated(entry.key, at: place(entry.value)), text: $0)
            }
        }
    }

    /// A list of `a > b`, or of maps with `from` and `to`.
    mutating func links(_ key: String) -> [NamedLink]? {
        map.list(key, &faults)?.flatMap { node -> [NamedLink] in
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

    mutating func finish(known: [String]) throws(Faults) {
        map.refuseUnknownKeys(known: known, &faults)
        try faults.throwIfAny()
    }
}
