internal import Glibc
internal import TopsliceRecords

/// One thread's share of a pass: reads its stretches of the file and fills its block.
///
/// Used by one thread at a time, hence unchecked.
final class ChunkWorker: RowWorker, @unchecked Sendable {
    /// Bytes read beyond a stretch at first, for the record that runs over its end.
    private static let overhang = 1 << 16
    /// Bytes that can be read behind the text, whatever they are.
    private static let margin = 128
    /// A record longer than this is refused.
    private static let longestRecord = 1 << 24

    private let files: [TextStretches]
    private let chunkSize: Int
    private let parts: OpenParts
    private let parser: RecordParser
    private(set) var rowsOfParts: [Int]
    private var buffer: UnsafeMutablePointer<UInt8>
    private var capacity: Int

    init(_ pass: TextPass, _ parser: RecordParser) {
        files = pass.files
        chunkSize = pass.chunkSize
        parts = pass.open
        rowsOfParts = [Int](repeating: 0, count: pass.files.count)
        self.parser = parser
        capacity = pass.chunkSize + ChunkWorker.overhang + ChunkWorker.margin
        buffer = .allocate(capacity: capacity)
    }

    deinit {
        buffer.deallocate()
    }

    var rows: RowBuilder { parser }

    /// Parses the records that begin in a stretch of all files together.
    func read(stretch number: Int, flush: () throws -> Void) throws {
        let (partNumber, chunk) = parts.place(ofChunk: number)
        let part = files[partNumber]
        let rowsBefore = parser.recordCount
        defer { rowsOfParts[partNumber] += parser.recordCount - rowsBefore }
        // The byte before the stretch is read too: a line feed there means that a record begins with the stretch.
        let chunkStart = part.dataStart + chunk * chunkSize
        let readStart = chunkStart - 1
        let lead = 1
        var filled = try fill(
            partNumber,
            from: readStart,
            at: 0,
            wanted: capacity - ChunkWorker.margin
        )
        let own = min(chunkSize, part.end - chunkStart)
        guard filled >= lead + own else { throw ReadInterruption.unreadable }
        let scan = ByteScan(buffer + lead, count: own)
        guard !scan.hasControls else { throw ReadInterruption.unclean }
        guard
            let inside = parts.parities[partNumber].startsInsideQuotes(
                chunk: chunk,
                quotesAreOdd: scan.quotesAreOdd
            )
        else {
            throw ReadInterruption.unclean
        }
        guard
            let start = chunk == 0 ? lead : recordStart(from: 0, limit: lead + own, inside: inside)
        else { return }
        let isLast = chunkStart + own == part.end
        var end = filled
        if isLast {
            // A file that ends inside quotes, or without its last line feed.
            guard inside == scan.quotesAreOdd else { throw ReadInterruption.unclean }
            end = try closeLastLine(filled)
        } else {
            let endsInside = inside != scan.quotesAreOdd
            while true {
                if let found = recordStart(
                    from: lead + own - 1,
                    limit: filled,
                    inside: endsInside
                ) {
                    end = found
                    break
                }
                if readStart + filled >= part.end {
                    end = try closeLastLine(filled)
                    break
                }
                guard filled < ChunkWorker.longestRecord else { throw ReadInterruption.unclean }
                grow()
                filled += try fill(
                    partNumber,
                    from: readStart + filled,
                    at: filled,
                    wanted: capacity - ChunkWorker.margin - filled
                )
            }
        }
        (buffer + end).update(repeating: 0, count: 32)
        let overhang = ByteScan(buffer + lead + own, count: max(0, end - lead - own))
        guard !overhang.hasControls else { throw ReadInterruption.unclean }
        if scan.hasHighBytes || overhang.hasHighBytes {
            let records = FieldBytes(start: buffer + start, count: end - start)
            guard UTF8Validity.firstFault(records) == nil else {
                throw ReadInterruption.unclean
            }
        }
        try parser.parse(from: buffer + start, to: buffer + end, flush: flush)
    }

    /// The place after the first line feed outside quotes at or after `from`; nil where there is none before `limit`.
    ///
    /// `inside` says whether the byte after `from` lies inside quotes.
    private func recordStart(from: Int, limit: Int, inside: Bool) -> Int? {
        var inside = inside
        var index = from
        if buffer[index] == 10, !inside { return index + 1 <= limit ? index + 1 : nil }
        index += 1
        while index < limit {
            let byte = buffer[index]
            if byte == UInt8(ascii: "\"") {
                inside.toggle()
            } else if byte == 10, !inside {
                return index + 1
            }
            index += 1
        }
        return nil
    }

    /// Ends the file with a line feed where it has none; a carriage return alone ends no line.
    private func closeLastLine(_ filled: Int) throws -> Int {
        guard buffer[filled - 1] != 10 else { return filled }
        guard buffer[filled - 1] != 13 else { throw ReadInterruption.unclean }
        buffer[filled] = 10
        return filled + 1
    }

    private func grow() {
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity * 2)
        larger.update(from: buffer, count: capacity)
        buffer.deallocate()
        buffer = larger
        capacity *= 2
    }

    /// Reads up to `wanted` bytes at `offset`, not beyond the end that the reader was given.
    private func fill(
        _ part: Int,
        from offset: Int,
        at place: Int,
        wanted: Int
    ) throws -> Int {
        let wanted = min(wanted, files[part].end - offset)
        var done = 0
        while done < wanted {
            let count = pread(
                parts.descriptors[part],
                buffer + place + done,
                wanted - done,
                off_t(offset + done)
            )
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw ReadInterruption.unreadable }
            if count == 0 { break }
            done += count
        }
        return done
    }
}
