/// A map of keys, from which values are asked by key.
///
/// Each method returns nil where the key is absent, and nil with a fault where its value is not of the kind
/// asked for.
package struct YAMLMap: Sendable {
    package let node: YAMLNode
    /// In the order written.
    package let entries: [YAMLEntry]

    /// A map that says nothing, for a section that is left out.
    package static func empty(at node: YAMLNode) -> YAMLMap { YAMLMap(node: node, entries: []) }

    package subscript(key: String) -> YAMLNode? {
        entries.first { $0.key == key }?.value
    }

    package func contains(_ key: String) -> Bool { self[key] != nil }

    package func text(_ key: String, _ faults: inout FaultList) -> String? {
        self[key]?.text(&faults)
    }

    package func integer(_ key: String, _ faults: inout FaultList) -> Int? {
        self[key]?.integer(&faults)
    }

    package func decimal(_ key: String, _ faults: inout FaultList) -> String? {
        self[key]?.decimal(&faults)
    }

    package func bool(_ key: String, _ faults: inout FaultList) -> Bool? {
        self[key]?.bool(&faults)
    }

    package func choice<Choice: RawRepresentable & CaseIterable>(
        _ key: String,
        _ type: Choice.Type,
        _ faults: inout FaultList
    ) -> Choice? where Choice.RawValue == String {
        self[key]?.choice(type, &faults)
    }

    package func list(_ key: String, _ faults: inout FaultList) -> [YAMLNode]? {
        self[key]?.list(&faults)
    }

    package func texts(_ key: String, _ faults: inout FaultList) -> [String]? {
        self[key]?.texts(&faults)
    }

    package func map(_ key: String, _ faults: inout FaultList) -> YAMLMap? {
        self[key]?.map(&faults)
    }

    /// A fault for each of `keys` that is absent.
    package func require(_ keys: [String], _ faults: inout FaultList) {
        for key in keys where !contains(key) {
            let path = node.path.isEmpty ? key : "\(node.path).\(key)"
            faults.add(.keyMissing, at: node.position, path: path, "the key is missing")
        }
    }

    /// A fault for each key that is none of `known`, with the one probably meant.
    package func refuseUnknownKeys(known: [String], _ faults: inout FaultList) {
        let absent = known.filter { !contains($0) }
        for entry in entries where !known.contains(entry.key) {
            let hint = Spelling.nearest(to: entry.key, among: absent).map {
                "did you mean '\($0)'?"
            }
            faults.add(
                .keyUnknown,
                at: entry.keyPosition,
                path: entry.value.path,
                "unknown key; " + (hint ?? "known are \(known.joined(separator: ", "))")
            )
        }
    }
}
