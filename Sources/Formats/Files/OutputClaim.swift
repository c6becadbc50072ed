internal import Glibc

/// The right to write to one place, held from before anything is read until all is written.
///
/// A small file beside the place is locked (`flock`), so that of two runs only one writes; the system lets go of the
/// lock when a process ends, however it ends. The file says which names the run may write: a run that finds it
/// without its holder knows that the other was killed, and what in its unfinished folders was the other's own.
final class OutputClaim {
    /// The names that a run which was killed here could have written; nil where nobody was killed.
    let abandoned: Set<String>?

    private let path: String
    private let descriptor: Int32
    private let work: [String]
    private let isNew: Bool
    private var isRecorded = false

    private static let title = "A run of topslice writes here; may be removed if none does."

    /// - Parameters:
    ///   - path: the file that is locked.
    ///   - place: what is written, for messages.
    ///   - work: where unfinished work may stand; the file stays as long as any of it does.
    init(_ path: String, for place: String, work: [String]) throws(OutputError) {
        self.path = path
        self.work = work
        while true {
            let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0o666)
            guard file >= 0 else {
                // The message names what the user named.
                throw FileSystem.failure("write to", errno == ENOENT ? path : place, errno)
            }
            // File systems without locks are written to all the same.
            if flock(file, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK {
                close(file)
                throw .busy(path: place)
            }
            // The holder before may have removed the file between the two steps.
            var held = stat()
            if fstat(file, &held) == 0,
                FileSystem.identity(of: path, followsLinks: false)
                    == FileSystem.Identity(device: UInt(held.st_dev), number: UInt(held.st_ino))
            {
                descriptor = file
                break
            }
            close(file)
        }
        let lines = Self.lines(of: descriptor)
        isNew = lines.isEmpty
        guard lines.first.map({ $0 == Self.title }) ?? true else {
            abandoned = nil
            throw .inTheWay(path: path)
        }
        abandoned = lines.isEmpty ? nil : Set(lines.dropFirst())
    }

    /// Notes what this run may write, once nothing of a run before is left.
    func record(_ names: [String]) throws(OutputError) {
        let text = ([Self.title] + names).map { $0 + "\n" }.joined()
        let bytes = Array(text.utf8)
        guard ftruncate(descriptor, 0) == 0,
            pwrite(descriptor, bytes, bytes.count, 0) == bytes.count
        else { throw FileSystem.failure("write to", path, errno) }
        isRecorded = true
    }

    deinit {
        // What is half moved is mended by the next run, which must know whose it was.
        let isFinished = work.allSatisfy { FileSystem.kind(of: $0) == .absent }
        let isKept = isRecorded || abandoned != nil ? !isFinished : !isNew
        if !isKept { unlink(path) }
        close(descriptor)
    }

    private static func lines(of descriptor: Int32) -> [String] {
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        return bytes.prefix(max(0, count)).split(separator: 0x0A)
            .map { String(decoding: $0, as: UTF8.self) }
    }
}
