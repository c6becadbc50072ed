package import TopsliceRecords

/// Identifiers of a list, each of which must be given once.
package struct SeenNames {
    private var lines: [String: Int] = [:]

    package init() {}

    /// The identifier of an item; nil where it has none, a fault where another item has the same.
    package mutating func take(_ map: YAMLMap, _ reader: inout CaseReader) -> String? {
        guard let node = map["id"], let id = reader.text(map, "id") else { return nil }
        if let line = lines.updateValue(node.position.line, forKey: id) {
            reader.fault(node, "'\(escapedName(id))' is on line \(line) too")
        }
        return id
    }
}
