internal import Glibc
internal import TopsliceRecords

/// Blocks of rows put aside in a temporary file, so that a second pass need not parse text again.
///
/// The file is made with mode 600 in `TMPDIR` (or /tmp) and unlinked at once: nobody else can open it, and it is gone with
/// the process. Where it cannot be made or the disk is full, the store is `isBroken` and rows are parsed again instead.
/// Reading a block back takes about a tenth of the time of parsing it.
///
/// One object a thread; used by one thread at a time.
final class BlockStore: @unchecked Sendable {
    private let descriptor: Int32
    private var rowCounts: [Int] = []
    private var byteCount = 0
    private(set) var isBroken = false

    init() {
        descriptor = openUnnamedFile()
        isBroken = descriptor < 0
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// Appends a block, column after column without gaps.
    func append(_ block: RowBlock, columnCount: Int) {
        guard !isBroken else { return }
        rowCounts.append(block.rowCount)
        if block.rowCount == block.stride {
            write(block.base, count: block.rowCount * columnCount)
        } else {
            for column in 0..<columnCount { write(block.column(column), count: block.rowCount) }
        }
    }

    /// Hands back every block in the order of appending, in memory that is filled anew for each.
    ///
    /// - `countSlot`: the column of how many people each row stands for.
    func forEachBlock(
        columnCount: Int,
        countSlot: Int?,
        _ body: (RowBlock) throws -> Void
    ) throws {
        let capacity = max(1, (rowCounts.max() ?? 0) * columnCount)
        let values = UnsafeMutablePointer<Double>.allocate(capacity: capacity)
        values.initialize(repeating: 0, count: capacity)
        defer { values.deallocate() }
        var offset = 0
        for rowCount in rowCounts {
            let size = rowCount * columnCount * MemoryLayout<Double>.stride
            try read(UnsafeMutableRawPointer(values), size, at: offset)
            offset += size
            try body(
                RowBlock(
                    rowCount: rowCount,
                    stride: rowCount,
                    base: values,
                    counts: countSlot.map { values + $0 * rowCount }
                )
            )
        }
    }

    private func write(_ numbers: UnsafeMutablePointer<Double>, count: Int) {
        let raw = UnsafeRawPointer(numbers)
        let size = count * MemoryLayout<Double>.stride
        var done = 0
        while done < size, !isBroken {
            let written = Glibc.write(descriptor, raw + done, size - done)
            if written < 0, errno == EINTR { continue }
            if written <= 0 {
                isBroken = true
                _ = ftruncate(descriptor, 0)
                return
            }
            done += written
        }
    }

    private func read(_ target: UnsafeMutableRawPointer, _ size: Int, at offset: Int) throws {
        var done = 0
        while done < size {
            let count = pread(descriptor, target + done, size - done, off_t(offset + done))
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw ReadInterruption.unreadable }
            done += count
        }
    }
}
