internal import Glibc

/// The header record of a CSV file.
enum HeaderLine {
    /// Longest header looked at.
    private static let most = 1 << 20

    /// Column names and the offset of the first byte after the record; nil where there is no proper header.
    ///
    /// Blank lines above it are skipped.
    static func read(_ source: TextSource, delimiter: UInt8) -> (names: [String], end: Int)? {
        guard let bytes = bytes(of: source, from: source.offset, most: most) else { return nil }
        let isWhole = source.offset + bytes.count == source.byteCount
        var names: [String] = []
        var field: [UInt8] = []
        var index = firstLineWithContent(bytes, delimiter: delimiter)
        guard index < bytes.count else { return nil }
        while true {
            field.removeAll()
            if index < bytes.count, bytes[index] == .quote {
                guard let close = closingQuote(bytes, index + 1, &field) else { return nil }
                index = close + 1
            } else {
                while index < bytes.count, bytes[index] != delimiter, !isEnd(bytes[index]) {
                    field.append(bytes[index])
                    index += 1
                }
            }
            let hasControls = field.contains { $0 < 32 && $0 != 9 && $0 != 10 && $0 != 13 }
            guard !hasControls, field.count <= CohortReader.longestField,
                names.count < RecordScanner.columnLimit,
                let name = String(validating: field, as: UTF8.self)
            else { return nil }
            names.append(name)
            guard index < bytes.count else {
                return isWhole ? (names, source.offset + index) : nil
            }
            if bytes[index] == delimiter {
                index += 1
                continue
            }
            if bytes[index] == .carriageReturn { index += 1 }
            guard index < bytes.count, bytes[index] == .lineFeed else { return nil }
            return (names, source.offset + index + 1)
        }
    }

    private static func isEnd(_ byte: UInt8) -> Bool {
        byte == .lineFeed || byte == .carriageReturn || byte == .quote
    }

    private static func firstLineWithContent(_ bytes: [UInt8], delimiter: UInt8) -> Int {
        var start = 0
        var index = 0
        while index < bytes.count {
            switch bytes[index] {
            case .lineFeed: start = index + 1
            case .space, .carriageReturn: break
            case .tab where delimiter != .tab: break
            default: return start
            }
            index += 1
        }
        return start
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
