/// How a file's text is written, told from its beginning: the encoding from the first bytes, the line end
/// from the first one found.
package struct TextForm: Sendable, Equatable {
    package enum Encoding: Equatable {
        case utf8
        case utf16LittleEndian
        case utf16BigEndian
    }

    package enum LineEnd: Equatable {
        /// LF or CRLF, which are read alike; also where no line end was found.
        case lineFeed
        /// CR alone, as on the first Macintosh.
        case carriageReturn
    }

    package let encoding: Encoding
    package let lineEnd: LineEnd
    /// Length of the byte-order mark in bytes.
    package let markLength: Int

    private static let lineFeed: UInt8 = 0x0A
    private static let carriageReturn: UInt8 = 0x0D

    /// - Parameter bytes: the beginning of a file, or all of it.
    /// - Throws: where it is empty, not text, or in an encoding that is not read.
    package static func of(_ bytes: UnsafeBufferPointer<UInt8>) throws(FileTrouble) -> TextForm {
        guard !bytes.isEmpty else { throw .empty }
        let (encoding, markLength) = try encoding(of: bytes)
        return TextForm(
            encoding: encoding,
            lineEnd: lineEnd(of: bytes, encoding: encoding, from: markLength),
            markLength: markLength
        )
    }

    private static func encoding(
        of bytes: UnsafeBufferPointer<UInt8>
    ) throws(FileTrouble) -> (Encoding, markLength: Int) {
        // UTF-32 first: its little-endian mark begins like the one of UTF-16.
        if begins(bytes, [0xFF, 0xFE, 0, 0]) || begins(bytes, [0, 0, 0xFE, 0xFF]) {
            throw .utf32
        }
        if begins(bytes, [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
        if begins(bytes, [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
        if begins(bytes, [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
        if let format = BinaryFormat.of(bytes) {
            throw .notText(format)
        }
        if looksLikeUTF16(bytes) {
            throw .utf16WithoutMark
        }
        return (.utf8, 0)
    }

    static func begins(_ bytes: UnsafeBufferPointer<UInt8>, _ mark: [UInt8]) -> Bool {
        bytes.count >= mark.count && mark.indices.allSatisfy { bytes[$0] == mark[$0] }
    }

    /// Header names are mostly ASCII, so in UTF-16 every other byte is NUL.
    private static func looksLikeUTF16(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let pairs = min(bytes.count, 64) / 2
        guard pairs >= 2 else { return false }
        var evenNULs = 0
        var oddNULs = 0
        for pair in 0..<pairs {
            if bytes[2 * pair] == 0 { evenNULs += 1 }
            if bytes[2 * pair + 1] == 0 { oddNULs += 1 }
        }
        let most = pairs - pairs / 4
        return (evenNULs >= most && oddNULs == 0) || (oddNULs >= most && evenNULs == 0)
    }

    private static func lineEnd(
        of bytes: UnsafeBufferPointer<UInt8>,
        encoding: Encoding,
        from start: Int
    ) -> LineEnd {
        let (step, low) =
            switch encoding {
            case .utf8: (1, 0)
            case .utf16LittleEndian: (2, 0)
            case .utf16BigEndian: (2, 1)
            }
        func unit(_ index: Int) -> UInt8? {
            guard index + step <= bytes.count else { return nil }
            // Of a UTF-16 unit only those below U+0100 matter here.
            if step == 2, bytes[index + 1 - low] != 0 { return 0xFF }
            return bytes[index + low]
        }
        var index = start
        while let byte = unit(index) {
            if byte == lineFeed { return .lineFeed }
            if byte == carriageReturn {
                return unit(index + step) == lineFeed ? .lineFeed : .carriageReturn
            }
            index += step
        }
        return .lineFeed
    }
}
