/// Why a result could not be written. Nothing was left behind.
package enum OutputError: Error, Equatable, CustomStringConvertible {
    case alreadyThere(path: String)
    case noFolder(path: String)
    case notAFolder(path: String)
    case isAFolder(path: String)
    case notAllowed(path: String)
    case unsafeName(String)
    case repeatedName(String)
    case failed(action: String, path: String, reason: String)

    package var description: String {
        switch self {
        case .alreadyThere(let path):
            "'\(path)' is already there: pass --force to replace it"
        case .noFolder(let path):
            "the folder '\(path)' does not exist: create it first"
        case .notAFolder(let path):
            "'\(path)' is a file, not a folder: name another place for the output"
        case .isAFolder(let path):
            "'\(path)' is a folder, not a file: name a file inside it"
        case .notAllowed(let path):
            "not allowed to write to '\(path)': check its permissions or name another place"
        case .unsafeName(let name):
            "'\(name)' cannot be the name of an output file"
        case .repeatedName(let name):
            "two outputs would be written to the same file '\(name)'"
        case .failed(let action, let path, let reason):
            "cannot \(action) '\(path)': \(reason)"
        }
    }
}
