internal import TopsliceRecords

extension Markup {
    /// The markup as text. Block elements stand on their own lines, so that two reports compare
    /// line by line.
    package func text() -> String {
        String(decoding: TextStream.bytes(write(to:)), as: UTF8.self)
    }

    /// `&`, `<`, `>`, `"` and `'` as entities; what cannot be seen as its code point.
    static func escape(_ text: String, to output: TextStream) {
        var text = text
        let isWritten = text.withUTF8 { bytes in
            guard isPlain(bytes) else { return false }
            output.append(bytes)
            return true
        }
        guard !isWritten else { return }
        for scalar in visible(text, keeping: ["\t", "\n", "\r"]).unicodeScalars {
            switch scalar {
            case "&": output.append("&amp;")
            case "<": output.append("&lt;")
            case ">": output.append("&gt;")
            case "\"": output.append("&quot;")
            case "'": output.append("&#39;")
            default: output.append(plain: String(scalar))
            }
        }
    }

    /// Whether every byte stands for itself. Nearly every cell of a statement is an amount, so the signs of amounts are
    /// known apart from what is like them: £, and the minus sign.
    private static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var place = 0
        while place < bytes.count {
            let byte = bytes[place]
            guard mayNeedEscape(byte) else {
                place += 1
                continue
            }
            if byte == 0xC2, place + 1 < bytes.count, bytes[place + 1] == 0xA3 {
                place += 2
            } else if byte == 0xE2, place + 2 < bytes.count, bytes[place + 1] == 0x88,
                bytes[place + 2] == 0x92
            {
                place += 3
            } else {
                return false
            }
        }
        return true
    }

    /// False for bytes that always stand for themselves, as those of ASCII and of Latin letters do.
    private static func mayNeedEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == 0x26 || byte == 0x3C || byte == 0x3E || byte == 0x22 || byte == 0x27
            || byte == 0x7F || byte == 0xC2 || byte >= 0xCD
    }

    func write(to output: TextStream) {
        switch self {
        case .text(let text):
            Self.escape(text, to: output)
        case .fragment(let children):
            for child in children { child.write(to: output) }
        case .table(let table):
            table.write(to: output)
        case .style(let style):
            output.append("<style>\n")
            output.append(plain: style.rules)
            output.append("\n</style>\n")
        case .element(let name, let attributes, let children):
            output.append("<")
            output.append(plain: name)
            for attribute in attributes {
                output.append(" ")
                output.append(plain: attribute.name)
                output.append("=\"")
                Self.escape(attribute.value, to: output)
                output.append("\"")
            }
            if children.isEmpty && Self.emptyInSVG.contains(name) {
                output.append("/>")
            } else {
                output.append(">")
                if Self.blocks.contains(name) { output.append("\n") }
                for child in children { child.write(to: output) }
                if !Self.void.contains(name) {
                    output.append("</")
                    output.append(plain: name)
                    output.append(">")
                }
            }
            if Self.ownLine.contains(name) { output.append("\n") }
        }
    }

    private static let void: Set<String> = ["meta", "link", "br", "hr", "img", "wbr", "col"]

    private static let emptyInSVG: Set<String> = ["rect", "line", "path", "circle", "polygon"]

    /// Elements whose opening tag ends a line.
    private static let blocks: Set<String> = [
        "html", "head", "body", "header", "main", "footer", "nav", "section", "figure", "div",
        "table", "thead", "tbody", "tfoot", "ul", "ol", "dl", "svg", "g", "details",
    ]

    /// Elements whose end ends a line.
    private static let ownLine = blocks.union(void).union(emptyInSVG).union([
        "h1", "h2", "h3", "p", "li", "dt", "dd", "tr", "caption", "figcaption", "title", "desc",
        "text", "summary", "pre",
    ])
}
