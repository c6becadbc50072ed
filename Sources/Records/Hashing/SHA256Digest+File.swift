import Glibc

extension SHA256Digest {
    /// The digest of a whole file, read in blocks of 1 MiB, so memory does not grow with the file.
    ///
    /// - Parameter isCancelled: asked before each block; once true, `.cancelled` is thrown.
    package static func ofFile(
        _ path: String,
        isCancelled: (() -> Bool)? = nil
    ) throws(HashingError) -> String {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw .cannotOpen(path: path, reason: String(cString: strerror(errno)))
        }
        defer { close(descriptor) }
        let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 64)
        defer { block.deallocate() }
        var digest = try SHA256Digest()
        while true {
            if isCancelled?() == true { throw .cancelled(path: path) }
            let count = read(descriptor, block.baseAddress, block.count)
            if count == 0 { return digest.finalise() }
            if count < 0 {
                if errno == EINTR { continue }
                throw .cannotRead(path: path, reason: String(cString: strerror(errno)))
            }
            digest.update(UnsafeRawBufferPointer(rebasing: block[..<count]))
        }
    }

    /// The digest of bytes already in memory.
    package static func of(_ bytes: [UInt8]) throws(HashingError) -> String {
        var digest = try SHA256Digest()
        bytes.withUnsafeBytes { digest.update($0) }
        return digest.finalise()
    }
}
