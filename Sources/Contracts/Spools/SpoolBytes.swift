internal import Glibc
internal import TopsliceRecords

/// Bytes put aside in the order in which they come: in memory while they are few, beyond that in a temporary file that has no name.
///
/// The file has mode 600, lies in `TMPDIR` (or /tmp) and is unlinked as soon as it is made: nobody else can open it, and nothing is
/// left of it when the program ends, however it ends. Where none can be made, or the disk is full, all stays in memory.
///
/// One owner writes and closes; afterwards anybody reads.
final class SpoolBytes: @unchecked Sendable {
    private var buffer: UnsafeMutableRawBufferPointer
    /// How much of the buffer holds what is not in the file yet.
    private var filled = 0
    private var written = 0
    private var descriptor: Int32 = -1
    private var hasNoFile = false
    /// Most bytes in memory.
    private let most: Int

    init(most: Int) {
        self.most = most
        buffer = .allocate(byteCount: max(256, min(most, 1 << 12)), alignment: 16)
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
        buffer.deallocate()
    }

    var count: Int { written + filled }

    /// - Complexity: O(bytes) in all.
    func append(_ bytes: UnsafeRawBufferPointer) {
        guard let start = bytes.baseAddress else { return }
        if filled + bytes.count > buffer.count { makeRoom(for: bytes.count) }
        buffer.baseAddress?.advanced(by: filled).copyMemory(from: start, byteCount: bytes.count)
        filled += bytes.count
    }

    private func makeRoom(for more: Int) {
        if filled + more > most, !hasNoFile { moveToFile() }
        guard filled + more > buffer.count else { return }
        let size = max(filled + more, 2 * buffer.count)
        let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 16)
        larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[..<filled]))
        buffer.deallocate()
        buffer = larger
    }

    private func moveToFile() {
        if descriptor < 0 { descriptor = openUnnamedFile() }
        guard descriptor >= 0, isWritten() else {
            takeBack()
            return
        }
        written += filled
        filled = 0
    }

    private func isWritten() -> Bool {
        var done = 0
        while done < filled {
            let count = write(descriptor, buffer.baseAddress?.advanced(by: done), filled - done)
            if count < 0, errno == EINTR { continue }
            if count <= 0 { return false }
            done += count
        }
        return true
    }

    /// What is in the file comes back, and no more goes there.
    private func takeBack() {
        hasNoFile = true
        guard descriptor >= 0 else { return }
        let all = UnsafeMutableRawBufferPointer.allocate(
            byteCount: written + buffer.count,
            alignment: 16
        )
        if let base = all.baseAddress { read(from: 0, to: base, written) }
        all.baseAddress?.advanced(by: written)
            .copyMemory(from: UnsafeRawPointer(start(of: buffer)), byteCount: filled)
        buffer.deallocate()
        buffer = all
        filled += written
        written = 0
        close(descriptor)
        descriptor = -1
    }

    private func start(of buffer: UnsafeMutableRawBufferPointer) -> UnsafeMutableRawPointer {
        guard let start = buffer.baseAddress else {
            preconditionFailure("a buffer of \(buffer.count) bytes has no address")
        }
        return start
    }

    /// Ends writing.
    ///
    /// - Returns: where all bytes are as long as this lives; nil where they are in a file.
    func closed() -> UnsafeRawPointer? {
        guard descriptor >= 0 else { return UnsafeRawPointer(start(of: buffer)) }
        if filled > 0 { moveToFile() }
        return descriptor >= 0 ? nil : UnsafeRawPointer(start(of: buffer))
    }

    /// Fills a buffer with the bytes from a place on, once writing has ended.
    func read(from offset: Int, into target: UnsafeMutableRawBufferPointer) {
        precondition(
            offset >= 0 && offset + target.count <= count,
            "\(target.count) bytes from \(offset) on, of \(count)"
        )
        guard let base = target.baseAddress else { return }
        if descriptor < 0 {
            base.copyMemory(from: start(of: buffer) + offset, byteCount: target.count)
        } else {
            read(from: offset, to: base, target.count)
        }
    }

    private func read(from offset: Int, to base: UnsafeMutableRawPointer, _ count: Int) {
        var done = 0
        while done < count {
            let got = pread(descriptor, base + done, count - done, off_t(offset + done))
            if got < 0, errno == EINTR { continue }
            precondition(got > 0, "a temporary file of our own cannot be read, errno \(errno)")
            done += got
        }
    }
}

/// How much of what is put aside is held in memory.
package enum SpoolBudget {
    /// Of one sorted collection, in bytes; two or three are at work at a time.
    @TaskLocal package static var bytes = 8 << 20
}
