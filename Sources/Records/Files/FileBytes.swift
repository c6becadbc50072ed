internal import Glibc

/// The whole of a file, read once: its bytes, and the digest of those very bytes.
///
/// Only regular files are opened, so that nothing hangs and nothing never ends: pipes, sockets, devices and
/// folders are refused at once, and so is `/dev/fd/N` of a shell's process substitution, which is a pipe. A
/// file whose size or time of change moves while it is read is refused.
package struct FileBytes: Sendable {
    /// The path as the user gave it.
    package let name: String
    package let bytes: [UInt8]
    /// SHA-256 of `bytes`, 64 hexadecimal digits.
    package let sha256: String

    /// - Parameters:
    ///   - path: one that the user typed, which may lead anywhere.
    ///   - limit: most bytes.
    ///   - readsStandardInput: whether `-` is standard input.
    package init(
        reading path: String,
        limit: Int,
        readsStandardInput: Bool = false
    ) throws(FileTrouble) {
        guard readsStandardInput, path == "-" else {
            try self.init(path, named: path, limit: limit, flags: 0)
            return
        }
        var block = [UInt8](repeating: 0, count: 1 << 16)
        var all: [UInt8] = []
        while true {
            let count = Glibc.read(STDIN_FILENO, &block, block.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .unreadable }
            if count == 0 { break }
            all += block[..<count]
            guard all.count <= limit else { throw .tooLarge(limit: limit) }
        }
        try self.init(all, name: path)
    }

    /// - Parameter path: one that a file states, which may not lead out of that file's folder, be it by `..`
    ///   or by a symbolic link.
    package init(reading path: StatedPath, limit: Int) throws(FileTrouble) {
        // What was resolved is opened, and no further link followed.
        try self.init(path.resolved(), named: path.path, limit: limit, flags: O_NOFOLLOW)
    }

    /// The first bytes of a regular file, up to `count`.
    package static func beginning(of path: String, count: Int) throws(FileTrouble) -> [UInt8] {
        let descriptor = try opened(path, flags: 0)
        defer { close(descriptor) }
        _ = try status(descriptor)
        return try contents(descriptor, upTo: count)
    }

    private init(
        _ path: String,
        named name: String,
        limit: Int,
        flags: Int32
    ) throws(FileTrouble) {
        let descriptor = try Self.opened(path, flags: flags)
        defer { close(descriptor) }
        let before = try Self.status(descriptor)
        let size = Int(before.st_size)
        guard size <= limit else { throw .tooLarge(limit: limit) }
        // A file that grew would give the byte more.
        let bytes = try Self.contents(descriptor, upTo: size + 1)
        let after = try Self.status(descriptor)
        guard bytes.count == size, after.st_size == before.st_size,
            after.st_mtim.tv_sec == before.st_mtim.tv_sec,
            after.st_mtim.tv_nsec == before.st_mtim.tv_nsec
        else { throw .changed }
        try self.init(bytes, name: name)
    }

    /// Bytes that are in memory already, as if a file of that name held them.
    package init(holding bytes: [UInt8], name: String) throws(FileTrouble) {
        try self.init(bytes, name: name)
    }

    private init(_ bytes: [UInt8], name: String) throws(FileTrouble) {
        self.name = name
        self.bytes = bytes
        guard let digest = try? SHA256Digest.of(bytes) else { throw .noDigest }
        sha256 = digest
    }

    private static func opened(_ path: String, flags: Int32) throws(FileTrouble) -> Int32 {
        // A path with a NUL inside would be cut there by the system.
        guard !path.utf8.contains(0) else { throw .notFound }
        // Without O_NONBLOCK, opening a pipe that nobody writes to would wait for ever.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | flags)
        guard descriptor >= 0 else { throw cannotOpen(errno) }
        return descriptor
    }

    private static func contents(
        _ descriptor: Int32,
        upTo most: Int
    ) throws(FileTrouble) -> [UInt8] {
        var filled = 0
        var failed = false
        let bytes = [UInt8](unsafeUninitializedCapacity: most) { buffer, count in
            while filled < most {
                let got = Glibc.read(
                    descriptor,
                    buffer.baseAddress?.advanced(by: filled),
                    most - filled
                )
                if got < 0, errno == EINTR { continue }
                failed = got < 0
                if got <= 0 { break }
                filled += got
            }
            count = filled
        }
        guard !failed else { throw .unreadable }
        return bytes
    }

    private static func status(_ descriptor: Int32) throws(FileTrouble) -> stat {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .unreadable }
        switch status.st_mode & mode_t(S_IFMT) {
        case mode_t(S_IFREG): return status
        case mode_t(S_IFDIR): throw .folder
        case mode_t(S_IFIFO): throw .pipe
        case mode_t(S_IFSOCK): throw .socket
        default: throw .device
        }
    }

    private static func cannotOpen(_ number: Int32) -> FileTrouble {
        switch number {
        case ENOENT, ENOTDIR: .notFound
        case EACCES, EPERM: .noPermission
        case ENXIO: .socket
        // A link where none can be any more: it was put there after the path was resolved.
        case ELOOP: .outside
        default: .unreadable
        }
    }
}
