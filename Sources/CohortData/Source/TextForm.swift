internal import Glibc

/// How a file's text is written, told from its beginning: the encoding from the first bytes, the line end
/// from the first one found.
struct TextForm: Equatable {
    enum Encoding: Equatable {
        case utf8
        case utf16LittleEndian
        case utf16BigEndian
    }

    enum LineEnd: Equatable {
        /// LF or CRLF, which are read alike; also where no line end was found.
        case lineFeed
        /// CR alone, as on the first Macintosh.
        case carriageReturn
    }

    let encoding: Encoding
    let lineEnd: LineEnd
    /// Length of the byte-order mark in bytes.
    let markLength: Int

    /// How far the first line end is looked for: beyond the longest header that can be accepted.
    private static let peekLength = 1 << 20

    /// - Throws: where the file is empty, not text, or in an encoding that is not read.
    static func of(_ file: InputFile) throws(CohortFaults) -> TextForm {
        let peek = UnsafeMutableRawBufferPointer.allocate(
            byteCount: min(max(file.byteCount, 1), peekLength),
            alignment: 16
        )
        defer { peek.deallocate() }
        var count = 0
        while count < peek.count {
            let rest = UnsafeMutableRawBufferPointer(rebasing: peek[count...])
            let read = try file.read(into: rest, at: count)
            if read == 0 { break }
            count += read
        }
        let bytes = FieldBytes(
            rebasing: UnsafeBufferPointer(peek.bindMemory(to: UInt8.self))[0..<count]
        )
        guard count > 0 else {
            throw InputFile.fault(
                .emptyFile,
                file.name,
                "the file is empty, expected a header line"
            )
        }
        let (encoding, markLength) = try encoding(of: bytes, name: file.name)
        return TextForm(
            encoding: encoding,
            lineEnd: lineEnd(of: bytes, encoding: encoding, from: markLength),
            markLength: markLength
        )
    }

    private static func encoding(
        of bytes: FieldBytes,
        name: String
    ) throws(CohortFaults) -> (Encoding, markLength: Int) {
        // UTF-32 first: its little-endian mark begins like the one of UTF-16.
        if begins(bytes, [0xFF, 0xFE, 0, 0]) || begins(bytes, [0, 0, 0xFE, 0xFF]) {
            throw InputFile.fault(
                .encoding,
                name,
                "the text is in UTF-32, which is not read; save it as UTF-8"
            )
        }
        if begins(bytes, [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
        if begins(bytes, [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
        if begins(bytes, [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
        if let format = BinaryFormat.of(bytes) {
            throw InputFile.fault(.notText, name, format.message)
        }
        if looksLikeUTF16(bytes) {
            throw InputFile.fault(
                .encoding,
                name,
                "the text looks like UTF-16 without a byte-order mark; save it as UTF-8"
            )
        }
        return (.utf8, 0)
    }

    static func begins(_ bytes: FieldBytes, _ mark: [UInt8]) -> Bool {
        bytes.count >= mark.count && mark.indices.allSatisfy { bytes[$0] == mark[$0] }
    }

    /// Header names are mostly ASCII, so in UTF-16 every other byte is NUL.
    private static func looksLikeUTF16(_ bytes: FieldBytes) -> Bool {
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
        of bytes: FieldBytes,
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
            if byte == .lineFeed { return .lineFeed }
            if byte == .carriageReturn {
                return unit(index + step) == .lineFeed ? .lineFeed : .carriageReturn
            }
            index += step
        }
        return .lineFeed
    }

    func warnings(file: String) -> [CohortWarning] {
        var warnings: [CohortWarning] = []
        if encoding != .utf8 {
            let message = "the text is in UTF-16 and was converted; UTF-8 is expected"
            warnings.append(CohortWarning(.utf16, file: file, line: 1, message: message))
        }
        if lineEnd == .carriageReturn {
            let message = "lines end in a carriage return alone and were converted; LF is expected"
            warnings.append(
                CohortWarning(.carriageReturnOnly, file: file, line: 1, message: message)
            )
        }
        return warnings
    }
}
