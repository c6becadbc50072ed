/// A node of a YAML document: a scalar kept as its exact text, a list or a map, with its place.
package struct YAMLNode: Sendable {
    package enum Content: Sendable {
        case scalar(YAMLScalar)
        case list([YAMLNode])
        case map([YAMLEntry])
    }

    package let content: Content
    package let position: TextPosition
    let location: YAMLLocation

    /// Where the node is in the document, as `pool.contributions[0].amount`; empty at the top.
    package var path: String { location.path }

    /// What the node is, in words for a message.
    package var kindInWords: String {
        switch content {
        case .scalar(let scalar) where scalar.isEmpty: "nothing"
        case .scalar: "a single value"
        case .list: "a list"
        case .map: "a map of keys"
        }
    }
}

/// A single value: never converted, so `NO` stays the two letters and `010` the three digits.
package struct YAMLScalar: Sendable, Equatable {
    package let text: String
    /// Whether it was written in quotes or as a block of text.
    package let isQuoted: Bool

    /// A key with nothing behind it.
    package var isEmpty: Bool { !isQuoted && text.isEmpty }
}

/// A key and its value.
package struct YAMLEntry: Sendable {
    package let key: String
    package let keyPosition: TextPosition
    package let value: YAMLNode
}

/// The way from the top of a document to a node. A chain of links rather than a text, because thousands of
/// children under a long key would otherwise copy it thousands of times.
final class YAMLLocation: Sendable {
    private enum Step: Sendable {
        case key(String)
        case index(Int)
    }

    private let parent: YAMLLocation?
    private let step: Step?
    let depth: Int

    static let top = YAMLLocation()

    private init() {
        parent = nil
        step = nil
        depth = 0
    }

    private init(parent: YAMLLocation, step: Step) {
        self.parent = parent
        self.step = step
        depth = parent.depth + 1
    }

    func appending(key: String) -> YAMLLocation { YAMLLocation(parent: self, step: .key(key)) }

    func appending(index: Int) -> YAMLLocation { YAMLLocation(parent: self, step: .index(index)) }

    var path: String {
        var steps: [Step] = []
        var link: YAMLLocation? = self
        while let current = link {
            if let step = current.step { steps.append(step) }
            link = current.parent
        }
        var path = ""
        for step in steps.reversed() {
            switch step {
            case .key(let key): path += path.isEmpty ? key : ".\(key)"
            case .index(let index): path += "[\(index)]"
            }
        }
        return path
    }
}
