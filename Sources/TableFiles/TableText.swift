internal import TopsliceCohortData
internal import Glibc
internal import TopsliceRecords

/// The text of a small table, read whole: UTF-8, UTF-16 with a mark, any line end.
package struct TableText: Sendable {
    /// What the user calls it; for messages.
    package let file: String
    /// UTF-8 without a byte-order mark.
    package let bytes: ArraySlice<UInt8>
    /// SHA-256 of the bytes as they were read, 64 hexadecimal digits.
    package let sha256: String
    package let warnings: [String]

    /// Tables are read into memory; one beyond this is not a table of this kind.
    package static let longest = 4 << 30

    /// - Throws: `CohortFaults` where the file is missing, empty, not text or not readable; `TableFaults`
    ///   where it is too large.
    package init(reading path: String) throws {
        let source = try TextSource.open(path)
        guard source.byteCount <= Self.longest else {
            throw TableFaults([
                TableFault(
                    file: path,
                    line: 1,
                    message: "the file is larger than \(Self.longest) bytes"
                )
            ])
        }
        let all = try Self.contents(of: source)
        file = source.name
        bytes = all.dropFirst(source.offset)
        warnings = source.warnings.map(\.description)
        var digest = try SHA256Digest()
        all.withUnsafeBytes { digest.update($0) }
        sha256 = digest.finalise()
    }

    /// Whether the text is JSON, by its first character.
    package var isJSON: Bool {
        let first = bytes.first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
        return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    }

    private static func contents(of source: TextSource) throws -> [UInt8] {
        func fault(_ message: String) -> TableFaults {
            TableFaults([TableFault(file: source.name, line: 1, message: message)])
        }
        let descriptor = open(source.path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw fault("the file cannot be opened") }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: source.byteCount)
        var filled = 0
        while filled < bytes.count {
            let count = bytes.withUnsafeMutableBytes { buffer in
                read(descriptor, buffer.baseAddress.map { $0 + filled }, buffer.count - filled)
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw fault("the file cannot be read") }
            if count == 0 { break }
            filled += count
        }
        bytes.removeSubrange(filled...)
        return bytes
    }
}
