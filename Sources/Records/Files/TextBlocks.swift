internal import Glibc

/// The text of a large file, read block by block: UTF-8, lines ending with LF or CRLF.
///
/// Blocks are read where somebody asks for them, so that memory does not grow with the file. The digest is that of the whole file,
/// taken before; a file whose size or time of change moves until its end is read is refused.
package final class TextBlocks: Sendable {
    /// What the user calls it; for messages.
    package let file: String
    /// SHA-256 of the bytes, 64 hexadecimal digits.
    package let sha256: String
    /// Where the text begins, behind a byte-order mark.
    let start: Int
    private let descriptor: Int32
    private let size: Int
    private let seconds: Int
    private let nanoseconds: Int

    /// Files that are smaller are read whole.
    package static let least = 4 << 20
    /// Bytes of a block.
    static let length = 1 << 20
    /// Bytes by which the form of the text is told.
    private static let beginning = 1 << 16

    /// Nil where the file is small, or another that is read whole: a workbook, UTF-16, one that cannot be read.
    ///
    /// - Parameters:
    ///   - path: one that the user typed, which may lead anywhere.
    ///   - least: bytes from which on a file is read in blocks.
    package init?(reading path: String, least: Int = TextBlocks.least) {
        guard !path.utf8.contains(0) else { return nil }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & mode_t(S_IFMT) == mode_t(S_IFREG),
            Int(status.st_size) >= least, Int(status.st_size) <= TextFile.longest,
            let beginning = Self.bytes(descriptor, at: 0, count: Self.beginning),
            let form = beginning.withUnsafeBufferPointer({ try? TextForm.of($0) }),
            form.encoding == .utf8, form.lineEnd == .lineFeed,
            let digest = Self.digest(descriptor)
        else {
            close(descriptor)
            return nil
        }
        file = path
        sha256 = digest
        start = form.markLength
        self.descriptor = descriptor
        size = Int(status.st_size)
        seconds = status.st_mtim.tv_sec
        nanoseconds = status.st_mtim.tv_nsec
    }

    deinit { close(descriptor) }

    private static func digest(_ descriptor: Int32) -> String? {
        guard var digest = try? SHA256Digest() else { return nil }
        var offset = 0
        while let block = bytes(descriptor, at: offset, count: length) {
            if block.isEmpty { return digest.finalise() }
            block.withUnsafeBytes { digest.update($0) }
            offset += block.count
        }
        return nil
    }

    private static func bytes(_ descriptor: Int32, at offset: Int, count: Int) -> [UInt8]? {
        var failed = false
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let got = pread(
                    descriptor,
                    buffer.baseAddress?.advanced(by: filled),
                    count - filled,
                    off_t(offset + filled)
                )
                if got < 0, errno == EINTR { continue }
                failed = got < 0
                if got <= 0 { break }
                filled += got
            }
        }
        return failed ? nil : bytes
    }

    /// The bytes from a place on; none at the end.
    func block(at offset: Int, count: Int) throws(FileTrouble) -> [UInt8] {
        guard
            let bytes = Self.bytes(descriptor, at: offset, count: min(count, max(0, size - offset)))
        else { throw .unreadable }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .unreadable }
        guard Int(status.st_size) == size, status.st_mtim.tv_sec == seconds,
            status.st_mtim.tv_nsec == nanoseconds
        else { throw .changed }
        return bytes
    }
}
