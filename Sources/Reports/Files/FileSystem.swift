import Glibc

/// The few file operations the outputs need, with the system's error numbers put into words.
enum FileSystem {
    enum Kind: Equatable {
        case absent
        case file
        case folder
        /// A terminal, pipe or device: written to, never replaced.
        case stream
    }

    /// What stands at the path. A link that leads nowhere counts as a file that is there.
    static func kind(of path: String) -> Kind {
        var status = stat()
        guard stat(path, &status) == 0 else {
            return lstat(path, &status) == 0 ? .file : .absent
        }
        switch status.st_mode & S_IFMT {
        case S_IFDIR: return .folder
        case S_IFREG: return .file
        default: return .stream
        }
    }

    /// The folder part of a path: "a/b.json" gives "a", "b.json" gives ".".
    static func parent(of path: String) -> String {
        var parts = path.split(separator: "/", omittingEmptySubsequences: true)
        guard parts.count > 1 else { return path.hasPrefix("/") ? "/" : "." }
        parts.removeLast()
        return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
    }

    static func join(_ folder: String, _ name: String) -> String {
        folder.hasSuffix("/") ? folder + name : folder + "/" + name
    }

    static func makeFolder(_ path: String) throws(OutputError) {
        guard mkdir(path, 0o777) != 0 else { return }
        switch errno {
        case EEXIST where kind(of: path) == .folder: return
        case ENOENT: throw .noFolder(path: parent(of: path))
        default: throw failure("create the folder", path, errno)
        }
    }

    /// Makes a new file with these bytes; a file that is already there is never opened.
    static func create(_ path: String, _ bytes: [UInt8]) throws(OutputError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw failure("create", path, errno) }
        do {
            try write(bytes, to: descriptor, named: path)
        } catch {
            close(descriptor)
            unlink(path)
            throw error
        }
        // A full disk over a network may be reported only on closing.
        guard close(descriptor) == 0 else {
            let code = errno
            unlink(path)
            throw failure("write", path, code)
        }
    }

    /// Writes to a terminal, pipe or device that is there.
    static func append(_ path: String, _ bytes: [UInt8]) throws(OutputError) {
        let descriptor = open(path, O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("open", path, errno) }
        defer { close(descriptor) }
        try write(bytes, to: descriptor, named: path)
    }

    static func write(
        _ bytes: [UInt8],
        to descriptor: Int32,
        named name: String
    ) throws(OutputError) {
        var start = 0
        while start < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress?.advanced(by: start), bytes.count - start)
            }
            if count < 0 {
                if errno == EINTR { continue }
                throw failure("write", name, errno)
            }
            start += count
        }
    }

    static func move(_ source: String, to target: String) throws(OutputError) {
        guard rename(source, target) == 0 else { throw failure("write", target, errno) }
    }

    static func remove(_ path: String) {
        unlink(path)
    }

    static func removeFolder(_ path: String) {
        rmdir(path)
    }

    static func failure(_ action: String, _ path: String, _ code: Int32) -> OutputError {
        switch code {
        case EACCES, EPERM: .notAllowed(path: path)
        case ENOENT: .noFolder(path: parent(of: path))
        case ENOTDIR: .notAFolder(path: parent(of: path))
        case EISDIR: .isAFolder(path: path)
        case EROFS: .failed(action: action, path: path, reason: "the disk is read-only")
        case ENOSPC: .failed(action: action, path: path, reason: "the disk is full")
        default:
            .failed(action: action, path: path, reason: String(cString: strerror(code)))
        }
    }

    static var processNumber: Int32 { getpid() }
}
