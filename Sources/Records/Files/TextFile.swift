/// The text of a small file, read whole: UTF-8, UTF-16 with a mark, any line end.
package struct TextFile: Sendable {
    /// What the user calls it; for messages.
    package let file: String
    /// UTF-8 without a byte-order mark, lines ending with LF or CRLF.
    package let bytes: ArraySlice<UInt8>
    /// SHA-256 of the bytes as they were read, before any conversion; 64 hexadecimal digits.
    package let sha256: String
    /// What was converted.
    package let warnings: [TableWarning]

    /// Tables are read into memory; one beyond this is not a table of this kind.
    package static let longest = 4 << 30

    /// - Parameter path: a regular file, or `-` for standard input.
    /// - Throws: one fault, where the file is missing, empty, not text, too large or not readable.
    package init(reading path: String) throws(Faults) {
        do throws(FileTrouble) {
            try self.init(
                FileBytes(reading: path, limit: Self.longest, readsStandardInput: true)
            )
        } catch {
            throw Faults(Fault(error, file: path))
        }
    }

    /// - Throws: where it is empty, not text, or damaged.
    package init(_ source: FileBytes) throws(FileTrouble) {
        let form = try source.bytes.withUnsafeBufferPointer { buffer throws(FileTrouble) in
            try TextForm.of(buffer)
        }
        file = source.name
        sha256 = source.sha256
        warnings = form.warnings(file: source.name)
        let text = source.bytes.dropFirst(form.markLength)
        let plain = form.encoding == .utf8 ? text : try Self.decoded(text, form.encoding)
        bytes = form.lineEnd == .carriageReturn ? Self.withLineFeeds(plain) : plain
    }

    /// Whether the text is JSON, by its first character.
    package var isJSON: Bool {
        let first = bytes.first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
        return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    }

    private static func decoded(
        _ bytes: ArraySlice<UInt8>,
        _ encoding: TextForm.Encoding
    ) throws(FileTrouble) -> ArraySlice<UInt8> {
        guard bytes.count.isMultiple(of: 2) else { throw .damagedUTF16 }
        let low = encoding == .utf16LittleEndian ? 0 : 1
        let units = stride(from: bytes.startIndex, to: bytes.endIndex, by: 2).map {
            UInt16(bytes[$0 + low]) | UInt16(bytes[$0 + 1 - low]) << 8
        }
        guard let text = String(validating: units, as: UTF16.self) else { throw .damagedUTF16 }
        return Array(text.utf8)[...]
    }

    /// CR, LF and CRLF each end one line, so that line numbers stay those of the file.
    private static func withLineFeeds(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var followsReturn = false
        for byte in bytes {
            if byte != 0x0A || !followsReturn { result.append(byte == 0x0D ? 0x0A : byte) }
            followsReturn = byte == 0x0D
        }
        return result[...]
    }
}

extension TextForm {
    /// What was converted.
    fileprivate func warnings(file: String) -> [TableWarning] {
        var warnings: [TableWarning] = []
        if encoding != .utf8 { warnings.append(.utf16(file: file)) }
        if lineEnd == .carriageReturn { warnings.append(.carriageReturns(file: file)) }
        return warnings
    }
}
