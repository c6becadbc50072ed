internal import TopsliceRecords

extension Markup {
    /// The markup as text. Block elements stand on their own lines, so that two reports compare
    /// line by line.
    package func text() -> String {
        var output = ""
        write(to: &output)
        return output
    }

    /// `&`, `<`, `>`, `"` and `'` as entities; what cannot be seen as its code point.
    static func escaped(_ text: String) -> String {
        let text = visible(text, keeping: ["\t", "\n", "\r"])
        var output = ""
        output.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": output += "&amp;"
            case "<": output += "&lt;"
            case ">": output += "&gt;"
            case "\"": output += "&quot;"
            case "'": output += "&#39;"
            default: output.unicodeScalars.append(scalar)
            }
        }
        return output
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
