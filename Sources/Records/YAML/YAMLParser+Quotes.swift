extension YAMLParser {
    /// A quoted text at `column`, on one line; leaves `column` behind the closing quote.
    mutating func parseQuoted(location: YAMLLocation) -> String? {
        guard let line = currentLine, let quote = line[column] else { return nil }
        let start = column
        var text = String.UnicodeScalarView()
        column += 1
        while let scalar = line[column] {
            if scalar == quote {
                if quote == "'", line[column + 1] == "'" {
                    text.append("'")
                    column += 2
                    continue
                }
                column += 1
                return String(text)
            }
            if scalar == "\\", quote == "\"" {
                guard let escaped = parseEscape(line, location: location) else { return nil }
                text.append(escaped)
            } else {
                text.append(scalar)
                column += 1
            }
        }
        let message = "the quote opened here is not closed on its line"
        fail(.syntax, at: start, location: location, message)
        return nil
    }

    /// The character meant by a backslash and what follows it.
    private mutating func parseEscape(_ line: YAMLLine, location: YAMLLocation) -> Unicode.Scalar? {
        let start = column
        guard let code = line[start + 1] else {
            fail(.syntax, at: start, location: location, "a backslash at the end of the line")
            return nil
        }
        column += 2
        let value: UInt32?
        switch code {
        case "\"", "\\", "/": return code
        case "n": return "\n"
        case "t": return "\t"
        case "r": return "\r"
        case "b": return "\u{8}"
        case "f": return "\u{C}"
        case "x": value = hexadecimal(line, digits: 2)
        case "u": value = sixteenBitEscape(line)
        case "U": value = hexadecimal(line, digits: 8)
        default: value = nil
        }
        guard let value, let scalar = Unicode.Scalar(value), scalar.value != 0 else {
            let message = "'\\\(escaped(String(code)))…' is not an accepted escape"
            fail(.syntax, at: start, location: location, message)
            return nil
        }
        return scalar
    }

    /// `\uD83D\uDE00` as JSON writes characters beyond the first plane, or a single `\u00E9`.
    private mutating func sixteenBitEscape(_ line: YAMLLine) -> UInt32? {
        guard let first = hexadecimal(line, digits: 4) else { return nil }
        guard (0xD800...0xDBFF).contains(first) else { return first }
        guard line[column] == "\\", line[column + 1] == "u" else { return nil }
        column += 2
        guard let second = hexadecimal(line, digits: 4), (0xDC00...0xDFFF).contains(second) else {
            return nil
        }
        return 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
    }

    private mutating func hexadecimal(_ line: YAMLLine, digits: Int) -> UInt32? {
        var value: UInt32 = 0
        for _ in 0..<digits {
            guard let scalar = line[column], scalar.isASCII,
                let digit = Character(scalar).hexDigitValue
            else { return nil }
            value = value << 4 | UInt32(digit)
            column += 1
        }
        return value
    }
}
