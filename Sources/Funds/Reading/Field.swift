import TopsliceRecords

/// A single value as it was written, with its place: from the agreement or from a table beside it.
struct Field {
    let text: String
    /// How its file holds it.
    let form: FieldForm
    let place: FilePlace
    /// Where it stands in the agreement; nil in a table.
    private let node: YAMLNode?
    private let name: FaultSubject
    /// Whether it says something about a single person, which no message may repeat.
    let isPersonal: Bool

    init(
        text: String,
        form: FieldForm = .written,
        place: FilePlace,
        subject: FaultSubject,
        isPersonal: Bool = false
    ) {
        self.text = text
        self.form = form
        self.place = place
        name = subject
        node = nil
        self.isPersonal = isPersonal
    }

    /// A value of the agreement, or a key of the node.
    init(text: String, place: FilePlace, node: YAMLNode, isPersonal: Bool = false) {
        self.text = text
        form = .written
        self.place = place
        name = .whole
        self.node = node
        self.isPersonal = isPersonal
    }

    /// The same, but about a single person.
    var personal: Field {
        if let node { return Field(text: text, place: place, node: node, isPersonal: true) }
        return Field(text: text, form: form, place: place, subject: name, isPersonal: true)
    }

    /// What it is called in messages; worked out only for them.
    var subject: FaultSubject {
        guard let node else { return name }
        return node.path.isEmpty ? .whole : .key(node.path)
    }

    /// Where it stands in the agreement; nil in a table.
    var path: String? { node?.path }

    /// The text made safe for a message: controls shown as code points, long texts cut, personal texts left
    /// out.
    var shown: String { isPersonal ? "…" : Self.shown(text) }

    /// What messages call the value: its text where it stands in the agreement, which the reader wrote. A cell of a
    /// table is never repeated: the table may be another than was meant, and be about people.
    var said: String { isPersonal || node == nil ? "the value" : "'\(Self.shown(text))'" }

    static func shown(_ text: String) -> String { escaped(text, longest: 80) }
}
