import Glibc

/// The whole of a regular file of limited size; a device or pipe might never end.
enum FileBytes {
    static let limit = 512 << 20

    /// - Throws: a message in the user's words.
    static func read(_ path: String) throws(FileTrouble) -> [UInt8] {
        guard !path.utf8.contains(0) else { throw FileTrouble(message: "no such file") }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            let reason =
                switch errno {
                case ENOENT, ENOTDIR: "no such file"
                case EACCES, EPERM: "no permission to read this file"
                default: "the file cannot be opened"
                }
            throw FileTrouble(message: reason)
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & mode_t(S_IFMT) == mode_t(S_IFREG)
        else { throw FileTrouble(message: "is not a regular file") }
        let size = Int(status.st_size)
        guard size <= limit else {
            throw FileTrouble(message: "the file is larger than \(limit) bytes")
        }
        var filled = 0
        var failed = false
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            while filled < size {
                let got = Glibc.read(
                    descriptor,
                    buffer.baseAddress?.advanced(by: filled),
                    size - filled
                )
                if got < 0, errno == EINTR { continue }
                failed = got < 0
                if got <= 0 { break }
                filled += got
            }
            count = filled
        }
        guard !failed else { throw FileTrouble(message: "the file cannot be read") }
        return bytes
    }
}

/// Why a file cannot be read.
struct FileTrouble: Error {
    let message: String
}
