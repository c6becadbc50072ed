import Glibc

extension SHA256Digest {
    /// The digest of a file, read in blocks of 1 MiB, so memory does not grow with the file.
    ///
    /// - `byteCount`: how much of the file, from its beginning, is meant; nil for all there is.
    /// - `isCancelled`: asked before each block; once true, `.cancelled` is thrown.
    package static func ofFile(
        _ path: String,
        byteCount: Int? = nil,
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
        var left = byteCount ?? .max
        while left > 0 {
            if isCancelled?() == true { throw .cancelled(path: path) }
            let count = read(descriptor, block.baseAddress, min(left, block.count))
            if count == 0 {
                guard byteCount == nil else {
                    throw .cannotRead(path: path, reason: "it has become shorter")
                }
                break
            }
            if count < 0 {
                if errno == EINTR { continue }
                throw .cannotRead(path: path, reason: String(cString: strerror(errno)))
            }
            digest.update(UnsafeRawBufferPointer(rebasing: block[..<count]))
            left -= count
        }
        return digest.finalise()
    }

    /// The digest of bytes already in memory.
    package static func of(_ bytes: [UInt8]) throws(HashingError) -> String {
        var digest = try SHA256Digest()
        bytes.withUnsafeBytes { digest.update($0) }
        return digest.finalise()
    }
}
