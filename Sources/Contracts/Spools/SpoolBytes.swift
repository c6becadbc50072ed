internal import Glibc
internal import Synchronization
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
    private var mapped: UnsafeMutableRawPointer?
    /// Most bytes in memory.
    private let most: Int

    init(most: Int) {
        self.most = most
        buffer = .allocate(byteCount: max(256, min(most, 1 << 12)), alignment: 16)
    }

    deinit {
        if let mapped { munmap(mapped, written) }
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
        var done = 0
        while done < written {
            let count = pread(
                descriptor,
                all.baseAddress?.advanced(by: done),
                written - done,
                off_t(done)
            )
            if count < 0, errno == EINTR { continue }
            precondition(count > 0, "a temporary file of our own cannot be read, errno \(errno)")
            done += count
        }
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
    /// - Returns: where the bytes are as long as this lives.
    func closed() -> UnsafeRawPointer {
        if descriptor >= 0, mapped == nil {
            moveToFile()
            if descriptor >= 0 {
                let address = mmap(nil, written, PROT_READ, MAP_SHARED, descriptor, 0)
                if let address, address != MAP_FAILED {
                    mapped = address
                    buffer.deallocate()
                    buffer = .allocate(byteCount: 16, alignment: 16)
                } else {
                    takeBack()
                }
            }
        }
        return UnsafeRawPointer(mapped ?? start(of: buffer))
    }

    /// Lets memory go that holds what will hardly be read again; it is read again all the same where somebody asks.
    ///
    /// - Complexity: one system call where there is a file.
    func release(_ range: Range<Int>) {
        guard let mapped else { return }
        let first = range.lowerBound & ~Self.page
        let last = min(range.upperBound, written)
        if last > first { madvise(mapped + first, last - first, MADV_DONTNEED) }
    }

    func releaseAll() { release(0..<written) }

    /// Tells that something is looked up somewhere: after ``lookups`` of these what they left in memory is let go.
    func lookedUp() {
        guard mapped != nil else { return }
        let number = lookupCount.wrappingAdd(1, ordering: .relaxed).newValue
        if number.isMultiple(of: Self.lookups) { releaseAll() }
    }

    private let lookupCount = Atomic(0)
    private static let lookups = 4_096

    private static let page = 4_095
}

/// How much of what is put aside is held in memory.
package enum SpoolBudget {
    /// Of one sorted collection, in bytes; two or three are at work at a time.
    @TaskLocal package static var bytes = 4 << 20
}
