internal import Glibc

/// A file that is read whole: moments, never a cohort.
enum SmallFile {
    /// Larger files are refused (256 MiB, 30 million numbers).
    private static let most = 1 << 28

    /// - Throws: `EvaluationError.unreadable`.
    static func bytes(_ path: String) throws(EvaluationError) -> [UInt8] {
        try bytes(path, most: most, wanted: .max)
    }

    /// The first bytes of a file, up to `count`.
    static func beginning(_ path: String, count: Int) throws(EvaluationError) -> [UInt8] {
        try bytes(path, most: .max, wanted: count)
    }

    private static func bytes(
        _ path: String,
        most: Int,
        wanted: Int
    ) throws(EvaluationError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw .unreadable(path: path, reason: String(cString: strerror(errno)))
        }
        defer { close(descriptor) }
        var result: [UInt8] = []
        var block = [UInt8](repeating: 0, count: min(wanted, 1 << 20))
        while result.count < wanted {
            let count = Glibc.read(descriptor, &block, min(block.count, wanted - result.count))
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else {
                throw .unreadable(path: path, reason: String(cString: strerror(errno)))
            }
            if count == 0 { break }
            result.append(contentsOf: block[..<count])
            guard result.count <= most else {
                throw .unreadable(path: path, reason: "it is larger than 256 MiB")
            }
        }
        return result
    }
}
