/// A cell as it stands in a file, neutralised and quoted: made once where it is written often.
package struct CSVText: Sendable {
    let bytes: [UInt8]

    package init(_ cell: CSVCell) {
        bytes = TextStream.bytes { Self.write(cell.content, to: $0) }
    }

    static func write(_ content: String, to output: TextStream) {
        var content = content
        content.withUTF8 { write($0, to: output) }
    }

    private static func write(_ content: UnsafeBufferPointer<UInt8>, to output: TextStream) {
        let quote = UInt8(ascii: "\"")
        let needsQuotes = content.contains {
            $0 == UInt8(ascii: ",") || $0 == quote || $0 == 0x0A || $0 == 0x0D
        }
        let isPadded = content.first == 0x20 || content.last == 0x20
        guard needsQuotes || isPadded else {
            output.append(content)
            return
        }
        output.append(quote)
        for byte in content {
            if byte == quote { output.append(quote) }
            output.append(byte)
        }
        output.append(quote)
    }
}
