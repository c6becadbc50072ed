/// Collects the faults found while the values of a document are asked for, so that all are reported at once.
public struct YAMLFaultList: Sendable {
    public let file: String
    public private(set) var faults: [YAMLFault] = []

    public init(file: String) {
        self.file = file
    }

    public var isEmpty: Bool { faults.isEmpty }

    /// Adds a fault of the value `node`.
    public mutating func add(_ kind: YAMLFault.Kind, _ node: YAMLNode, _ message: String) {
        add(kind, at: node.position, path: node.path, message)
    }

    public mutating func add(
        _ kind: YAMLFault.Kind,
        at position: YAMLPosition,
        path: String,
        _ message: String
    ) {
        let fault = YAMLFault(kind, file: file, position: position, path: path, message: message)
        faults.append(fault)
    }

    /// Every fault so far, in order of place.
    public func throwIfAny() throws(YAMLFaults) {
        guard faults.isEmpty else {
            let ordered = faults.enumerated().sorted { left, right in
                (left.element.position, left.offset) < (right.element.position, right.offset)
            }
            throw YAMLFaults(ordered.map(\.element))
        }
    }
}
