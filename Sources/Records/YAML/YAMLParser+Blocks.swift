extension YAMLParser {
    /// The node that begins on the current line at `indent`.
    mutating func parseBlockNode(indent: Int, location: YAMLLocation) -> YAMLNode? {
        guard let line = currentLine, !isHopeless else { return nil }
        column = indent
        guard admit(location, at: indent), refuseTab(in: line, at: indent, location: location)
        else { return nil }
        if line[indent] == "-", line.isSeparated(after: indent) {
            return parseBlockList(indent: indent, location: location)
        }
        if line[indent] == "[" || line[indent] == "{" {
            return parseLoneValue(indent: indent, location: location)
        }
        if keyEnd(line, from: indent) != nil {
            return parseBlockMap(indent: indent, location: location)
        }
        return parseLoneValue(indent: indent, location: location)
    }

    /// A tab where indentation is expected looks like spaces and is not.
    private mutating func refuseTab(
        in line: YAMLLine,
        at indent: Int,
        location: YAMLLocation
    ) -> Bool {
        guard line[indent] == "\t" else { return true }
        fail(.syntax, at: indent, location: location, "a tab in the indentation, expected spaces")
        isHopeless = true
        return false
    }

    /// A scalar or flow value that is all there is, with nothing after it on its line.
    private mutating func parseLoneValue(indent: Int, location: YAMLLocation) -> YAMLNode? {
        column = indent
        guard let node = parseInlineValue(location: location) else { return nil }
        finishLine(location: location)
        return node
    }

    // MARK: Lists

    private mutating func parseBlockList(indent: Int, location: YAMLLocation) -> YAMLNode {
        let start = position(indent)
        var items: [YAMLNode] = []
        // An item that cannot be read keeps its number, so that those behind it keep theirs.
        var itemCount = 0
        while let line = currentLine, !isHopeless, line.scalars.count > indent,
            isAt(indent, in: line), line[indent] == "-", line.isSeparated(after: indent)
        {
            let itemLocation = location.appending(index: itemCount)
            itemCount += 1
            let before = lineIndex
            if let item = parseListItem(indent: indent, location: itemLocation) {
                items.append(item)
            } else if lineIndex == before {
                skipEntry(indent: indent)
            }
            column = 0
            skipBlankLines()
            refuseDeeperLine(than: indent, location: location)
        }
        return YAMLNode(content: .list(items), position: start, location: location)
    }

    /// The first item of a compact list (`- - a`) is on a line whose own indent is smaller.
    private func isAt(_ indent: Int, in line: YAMLLine) -> Bool {
        line.indent == indent || (line.indent < indent && column == indent)
    }

    private mutating func parseListItem(indent: Int, location: YAMLLocation) -> YAMLNode? {
        guard let line = currentLine else { return nil }
        var start = indent + 1
        while line[start] == " " { start += 1 }
        if line.isBlank(from: indent + 1) {
            let dash = position(indent)
            lineIndex += 1
            return parseNestedOrNothing(
                deeperThan: indent,
                listMayBeAt: nil,
                after: dash,
                location: location
            )
        }
        if line[start] == "|" || line[start] == ">" {
            column = start
            guard admit(location, at: start) else { return nil }
            return parseTextBlock(parentIndent: indent, location: location)
        }
        return parseBlockNode(indent: start, location: location)
    }

    // MARK: Maps

    private mutating func parseBlockMap(indent: Int, location: YAMLLocation) -> YAMLNode {
        let start = position(indent)
        var entries: [YAMLEntry] = []
        var seen: [String: TextPosition] = [:]
        while let line = currentLine, !isHopeless, isAt(indent, in: line),
            !(line[indent] == "-" && line.isSeparated(after: indent)),
            !(indent == 0 && line.isMarker)
        {
            column = indent
            let before = lineIndex
            if let entry = parseMapEntry(indent: indent, location: location) {
                admitKey(entry, into: &entries, seen: &seen, location: location)
            } else if lineIndex == before {
                skipEntry(indent: indent)
            }
            column = 0
            skipBlankLines()
            refuseDeeperLine(than: indent, location: location)
        }
        return YAMLNode(content: .map(entries), position: start, location: location)
    }

    mutating func admitKey(
        _ entry: YAMLEntry,
        into entries: inout [YAMLEntry],
        seen: inout [String: TextPosition],
        location: YAMLLocation
    ) {
        if let first = seen[entry.key] {
            fail(
                .keyRepeated,
                position: entry.keyPosition,
                location: location.appending(key: entry.key),
                "the key stands here a second time, first on line \(first.line)"
            )
            return
        }
        seen[entry.key] = entry.keyPosition
        entries.append(entry)
    }

    private mutating func parseMapEntry(indent: Int, location: YAMLLocation) -> YAMLEntry? {
        guard let line = currentLine, let key = parseKey(location: location) else { return nil }
        let keyPosition = position(indent)
        let valueLocation = location.appending(key: key)
        column += 1  // the colon
        if line.isBlank(from: column) {
            lineIndex += 1
            let value = parseNestedOrNothing(
                deeperThan: indent,
                listMayBeAt: indent,
                after: keyPosition,
                location: valueLocation
            )
            return value.map { YAMLEntry(key: key, keyPosition: keyPosition, value: $0) }
        }
        while line[column] == " " || line[column] == "\t" { column += 1 }
        guard admit(valueLocation, at: column) else { return nil }
        if line[column] == "|" || line[column] == ">" {
            let value = parseTextBlock(parentIndent: indent, location: valueLocation)
            return value.map { YAMLEntry(key: key, keyPosition: keyPosition, value: $0) }
        }
        guard let value = parseInlineValue(location: valueLocation) else { return nil }
        finishLine(location: valueLocation)
        return YAMLEntry(key: key, keyPosition: keyPosition, value: value)
    }

    /// What stands below a key or a dash with nothing behind it: a deeper node, for a key also a list at
    /// its own indent, or nothing.
    private mutating func parseNestedOrNothing(
        deeperThan indent: Int,
        listMayBeAt listIndent: Int?,
        after place: TextPosition,
        location: YAMLLocation
    ) -> YAMLNode? {
        skipBlankLines()
        if let line = currentLine {
            let isList =
                line.indent == listIndent && line[line.indent] == "-"
                && line.isSeparated(after: line.indent)
            if (line.indent > indent || isList) && !line.isMarker {
                return parseBlockNode(indent: line.indent, location: location)
            }
        }
        let nothing = YAMLScalar(text: "", isQuoted: false)
        guard admit(location, at: 0) else { return nil }
        return YAMLNode(content: .scalar(nothing), position: place, location: location)
    }

    // MARK: After a fault

    /// A line indented more than the entries of the block it stands in.
    private mutating func refuseDeeperLine(than indent: Int, location: YAMLLocation) {
        guard let line = currentLine, !isHopeless, line.indent > indent else { return }
        let message =
            line[line.indent] == "\t"
            ? "a tab in the indentation, expected spaces"
            : "this line is indented more than the entries above it, or continues a value; put a value "
                + "of several lines after '|' or '>'"
        fail(.syntax, at: line.indent, location: location, message)
        while let next = currentLine, next.indent > indent || next.isBlankOrComment {
            lineIndex += 1
        }
    }

    /// Goes on at the next line that is not deeper than `indent`.
    private mutating func skipEntry(indent: Int) {
        lineIndex += 1
        while let line = currentLine, line.indent > indent || line.isBlankOrComment {
            lineIndex += 1
        }
    }

    /// Nothing but a comment may follow a value on its line.
    mutating func finishLine(location: YAMLLocation) {
        guard let line = currentLine, !isHopeless else { return }
        if !line.isBlank(from: column) {
            var start = column
            while line[start] == " " || line[start] == "\t" { start += 1 }
            fail(.syntax, at: start, location: location, "unexpected text after the value")
        }
        lineIndex += 1
        column = 0
    }
}
