/// Parses the part of YAML 1.2 that people write by hand, and refuses the rest by name.
///
/// Accepted: block and flow lists and maps, plain and quoted scalars on one line, text blocks after `|` and
/// `>` (also with `-`), comments, one leading `---`; JSON is a part of this. Refused: anchors, aliases, merge
/// keys, tags, directives, several documents, keys that are not plain text, tabs in indentation, and plain or
/// quoted values that run over several lines. A repeated key is a fault with the line of both.
///
/// No scalar is ever converted, and nothing refers to anything else, so a document cannot grow when it is
/// read. After a fault parsing goes on at the next entry where it can, so that several are found at once.
struct YAMLParser {
    let file: String
    let limits: YAMLLimits
    var lines: [YAMLLine]
    /// The line being read, and the scalar within it.
    var lineIndex = 0
    var column = 0
    var nodeCount = 0
    var faults: [Fault] = []
    /// Set by a fault after which nothing that follows can be trusted.
    var isHopeless = false

    init(text: String, file: String, limits: YAMLLimits) {
        self.file = file
        self.limits = limits
        lines = YAMLLine.split(text)
    }

    /// The root, or nil where the document is empty; see `faults` afterwards.
    mutating func parseDocument() -> YAMLNode? {
        refuseBadCharacters()
        guard !isHopeless else { return nil }
        skipBlankLines()
        if let line = currentLine, line.starts(with: "---"), line.isMarker {
            if line.scalars.count > 3, !line.isBlank(from: 3) {
                fail(.syntax, at: 3, "'---' must stand alone on its line")
            }
            lineIndex += 1
            skipBlankLines()
        }
        guard let line = currentLine else { return nil }
        let root = parseBlockNode(indent: line.indent, location: .top)
        skipBlankLines()
        if root != nil, let rest = currentLine, !isHopeless {
            column = rest.indent
            if rest.isMarker {
                let message =
                    rest.starts(with: "---")
                    ? "another document begins here, expected a single one"
                    : "the end marker '...' is not accepted, expected the end of the file"
                fail(.syntax, at: 0, message)
            } else {
                fail(.syntax, at: rest.indent, "this line does not belong to anything above it")
            }
        }
        return root
    }

    var currentLine: YAMLLine? {
        lineIndex < lines.count ? lines[lineIndex] : nil
    }

    mutating func skipBlankLines() {
        while lineIndex < lines.count, lines[lineIndex].isBlankOrComment {
            lineIndex += 1
        }
        column = 0
    }

    func position(_ column: Int) -> TextPosition {
        TextPosition(line: min(lineIndex, max(0, lines.count - 1)) + 1, column: column + 1)
    }

    mutating func fail(
        _ kind: Fault.Kind,
        at column: Int,
        location: YAMLLocation = .top,
        _ message: String
    ) {
        fail(kind, position: position(column), location: location, message)
    }

    mutating func fail(
        _ kind: Fault.Kind,
        position: TextPosition,
        location: YAMLLocation,
        _ message: String
    ) {
        if kind == .limit { isHopeless = true }
        guard faults.count < limits.faultCount else {
            isHopeless = true
            return
        }
        let fault = Fault(
            kind,
            file: file,
            position: position,
            path: location.path,
            message: message
        )
        faults.append(fault)
    }

    /// Counts a node and its depth; false where a limit is passed.
    mutating func admit(_ location: YAMLLocation, at column: Int) -> Bool {
        nodeCount += 1
        if location.depth > limits.depth {
            let message = "lists and maps are nested more than \(limits.depth) deep"
            fail(.limit, position: position(column), location: .top, message)
        } else if nodeCount > limits.nodeCount {
            let message = "the document has more than \(limits.nodeCount) values"
            fail(.limit, position: position(column), location: .top, message)
        }
        return !isHopeless
    }

    private mutating func refuseBadCharacters() {
        for index in lines.indices {
            lineIndex = index
            for (column, scalar) in lines[index].scalars.enumerated() {
                switch scalar.value {
                case 0x09, 0x20...0x7E, 0x85, 0xA0...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD,
                    0x10000...:
                    continue
                case 0xFEFF:
                    fail(.syntax, at: column, "a byte-order mark inside the text")
                default:
                    let code = escaped(String(scalar))
                    fail(.syntax, at: column, "the control character \(code) is not accepted")
                }
                isHopeless = true
            }
        }
        lineIndex = 0
    }
}
