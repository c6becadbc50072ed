extension YAMLParser {
    /// The column of the colon where a key begins at `start`, or nil where no key does.
    func keyEnd(_ line: YAMLLine, from start: Int) -> Int? {
        var index = start
        if let quote = line[start], quote == "\"" || quote == "'" {
            index += 1
            while let scalar = line[index], scalar != quote {
                index += scalar == "\\" && quote == "\"" ? 2 : 1
            }
            index += 1
            while line[index] == " " { index += 1 }
            return line[index] == ":" && line.isSeparated(after: index) ? index : nil
        }
        while let scalar = line[index] {
            if scalar == ":", line.isSeparated(after: index) { return index }
            if scalar == "#", index > start, line[index - 1] == " " { return nil }
            index += 1
        }
        return nil
    }

    /// Reads a key at `column` of the current line and stops at its colon.
    mutating func parseKey(location: YAMLLocation) -> String? {
        guard let line = currentLine else { return nil }
        let start = column
        guard let first = line[start] else { return nil }
        guard refuseIndicator(first, in: line, at: start, location: location) else { return nil }
        guard first != "[", first != "{" else {
            fail(.syntax, at: start, location: location, "a key must be a text, not a list or map")
            return nil
        }
        guard let colon = keyEnd(line, from: start) else {
            fail(.syntax, at: start, location: location, "expected 'key: value'")
            return nil
        }
        let key: String
        if first == "\"" || first == "'" {
            guard let quoted = parseQuoted(location: location) else { return nil }
            key = quoted
        } else {
            key = text(line, start..<colon)
        }
        column = colon
        return acceptable(key, at: start, location: location) ? key : nil
    }

    mutating func acceptable(_ key: String, at start: Int, location: YAMLLocation) -> Bool {
        if key.isEmpty {
            fail(.syntax, at: start, location: location, "a key is empty")
        } else if key.utf8.count > limits.keyLength {
            let message = "a key is longer than \(limits.keyLength) bytes"
            fail(.limit, at: start, location: location, message)
        } else if key == "<<" {
            let message = "merge keys (<<) are not accepted; write the keys out"
            fail(.syntax, at: start, location: location, message)
        } else {
            return true
        }
        return false
    }

    /// A value on the current line at `column`; leaves `column` behind it.
    mutating func parseInlineValue(location: YAMLLocation) -> YAMLNode? {
        guard let line = currentLine, let first = line[column] else { return nil }
        let start = position(column)
        guard refuseIndicator(first, in: line, at: column, location: location) else { return nil }
        switch first {
        case "\"", "'":
            guard let text = parseQuoted(location: location) else { return nil }
            return scalar(text, isQuoted: true, start, location)
        case "[": return parseFlowList(location: location)
        case "{": return parseFlowMap(location: location)
        default:
            guard let text = parsePlain(line, location: location) else { return nil }
            return scalar(text, isQuoted: false, start, location)
        }
    }

    func scalar(
        _ text: String,
        isQuoted: Bool,
        _ position: TextPosition,
        _ location: YAMLLocation
    ) -> YAMLNode {
        let scalar = YAMLScalar(text: text, isQuoted: isQuoted)
        return YAMLNode(content: .scalar(scalar), position: position, location: location)
    }

    /// False, with a fault, where a value or key begins with a character that means something else.
    mutating func refuseIndicator(
        _ first: Unicode.Scalar,
        in line: YAMLLine,
        at column: Int,
        location: YAMLLocation
    ) -> Bool {
        let message: String
        switch first {
        case "&": message = "anchors (&) are not accepted; write the value out, or quote it"
        case "*": message = "aliases (*) are not accepted; write the value out, or quote it"
        case "!": message = "tags (!) are not accepted; quote the value if it is a text"
        case "|", ">": message = "a text block cannot stand here; put it behind a key"
        case "%", "@", "`", "#": message = "a value cannot begin with '\(first)'; put it in quotes"
        case ",", "]", "}": message = "unexpected '\(first)'"
        case "?" where line.isSeparated(after: column):
            message = "keys after '?' are not accepted, expected 'key: value'"
        case "-" where line.isSeparated(after: column):
            message = "a list cannot begin here; put it on the lines below"
        case ":" where line.isSeparated(after: column): message = "a key is missing before ':'"
        case "\t": message = "a tab in the indentation, expected spaces"
        default: return true
        }
        fail(.syntax, at: column, location: location, message)
        return false
    }

    /// A value without quotes, to the end of the line or a comment.
    private mutating func parsePlain(_ line: YAMLLine, location: YAMLLocation) -> String? {
        let start = column
        var index = start
        while let scalar = line[index] {
            if scalar == "#", index > start, isSpace(line[index - 1]) { break }
            if scalar == ":", line.isSeparated(after: index) {
                let message = "a ':' with a space behind it inside a value; put the value in quotes"
                fail(.syntax, at: index, location: location, message)
                return nil
            }
            index += 1
        }
        column = index
        return text(line, start..<index)
    }

    func isSpace(_ scalar: Unicode.Scalar?) -> Bool {
        scalar == " " || scalar == "\t"
    }

    /// The text of a range without white space at its end.
    func text(_ line: YAMLLine, _ range: Range<Int>) -> String {
        var end = range.upperBound
        while end > range.lowerBound, isSpace(line[end - 1]) { end -= 1 }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: line.scalars[range.lowerBound..<end])
        return String(text)
    }

    // MARK: Text blocks

    /// The lines after `|` (kept as they are) or `>` (joined by spaces); with `-` without a last line end.
    mutating func parseTextBlock(parentIndent: Int, location: YAMLLocation) -> YAMLNode? {
        guard let header = currentLine else { return nil }
        let start = position(column)
        let isFolded = header[column] == ">"
        let isStripped = header[column + 1] == "-"
        let end = column + (isStripped ? 2 : 1)
        guard header.isBlank(from: end) else {
            let message = "after '|' or '>' only '-' and a comment may stand on the line"
            fail(.syntax, at: end, location: location, message)
            return nil
        }
        lineIndex += 1
        column = 0
        var block: [String] = []
        var blockIndent: Int?
        while let line = currentLine {
            if line.indent == line.scalars.count {
                block.append("")
            } else {
                guard line.indent > parentIndent else { break }
                let indent = blockIndent ?? line.indent
                blockIndent = indent
                guard line.indent >= indent else { break }
                if isFolded, line.indent > indent || line[line.indent] == "\t" {
                    let message = "a line indented more than the others after '>'; use '|'"
                    fail(.syntax, at: line.indent, location: location, message)
                }
                block.append(text(line, indent..<line.scalars.count, keepingSpaces: true))
            }
            lineIndex += 1
        }
        while block.last == "" { block.removeLast() }
        let joined = isFolded ? folded(block) : block.joined(separator: "\n")
        let text = joined.isEmpty || isStripped ? joined : joined + "\n"
        return scalar(text, isQuoted: true, start, location)
    }

    private func text(_ line: YAMLLine, _ range: Range<Int>, keepingSpaces: Bool) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: line.scalars[range])
        return String(text)
    }

    /// A line end becomes a space; each empty line between becomes a line end.
    private func folded(_ block: [String]) -> String {
        var text = ""
        var emptyLines = 0
        for (index, line) in block.enumerated() {
            if line.isEmpty {
                emptyLines += 1
                continue
            }
            if emptyLines > 0 {
                text += String(repeating: "\n", count: emptyLines)
            } else if index > 0 {
                text += " "
            }
            text += line
            emptyLines = 0
        }
        return text
    }
}
