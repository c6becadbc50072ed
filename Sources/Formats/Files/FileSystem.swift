internal import CTopsliceSystemCalls
internal import Glibc

/// The few file operations the outputs need, with the system's error numbers put into words.
enum FileSystem {
    enum Kind: Equatable {
        case absent
        case file
        case folder
        /// A terminal, pipe or device: written to, never replaced.
        case stream
    }

    /// A file whatever it is called: the device it is on and its number there.
    struct Identity: Hashable {
        let device: UInt
        let number: UInt
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

    /// What the path leads to, through links; nil where nothing is there.
    static func identity(of path: String, followsLinks: Bool = true) -> Identity? {
        var status = stat()
        let code = followsLinks ? stat(path, &status) : lstat(path, &status)
        return code == 0
            ? Identity(device: UInt(status.st_dev), number: UInt(status.st_ino)) : nil
    }

    /// The path without links and dots; itself where that cannot be told, or is not UTF-8.
    static func resolved(_ path: String) -> String {
        guard let real = realpath(path, nil) else { return path }
        defer { free(real) }
        return String(validatingCString: real) ?? path
    }

    /// The folder part of a path: "a/b.json" gives "a", "b.json" gives ".".
    static func parent(of path: String) -> String {
        var parts = path.split(separator: "/", omittingEmptySubsequences: true)
        guard parts.count > 1 else { return path.hasPrefix("/") ? "/" : "." }
        parts.removeLast()
        return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
    }

    /// The last part of a path; "." for the root.
    static func name(of path: String) -> String {
        path.split(separator: "/", omittingEmptySubsequences: true).last.map(String.init) ?? "."
    }

    static func join(_ folder: String, _ name: String) -> String {
        folder.hasSuffix("/") ? folder + name : folder + "/" + name
    }

    /// Names in the folder, sorted; none where it cannot be read.
    static func names(in path: String) -> [String] { entries(in: path).names }

    /// The same, and whether there are names beside them that are not UTF-8.
    static func entries(in path: String) -> (names: [String], hasUnreadable: Bool) {
        guard let folder = opendir(path) else { return ([], false) }
        defer { closedir(folder) }
        var names: [String] = []
        var hasUnreadable = false
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { field in
                String(validating: field.prefix { $0 != 0 }, as: UTF8.self)
            }
            if let name, name != ".", name != ".." { names.append(name) }
            hasUnreadable = hasUnreadable || name == nil
        }
        return (names.sorted(), hasUnreadable)
    }

    static func makeFolder(_ path: String) throws(OutputError) {
        guard mkdir(path, 0o777) == 0 else { throw failure("create the folder", path, errno) }
    }

    /// Renames, over what stands there.
    static func replace(_ source: String, to target: String) throws(OutputError) {
        guard rename(source, target) == 0 else { throw failure("write", target, errno) }
    }

    /// Renames to a name nobody has; false where somebody has it.
    static func moveNew(_ source: String, to target: String) throws(OutputError) -> Bool {
        if topslice_move_new(source, target) == 0 { return true }
        switch errno {
        case EEXIST: return false
        case EINVAL, ENOSYS, ENOTSUP:
            // The file system has no such step; looking first leaves a moment in which another may come.
            guard kind(of: target) == .absent else { return false }
            try replace(source, to: target)
            return true
        default: throw failure("write", target, errno)
        }
    }

    /// Exchanges two folders in one step; false where the file system cannot.
    static func exchange(_ one: String, _ other: String) throws(OutputError) -> Bool {
        if topslice_exchange(one, other) == 0 { return true }
        guard [EINVAL, ENOSYS, ENOTSUP].contains(errno) else {
            throw failure("replace", other, errno)
        }
        return false
    }

    static func remove(_ path: String) { unlink(path) }
    static func removeFolder(_ path: String) { rmdir(path) }

    /// Removes a folder of files.
    static func removeAll(_ path: String) {
        for name in names(in: path) { unlink(join(path, name)) }
        rmdir(path)
    }

    /// Has the system put the names in a folder on the disk. File systems without such a step have nothing to do.
    static func synchroniseFolder(_ path: String) throws(OutputError) {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("open", path, errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 || [EINVAL, EBADF, ENOTSUP].contains(errno) else {
            throw failure("write", path, errno)
        }
    }

    static func failure(_ action: String, _ path: String, _ code: Int32) -> OutputError {
        switch code {
        case EACCES, EPERM: .notAllowed(path: path)
        case ENOENT: .noFolder(path: parent(of: path))
        case ENOTDIR: .notAFolder(path: parent(of: path))
        case EISDIR: .isAFolder(path: path)
        default: .failed(action: action, path: path, reason: reason(code))
        }
    }

    /// An error number in words.
    static func reason(_ code: Int32) -> String {
        switch code {
        case EROFS: "the disk is read-only"
        case ENOSPC: "the disk is full"
        case EDQUOT: "your share of the disk is used up"
        case EFBIG: "it would be larger than a file may be here (see ulimit -f)"
        case EPIPE: "nobody reads it any more"
        case EBADF: "it is closed"
        case EIO: "the disk reports an error"
        case ENAMETOOLONG: "the name is too long"
        case EMFILE, ENFILE: "too many files are open"
        case ENOMEM: "there is not enough memory"
        case ELOOP: "it is a link that leads round in a circle"
        default: "the system refuses it (error \(code))"
        }
    }
}
