import Glibc

/// Where one result goes: a file, or standard output for `-`.
package enum OutputDestination: Sendable, Equatable {
    case standardOutput
    case file(path: String)

    /// `-` means standard output, anything else a path.
    package init(argument: String) {
        self = argument == "-" ? .standardOutput : .file(path: argument)
    }

    /// What can be refused before any work is done.
    package func check(force: Bool) throws(OutputError) {
        guard case .file(let path) = self else { return }
        switch FileSystem.kind(of: path) {
        case .stream: return
        case .folder: throw .isAFolder(path: path)
        case .file: if !force { throw .alreadyThere(path: path) }
        case .absent:
            let parent = FileSystem.parent(of: path)
            switch FileSystem.kind(of: parent) {
            case .folder: return
            case .absent: throw .noFolder(path: parent)
            case .file, .stream: throw .notAFolder(path: parent)
            }
        }
    }

    /// Writes the text; a file appears under its name only when it is complete.
    package func write(_ text: String, force: Bool = false) throws(OutputError) {
        try write(Array(text.utf8), force: force)
    }

    package func write(_ bytes: [UInt8], force: Bool = false) throws(OutputError) {
        switch self {
        case .standardOutput:
            try FileSystem.write(bytes, to: STDOUT_FILENO, named: "standard output")
        case .file(let path):
            try check(force: force)
            if FileSystem.kind(of: path) == .stream {
                try FileSystem.append(path, bytes)
                return
            }
            let temporary = path + ".\(FileSystem.processNumber).part"
            FileSystem.remove(temporary)
            try FileSystem.create(temporary, bytes)
            do {
                try FileSystem.move(temporary, to: path)
            } catch {
                FileSystem.remove(temporary)
                throw error
            }
        }
    }
}
