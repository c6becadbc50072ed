/// One line of a document, without its line end.
struct YAMLLine {
    let scalars: [Unicode.Scalar]
    /// Spaces before the first other character.
    let indent: Int
    /// Nothing but spaces, tabs and a comment.
    let isBlankOrComment: Bool

    init(_ scalars: [Unicode.Scalar]) {
        self.scalars = scalars
        let indent = scalars.firstIndex { $0 != " " } ?? scalars.count
        self.indent = indent
        let text = scalars[indent...].first { $0 != " " && $0 != "\t" }
        isBlankOrComment = text == nil || text == "#"
    }

    /// Lines end with LF, CRLF or CR.
    static func split(_ text: String) -> [YAMLLine] {
        var lines: [YAMLLine] = []
        var current: [Unicode.Scalar] = []
        var lastWasCarriageReturn = false
        for scalar in text.unicodeScalars {
            if scalar == "\n", lastWasCarriageReturn {
                lastWasCarriageReturn = false
                continue
            }
            lastWasCarriageReturn = scalar == "\r"
            if scalar == "\n" || scalar == "\r" {
                lines.append(YAMLLine(current))
                current.removeAll(keepingCapacity: true)
            } else {
                current.append(scalar)
            }
        }
        if !current.isEmpty { lines.append(YAMLLine(current)) }
        return lines
    }

    subscript(column: Int) -> Unicode.Scalar? {
        column < scalars.count ? scalars[column] : nil
    }

    func starts(with text: String) -> Bool {
        scalars.starts(with: text.unicodeScalars)
    }

    /// `---` or `...` at the margin: a document begins or ends.
    var isMarker: Bool {
        guard starts(with: "---") || starts(with: "...") else { return false }
        return self[3].map { $0 == " " || $0 == "\t" } ?? true
    }

    /// Whether only space, or space and a comment, is left from `column` on. A comment needs a space before.
    func isBlank(from column: Int) -> Bool {
        var index = column
        while let scalar = self[index], scalar == " " || scalar == "\t" { index += 1 }
        guard let scalar = self[index] else { return true }
        return scalar == "#" && (index == 0 || self[index - 1] == " " || self[index - 1] == "\t")
    }

    /// Whether the character at `column` is followed by a space, a tab or the end of the line.
    func isSeparated(after column: Int) -> Bool {
        self[column + 1].map { $0 == " " || $0 == "\t" } ?? true
    }
}
