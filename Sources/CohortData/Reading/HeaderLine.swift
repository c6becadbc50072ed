internal import Glibc

/// The header record of a CSV file.
enum HeaderLine {
    /// Longest header looked at.
    private static let most = 1 << 20

    /// Column names and the offset of the first byte after the record; nil where there is no proper header.
    static func read(_ source: TextSource, delimiter: UInt8) -> (names: [String], end: Int)? {
        guard let bytes = bytes(of: source, from: source.offset, most: most) else { return nil }
        var names: [String] = []
        var field: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "\"") {
                guard let close = closingQuote(bytes, index + 1, &field) else { return nil }
                index = close + 1
            } else {
                while index < bytes.count, bytes[index] != delimiter, bytes[index] != 10,
                    bytes[index] != UInt8(ascii: "\"")
                {
                    field.append(bytes[index])
                    index += 1
                }
            }
            let atEnd = index >= bytes.count
            if !atEnd, bytes[index] != delimiter, bytes[index] != 10, bytes[index] != 13 {
                return nil
            }
            if !atEnd, bytes[index] == 13 { index += 1 }
            if (atEnd || bytes[index] == 10), field.last == 13 { field.removeLast() }
            guard let name = String(validating: field, as: UTF8.self) else { return nil }
            names.append(name)
            field.removeAll()
            if atEnd || bytes[index] == 10 {
                return (names, source.offset + min(index + 1, bytes.count))
            }
            index += 1
        }
        return nil
    }

    /// The length of the whole lines within the first `most` bytes at `start`; all that is left where there is no more.
    static func wholeLines(of source: TextSource, from start: Int, most: Int) throws -> Int {
        let left = source.byteCount - start
        guard left > most else { return left }
        guard let bytes = bytes(of: source, from: start, most: most) else {
            throw ReadInterruption.unreadable
        }
        // Only a line feed outside quotes ends a record.
        var inside = false
        var end = 0
        for (index, byte) in bytes.enumerated() {
            if byte == UInt8(ascii: "\"") { inside.toggle() }
            if byte == 10, !inside { end = index + 1 }
        }
        return end
    }

    private static func bytes(of source: TextSource, from start: Int, most: Int) -> [UInt8]? {
        let descriptor = open(source.path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var result = [UInt8](repeating: 0, count: max(0, min(most, source.byteCount - start)))
        var done = 0
        while done < result.count {
            let count = result.withUnsafeMutableBytes { buffer in
                pread(
                    descriptor,
                    buffer.baseAddress.map { $0 + done },
                    buffer.count - done,
                    off_t(start + done)
                )
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return nil }
            done += count
        }
        return result
    }

    private static func closingQuote(
        _ bytes: [UInt8],
        _ start: Int,
        _ field: inout [UInt8]
    ) -> Int? {
        var index = start
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "\"") {
                guard index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "\"") else {
                    return index
                }
                index += 1
            }
            field.append(bytes[index])
            index += 1
        }
        return nil
    }
}
