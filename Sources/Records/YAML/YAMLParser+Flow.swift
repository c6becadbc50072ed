extension YAMLParser {
    /// `[a, b]`, perhaps over several lines.
    mutating func parseFlowList(location: YAMLLocation) -> YAMLNode? {
        let start = position(column)
        var items: [YAMLNode] = []
        column += 1
        while true {
            guard let scalar = nextInFlow(opened: start, "list", location: location) else {
                return nil
            }
            if scalar == "]" { break }
            let itemLocation = location.appending(index: items.count)
            guard let item = parseFlowValue(location: itemLocation) else { return nil }
            items.append(item)
            guard let next = nextInFlow(opened: start, "list", location: location) else {
                return nil
            }
            if next == "," {
                column += 1
            } else if next == ":" {
                return failInFlow("a map within a list must stand in braces {}", location, start)
            } else if next != "]" {
                return failInFlow("expected ',' or ']'", location, start)
            }
        }
        column += 1
        return YAMLNode(content: .list(items), position: start, location: location)
    }

    /// `{a: 1, b: 2}`, perhaps over several lines; so also JSON.
    mutating func parseFlowMap(location: YAMLLocation) -> YAMLNode? {
        let start = position(column)
        var entries: [YAMLEntry] = []
        var seen: [String: TextPosition] = [:]
        column += 1
        while true {
            guard let scalar = nextInFlow(opened: start, "map", location: location) else {
                return nil
            }
            if scalar == "}" { break }
            guard let entry = parseFlowEntry(opened: start, location: location) else { return nil }
            admitKey(entry, into: &entries, seen: &seen, location: location)
            guard let next = nextInFlow(opened: start, "map", location: location) else {
                return nil
            }
            if next == "," {
                column += 1
            } else if next != "}" {
                return failInFlow("expected ',' or '}'", location, start)
            }
        }
        column += 1
        return YAMLNode(content: .map(entries), position: start, location: location)
    }

    private static func isOfAmount(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: ".")
    }

    private mutating func parseFlowEntry(
        opened: TextPosition,
        location: YAMLLocation
    ) -> YAMLEntry? {
        guard let line = currentLine, let first = line[column] else { return nil }
        let keyColumn = column
        let keyPosition = position(column)
        guard refuseFlowIndicator(first, in: line, location: location) else {
            return abandonFlow(opened)
        }
        let isQuoted = first == "\"" || first == "'"
        let key: String
        if isQuoted {
            guard let quoted = parseQuoted(location: location) else { return abandonFlow(opened) }
            key = quoted
        } else if first == "[" || first == "{" {
            return failInFlow("a key must be a text", location, opened)
        } else {
            key = parseFlowPlain(line)
        }
        guard acceptable(key, at: keyColumn, location: location) else { return abandonFlow(opened) }
        let valueLocation = location.appending(key: key)
        while isSpace(line[column]) { column += 1 }
        guard line[column] == ":" else {
            // What follows a comma inside an amount: `{amount: 1,000.00}`.
            if key.utf8.count >= 3, key.utf8.allSatisfy({ Self.isOfAmount($0) }) {
                return failInFlow(
                    "a comma inside {…} ends the value before it; put an amount with commas in quotes",
                    location,
                    opened
                )
            }
            return failInFlow(
                "expected ':' and a value after the key on its line",
                valueLocation,
                opened
            )
        }
        column += 1
        guard let after = nextInFlow(opened: opened, "map", location: location) else { return nil }
        if after == "," || after == "}" {
            guard admit(valueLocation, at: column) else { return nil }
            let nothing = scalar("", isQuoted: false, keyPosition, valueLocation)
            return YAMLEntry(key: key, keyPosition: keyPosition, value: nothing)
        }
        guard let value = parseFlowValue(location: valueLocation) else { return nil }
        return YAMLEntry(key: key, keyPosition: keyPosition, value: value)
    }

    private mutating func parseFlowValue(location: YAMLLocation) -> YAMLNode? {
        guard let line = currentLine, let first = line[column] else { return nil }
        let start = position(column)
        guard admit(location, at: column) else { return nil }
        guard refuseFlowIndicator(first, in: line, location: location) else {
            return abandonFlow(start)
        }
        switch first {
        case "[": return parseFlowList(location: location)
        case "{": return parseFlowMap(location: location)
        case "\"", "'":
            guard let text = parseQuoted(location: location) else { return abandonFlow(start) }
            return scalar(text, isQuoted: true, start, location)
        default:
            return scalar(parseFlowPlain(line), isQuoted: false, start, location)
        }
    }

    /// Within brackets `?` and `:` at the beginning mean something else to some readers of YAML.
    private mutating func refuseFlowIndicator(
        _ first: Unicode.Scalar,
        in line: YAMLLine,
        location: YAMLLocation
    ) -> Bool {
        guard first != ":", first != "?" else {
            let message = "a text in brackets cannot begin with '\(first)'; put it in quotes"
            fail(.syntax, at: column, location: location, message)
            return false
        }
        return refuseIndicator(first, in: line, at: column, location: location)
    }

    /// A scalar without quotes, to the next `,`, bracket, `: ` or comment.
    private mutating func parseFlowPlain(_ line: YAMLLine) -> String {
        let start = column
        while let scalar = line[column] {
            if isFlowIndicator(scalar) { break }
            if scalar == ":", line[column + 1].map({ isSpace($0) || isFlowIndicator($0) }) ?? true {
                break
            }
            if scalar == "#", column > start, isSpace(line[column - 1]) { break }
            column += 1
        }
        return text(line, start..<column)
    }

    private func isFlowIndicator(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case ",", "[", "]", "{", "}": true
        default: false
        }
    }

    /// The next character that is neither space nor comment, on this line or a later one.
    private mutating func nextInFlow(
        opened: TextPosition,
        _ what: String,
        location: YAMLLocation
    ) -> Unicode.Scalar? {
        while let line = currentLine, !isHopeless {
            while isSpace(line[column]) { column += 1 }
            let isComment =
                line[column] == "#" && (column == 0 || isSpace(line[column - 1]))
            if let scalar = line[column], !isComment { return scalar }
            lineIndex += 1
            column = 0
            if let next = currentLine, next.isMarker { break }
        }
        guard !isHopeless else { return nil }
        let message = "the \(what) opened here is not closed"
        fail(.syntax, position: opened, location: location, message)
        isHopeless = true
        return nil
    }

    /// A fault at the present place within brackets.
    private mutating func failInFlow<Value>(
        _ message: String,
        _ location: YAMLLocation,
        _ opened: TextPosition
    ) -> Value? {
        let isElsewhere = opened.line != lineIndex + 1
        let origin = isElsewhere ? " (in what was opened on line \(opened.line))" : ""
        fail(.syntax, at: column, location: location, message + origin)
        return abandonFlow(opened)
    }

    /// After a fault within brackets the next entry can be found only where they are on one line.
    private mutating func abandonFlow<Value>(_ opened: TextPosition) -> Value? {
        if opened.line != lineIndex + 1 || currentLine?.indent == opened.column - 1 {
            isHopeless = true
        }
        return nil
    }
}
