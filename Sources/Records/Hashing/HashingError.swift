/// Why a digest could not be made.
package enum HashingError: Error, Hashable, CustomStringConvertible {
    /// libcrypto offers no SHA-256 (for example a restricted FIPS provider).
    case unavailable
    case cannotOpen(path: String, reason: String)
    case cannotRead(path: String, reason: String)
    case cancelled(path: String)

    package var description: String {
        switch self {
        case .unavailable:
            "the system's OpenSSL library offers no SHA-256"
        case .cannotOpen(let path, let reason):
            "cannot open '\(path)': \(reason)"
        case .cannotRead(let path, let reason):
            "cannot read '\(path)': \(reason)"
        case .cancelled(let path):
            "the digest of '\(path)' is not wanted any more"
        }
    }
}
