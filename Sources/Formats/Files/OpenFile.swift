internal import Glibc

/// A file open for writing, closed when it is let go.
final class OpenFile {
    private let descriptor: Int32
    private let path: String
    private let isOwned: Bool

    /// A new file; one that is already there is never opened.
    init(creating path: String) throws(OutputError) {
        descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o666)
        guard descriptor >= 0 else { throw FileSystem.failure("create", path, errno) }
        self.path = path
        isOwned = true
    }

    /// A terminal, pipe or device that is there. A pipe that nobody reads is refused instead of waited for.
    init(stream path: String) throws(OutputError) {
        descriptor = open(path, O_WRONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else {
            throw errno == ENXIO
                ? .failed(action: "write", path: path, reason: FileSystem.reason(EPIPE))
                : FileSystem.failure("open", path, errno)
        }
        _ = fcntl(descriptor, F_SETFL, 0)
        self.path = path
        isOwned = true
    }

    /// One of the three streams every process begins with.
    init(standard descriptor: Int32, named name: String) {
        self.descriptor = descriptor
        path = name
        isOwned = false
    }

    deinit {
        if isOwned { close(descriptor) }
    }

    func write(_ content: OutputContent) throws {
        try content.write { try write($0) }
    }

    func write(_ piece: UnsafeRawBufferPointer) throws(OutputError) {
        var rest = piece
        while !rest.isEmpty {
            let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw failure(errno) }
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
    }

    /// Has the system put the bytes on the disk; a full disk over a network may be reported only here.
    func synchronise() throws(OutputError) {
        guard fsync(descriptor) == 0 || errno == EINVAL else { throw failure(errno) }
    }

    /// The permissions of a folder or file are those of another.
    static func copyOwner(from source: String, to target: String) {
        var status = stat()
        guard stat(source, &status) == 0 else { return }
        // Refused to anybody but root; the permissions below are then those of a folder of one's own.
        _ = chown(target, status.st_uid, status.st_gid)
        chmod(target, status.st_mode & 0o7777)
    }

    private func failure(_ code: Int32) -> OutputError {
        isOwned
            ? FileSystem.failure("write", path, code)
            : .standardStream(name: path, reason: FileSystem.reason(code))
    }
}
