/// Why a result could not be written. Nothing was left behind.
package enum OutputError: Error, Equatable, CustomStringConvertible {
    case alreadyThere(path: String)
    case noFolder(path: String)
    case notAFolder(path: String)
    case isAFolder(path: String)
    case notAllowed(path: String)
    /// The output would take the place of a file that this run reads.
    case isAnInput(path: String)
    /// Another run writes there at this moment.
    case busy(path: String)
    /// A name that this command needs for work in progress, and that is not its own.
    case inTheWay(path: String)
    case repeatedName(String)
    case standardStream(name: String, reason: String)
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
        case .isAnInput(let path):
            "'\(path)' is a file that this run reads, and is never written over: name another place"
        case .busy(let path):
            "another run is writing to '\(path)' at this moment: wait for it or name another place"
        case .inTheWay(let path):
            "'\(path)' is in the way: a name this command needs while it writes; move it elsewhere"
        case .repeatedName(let name):
            "two outputs would be written to the same file '\(name)'"
        case .standardStream(let name, let reason):
            "cannot write to \(name): \(reason)"
        case .failed(let action, let path, let reason):
            "cannot \(action) '\(path)': \(reason)"
        }
    }
}
