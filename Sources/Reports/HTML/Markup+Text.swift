extension Markup {
    /// The markup as text. Block elements stand on their own lines, so that two reports compare
    /// line by line.
    package func text() -> String {
        var output = ""
        write(to: &output)
        return output
    }

    /// `&`, `<`, `>`, `"` and `'` as entities; characters no page may hold as U+FFFD.
    static func escaped(_ text: String) -> String {
        var output = ""
        output.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": output += "&amp;"
            case "<": output += "&lt;"
            case ">": output += "&gt;"
            case "\"": output += "&quot;"
            case "'": output += "&#39;"
            case "\t", "\n", "\r": output.unicodeScalars.append(scalar)
            case _ where isForbidden(scalar.value): output += "\u{FFFD}"
            default: output.unicodeScalars.append(scalar)
            }
        }
        return output
    }

    /// Control characters and non-characters, which HTML and XML forbid, and the marks that turn
    /// the direction of everything after them.
    private static func isForbidden(_ value: UInt32) -> Bool {
        value < 0x20 || (0x7F...0x9F).contains(value) || (0xFDD0...0xFDEF).contains(value)
            || value & 0xFFFE == 0xFFFE || (0x202A...0x202E).contains(value)
            || (0x2066...0x2069).contains(value)
    }

    private func write(to output: inout String) {
        switch self {
        case .text(let text):
            output += Self.escaped(text)
        case .fragment(let children):
            for child in children { child.write(to: &output) }
        case .style(let style):
            output += "<style>\n" + style.rules + "\n</style>\n"
        case .element(let name, let attributes, let children):
            output += "<" + name
            for attribute in attributes {
                output += " " + attribute.name + "=\"" + Self.escaped(attribute.value) + "\""
            }
            if children.isEmpty && Self.emptyInSVG.contains(name) {
                output += "/>"
            } else {
                output += ">"
                if Self.blocks.contains(name) { output += "\n" }
                for child in children { child.write(to: &output) }
                if !Self.void.contains(name) { output += "</" + name + ">" }
            }
            if Self.ownLine.contains(name) { output += "\n" }
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
