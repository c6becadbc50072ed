/// Why a file cannot be read whole, in kinds; the words are the user's, never the system's.
package enum FileTrouble: Error, Sendable, Hashable {
    case notFound
    case noPermission
    case folder
    case pipe
    case socket
    case device
    case unreadable
    case tooLarge(limit: Int)
    /// Its size or time is another than when reading began.
    case changed
    /// A path that a file states leads out of that file's folder.
    case outside
    case empty
    case notText(BinaryFormat)
    case utf32
    case utf16WithoutMark
    case damagedUTF16
    /// The system's library offers no SHA-256.
    case noDigest

    package var message: String {
        switch self {
        case .notFound: "no such file"
        case .noPermission: "no permission to read this file"
        case .folder: "is a folder, expected a file"
        case .pipe: "is a pipe, expected a regular file; save what it gives to a file first"
        case .socket: "is a socket, expected a regular file"
        case .device: "is a device, expected a regular file"
        case .unreadable: "the file cannot be read"
        case .tooLarge(let limit): "the file is larger than \(limit) bytes"
        case .changed: "the file changed while it was read; try again when nobody writes to it"
        case .outside:
            "does not lie in the folder of the file that names it; name a file inside that folder"
        case .empty: "the file is empty, expected a header line"
        case .notText(let format): format.message
        case .utf32: "the text is in UTF-32, which is not read; save it as UTF-8"
        case .utf16WithoutMark:
            "the text looks like UTF-16 without a byte-order mark; save it as UTF-8"
        case .damagedUTF16: "the UTF-16 text is damaged: half of a character is missing"
        case .noDigest: HashingError.unavailable.description
        }
    }
}
