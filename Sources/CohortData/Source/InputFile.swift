internal import TopsliceRecords
internal import Glibc

/// An open file for reading; closes itself. Reads are at explicit offsets, so a file may be shared.
final class InputFile: Sendable {
    let name: String
    let descriptor: Int32
    /// Size when it was opened; nothing beyond is ever read, though the file may grow.
    let byteCount: Int
    /// What told the file apart when it was opened.
    private let state: State
    /// Whether `name` is its path, which standard input and text from memory have not.
    private let isNamed: Bool

    /// Which file, and when it was last written or otherwise changed.
    private struct State: Equatable {
        let device: UInt
        let number: UInt
        let size: Int
        let written: [Int]
        let changed: [Int]

        init(_ status: stat) {
            device = UInt(status.st_dev)
            number = UInt(status.st_ino)
            size = Int(status.st_size)
            written = [status.st_mtim.tv_sec, status.st_mtim.tv_nsec]
            changed = [status.st_ctim.tv_sec, status.st_ctim.tv_nsec]
        }
    }

    /// A path that leads to this very file as long as it is open, whatever becomes of its name.
    var path: String { "/proc/self/fd/\(descriptor)" }

    /// Opens a file the user named: only a regular file will do, since a device may never end, a directory
    /// has no rows, and a pipe cannot be read twice.
    convenience init(openingRegular path: String) throws(Faults) {
        // Without O_NONBLOCK, opening a named pipe that nobody writes to would wait for ever.
        try self.init(
            opening: path,
            name: path,
            flags: O_RDONLY | O_CLOEXEC | O_NONBLOCK,
            isNamed: true
        )
    }

    init(
        opening path: String,
        name: String,
        flags: Int32 = O_RDONLY | O_CLOEXEC,
        isNamed: Bool = false
    ) throws(Faults) {
        // A path with a NUL inside would be cut there by the system.
        guard !path.utf8.contains(0) else {
            throw Self.fault(.notFound, name, "the path holds a NUL character")
        }
        let descriptor = Glibc.open(path, flags)
        guard descriptor >= 0 else { throw Self.cannotOpen(name, errno) }
        var status = stat()
        let kind =
            fstat(descriptor, &status) == 0 ? status.st_mode & mode_t(S_IFMT) : 0
        guard kind == mode_t(S_IFREG) else {
            close(descriptor)
            throw Self.notRegular(name, kind)
        }
        self.name = name
        self.descriptor = descriptor
        byteCount = Int(status.st_size)
        state = State(status)
        self.isNamed = isNamed
    }

    /// Whether both are one file, whatever it is called.
    func isSame(as other: InputFile) -> Bool {
        (state.device, state.number) == (other.state.device, other.state.number)
    }

    /// Refuses a file that was written to, or whose name leads to another file, since it was opened.
    func refuseIfChanged() throws(Faults) {
        var open = stat()
        var named = stat()
        let isSame =
            fstat(descriptor, &open) == 0 && State(open) == state
            && (!isNamed || (stat(name, &named) == 0 && State(named) == state))
        guard isSame else {
            throw Self.fault(
                .changed,
                name,
                "the file was changed while it was read; expected a file nobody writes to, so read it again"
            )
        }
    }

    deinit {
        close(descriptor)
    }

    /// Reads at most `buffer.count` bytes at `offset`; 0 at the end that the file had when it was opened.
    func read(
        into buffer: UnsafeMutableRawBufferPointer,
        at offset: Int
    ) throws(Faults) -> Int {
        let wanted = min(buffer.count, byteCount - offset)
        guard wanted > 0 else { return 0 }
        while true {
            let count = pread(descriptor, buffer.baseAddress, wanted, off_t(offset))
            if count >= 0 { return count }
            if errno != EINTR {
                let reason = "the file cannot be read: \(systemMessage(errno))"
                throw Self.fault(.unreadable, name, reason)
            }
        }
    }

    private static func cannotOpen(_ name: String, _ number: Int32) -> Faults {
        switch number {
        case ENOENT, ENOTDIR:
            fault(.notFound, name, "no such file")
        case EACCES, EPERM:
            fault(.noPermission, name, "no permission to read this file")
        default:
            fault(.unreadable, name, "the file cannot be opened: \(systemMessage(number))")
        }
    }

    private static func notRegular(_ name: String, _ kind: mode_t) -> Faults {
        let what =
            switch kind {
            case mode_t(S_IFDIR): "is a directory, expected a CSV file"
            case mode_t(S_IFIFO): "is a pipe; to read from a pipe give '-' for standard input"
            case mode_t(S_IFCHR), mode_t(S_IFBLK): "is a device, expected a CSV file"
            default: "is not a regular file, expected a CSV file"
            }
        return fault(.notRegularFile, name, what)
    }

    static func fault(_ code: FaultCode, _ name: String, _ message: String) -> Faults {
        Faults(Fault(code, file: name, line: 1, message: message))
    }
}

func systemMessage(_ number: Int32) -> String {
    guard let text = strerror(number) else { return "system error \(number)" }
    return String(cString: text)
}
