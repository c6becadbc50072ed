/// Collects the faults found while the values of a document are asked for, so that all are reported at once.
package struct YAMLFaultList: Sendable {
    package let file: String
    package private(set) var faults: [YAMLFault] = []

    package init(file: String) {
        self.file = file
    }

    package var isEmpty: Bool { faults.isEmpty }

    /// Adds a fault of the value `node`.
    package mutating func add(_ kind: YAMLFault.Kind, _ node: YAMLNode, _ message: String) {
        add(kind, at: node.position, path: node.path, message)
    }

    package mutating func add(
        _ kind: YAMLFault.Kind,
        at position: YAMLPosition,
        path: String,
        _ message: String
    ) {
        let fault = YAMLFault(kind, file: file, position: position, path: path, message: message)
        faults.append(fault)
    }

    /// Every fault so far, in order of place.
    package func throwIfAny() throws(YAMLFaults) {
        guard faults.isEmpty else {
            let ordered = faults.enumerated().sorted { left, right in
                (left.element.position, left.offset) < (right.element.position, right.offset)
            }
            throw YAMLFaults(ordered.map(\.element))
        }
    }
}
