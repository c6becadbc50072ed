internal import TopsliceParallel

/// A file of rows made in blocks, each from a random stream of its own.
///
/// A block's bytes depend on its number alone, so that any number of threads writes the same file.
protocol BlockFormat: Sendable {
    var rowCount: Int { get }
    /// An upper bound of the bytes of one row with its line end.
    var maximumRowBytes: Int { get }
    /// The first line, with its line end.
    var header: [UInt8] { get }
    /// Writes the rows of one block, numbered from 0.
    func append(block: Int, rows: Range<Int>, to buffer: RowBuffer)
}

extension BlockFormat {
    /// Writes header and rows to `sink` in pieces of about 4 MiB, in order.
    ///
    /// Memory is one piece a thread, however many rows there are.
    ///
    /// - Parameters:
    ///   - threads: how many threads make rows; the bytes are the same for any number.
    ///   - progress: called on the caller's thread with the rows written so far.
    func write(threads: Int, progress: (Int) -> Void, to sink: ByteSink) throws {
        try header.withUnsafeBytes(sink)
        let rowsPerBlock = 1_024
        let rowCount = rowCount
        let blockCount = (rowCount + rowsPerBlock - 1) / rowsPerBlock
        let bytesPerBlock = rowsPerBlock * maximumRowBytes
        let blocksPerBuffer = max(1, (4 << 20) / bytesPerBlock)
        let buffers = (0..<max(1, threads)).map { _ in
            RowBuffer(capacity: blocksPerBuffer * bytesPerBlock)
        }
        var next = 0
        while next < blockCount {
            let start = next
            try onWorkerThreads(buffers.count) { worker in
                let buffer = buffers[worker]
                buffer.removeAll()
                let first = min(start + worker * blocksPerBuffer, blockCount)
                for block in first..<min(first + blocksPerBuffer, blockCount) {
                    let row = block * rowsPerBlock
                    let rows = row..<min(row + rowsPerBlock, rowCount)
                    append(block: block, rows: rows, to: buffer)
                }
            }
            for buffer in buffers where !buffer.bytes.isEmpty { try sink(buffer.bytes) }
            next = min(start + buffers.count * blocksPerBuffer, blockCount)
            progress(min(next * rowsPerBlock, rowCount))
        }
    }
}
