import TopsliceRecords

/// A single value as it was written, with its place: from the agreement or from a table beside it.
struct Field {
    let text: String
    let place: FundPlace
    /// Where it stands in the agreement; nil in a table.
    private let node: YAMLNode?
    private let name: String
    /// Whether it says something about a single person, which no message may repeat.
    let isPersonal: Bool

    init(text: String, place: FundPlace, subject: String, isPersonal: Bool = false) {
        self.text = text
        self.place = place
        name = subject
        node = nil
        self.isPersonal = isPersonal
    }

    /// A value of the agreement, or a key of the node.
    init(text: String, place: FundPlace, node: YAMLNode, isPersonal: Bool = false) {
        self.text = text
        self.place = place
        name = ""
        self.node = node
        self.isPersonal = isPersonal
    }

    /// The same, but about a single person.
    var personal: Field {
        if let node { return Field(text: text, place: place, node: node, isPersonal: true) }
        return Field(text: text, place: place, subject: name, isPersonal: true)
    }

    /// What it is called in messages; worked out only for them.
    var subject: String {
        guard let node else { return name }
        return node.path.isEmpty ? "" : "key '\(Self.shown(node.path))'"
    }

    /// The text made safe for a message: controls shown as code points, long texts cut, personal texts left
    /// out.
    var shown: String { isPersonal ? "…" : Self.shown(text) }

    static func shown(_ text: String) -> String {
        var result = ""
        for (count, scalar) in text.unicodeScalars.enumerated() {
            if count == 80 { return result + "…" }
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned:
                result += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
