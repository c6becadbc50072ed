internal import Glibc

/// A folder of results: made complete beside its place and exchanged whole with the one that is there.
///
/// Files of other people in the folder stay: they are linked into the new folder before the exchange, and what cannot
/// be linked (folders in it) is moved after it. Only the names the report writes are ever replaced, by `--force`.
///
/// Where the folder itself cannot be exchanged (see ``isFixed(_:)``), its files are renamed one by one out of a complete
/// hidden folder inside it; a run that is killed between them is completed by the next.
final class ResultFolder: OutputPlace {
    private let path: String
    private let target: String
    private let names: [String]
    private let force: Bool
    private let isFixed: Bool
    private let claim: OutputClaim
    private let work: Work
    private var hasExchanged = false
    private var isNew = false

    var canBeUndone: Bool { !isFixed }

    /// Where unfinished work stands.
    struct Work {
        /// Beside the folder: the new one; after an exchange, the one that was there.
        let new: String
        /// Beside the folder: the one that was there, on a file system that cannot exchange.
        let old: String
        /// Inside the folder: files being written, and files complete on their way to their names.
        let inside: String
        let ready: String

        var all: [String] { [new, old, inside, ready] }

        init(for target: String) {
            let (parent, name) = (FileSystem.parent(of: target), FileSystem.name(of: target))
            new = FileSystem.join(parent, ".\(name).topslice-new")
            old = FileSystem.join(parent, ".\(name).topslice-old")
            inside = FileSystem.join(target, ".topslice-new")
            ready = FileSystem.join(target, ".topslice-ready")
        }
    }

    /// - Parameter names: every file that will be written.
    init(_ path: String, names: [String], force: Bool) throws(OutputError) {
        self.path = path
        self.names = names
        self.force = force
        var seen: Set<String> = []
        // Some file systems do not tell capitals apart.
        for name in names where !seen.insert(name.lowercased()).inserted {
            throw .repeatedName(name)
        }
        target = try Self.place(of: path)
        work = Work(for: target)
        isFixed = Self.isFixed(target)
        let parent = FileSystem.parent(of: target)
        let lock =
            access(parent, W_OK) == 0
            ? FileSystem.join(parent, ".\(FileSystem.name(of: target)).topslice-lock")
            : FileSystem.join(target, ".topslice-lock")
        try Self.check(path, names, force: force)
        claim = try OutputClaim(lock, for: path, work: work.all)
        if let abandoned = claim.abandoned {
            try AbandonedFolder(target: target, names: abandoned, work: work).mend()
        }
        for unfinished in work.all where FileSystem.kind(of: unfinished) != .absent {
            throw .inTheWay(path: unfinished)
        }
        try claim.record(names)
        try Self.check(path, names, force: force)
    }

    /// The path without links; refuses one whose parent is missing, or that a file has.
    private static func place(of path: String) throws(OutputError) -> String {
        switch FileSystem.kind(of: path) {
        case .folder: return FileSystem.resolved(path)
        case .file, .stream: throw .notAFolder(path: path)
        case .absent:
            let parent = FileSystem.parent(of: path)
            switch FileSystem.kind(of: parent) {
            case .folder:
                return FileSystem.join(FileSystem.resolved(parent), FileSystem.name(of: path))
            case .absent: throw .noFolder(path: parent)
            case .file, .stream: throw .notAFolder(path: parent)
            }
        }
    }

    /// Whether the folder must stay the one it is: somebody stands in it, it is where another disk begins, its parent
    /// may not be written to, or it holds much of other people, or names that are not UTF-8, so that linking would take long or fail.
    private static func isFixed(_ target: String) -> Bool {
        let parent = FileSystem.parent(of: target)
        guard FileSystem.kind(of: target) == .folder else { return false }
        let here = FileSystem.resolved(".")
        if target == here || (target + "/").hasSuffix("./") || here.hasPrefix(target + "/")
            || target == "/"
        {
            return true
        }
        var (own, above) = (stat(), stat())
        guard stat(target, &own) == 0, stat(parent, &above) == 0, access(parent, W_OK) == 0,
            own.st_dev == above.st_dev
        else { return true }
        // In a folder such as /tmp only the owner may rename.
        let user = geteuid()
        if above.st_mode & S_ISVTX != 0, user != 0, user != own.st_uid, user != above.st_uid {
            return true
        }
        let entries = FileSystem.entries(in: target)
        return entries.hasUnreadable || entries.names.count > 1_000
    }

    private static func check(_ path: String, _ names: [String], force: Bool) throws(OutputError) {
        for name in names {
            let file = FileSystem.join(path, name)
            switch FileSystem.kind(of: file) {
            case .absent: continue
            case .folder: throw .isAFolder(path: file)
            case .file, .stream: if !force { throw .alreadyThere(path: file) }
            }
        }
    }

    func check(against inputs: Set<FileSystem.Identity>) throws(OutputError) {
        for name in names {
            let file = FileSystem.join(path, name)
            if let identity = FileSystem.identity(of: file), inputs.contains(identity) {
                throw .isAnInput(path: file)
            }
        }
    }

    func prepare(_ files: [OutputFile]) throws {
        let folder = isFixed ? work.inside : work.new
        try FileSystem.makeFolder(folder)
        for file in files {
            precondition(names.contains(file.name), "'\(file.name)' was not announced")
        }
        try FileBatch(files, in: folder).write()
    }

    func commit() throws(OutputError) {
        if isFixed { return try moveInside() }
        if FileSystem.kind(of: target) == .absent {
            try FileSystem.synchroniseFolder(work.new)
            isNew = try FileSystem.moveNew(work.new, to: target)
        }
        if !isNew {
            // Also where somebody made the folder, or a file of its name, since the first look.
            guard FileSystem.kind(of: target) == .folder else { throw .notAFolder(path: path) }
            try Self.check(path, names, force: force)
            try exchange()
        }
        try FileSystem.synchroniseFolder(FileSystem.parent(of: target))
    }

    private func exchange() throws(OutputError) {
        for name in FileSystem.names(in: target) where !names.contains(name) {
            // Refused for folders, which follow after the exchange.
            linkat(
                AT_FDCWD,
                FileSystem.join(target, name),
                AT_FDCWD,
                FileSystem.join(work.new, name),
                0
            )
        }
        OpenFile.copyOwner(from: target, to: work.new)
        try FileSystem.synchroniseFolder(work.new)
        hasExchanged = try FileSystem.exchange(work.new, target)
        if hasExchanged { return }
        // A run that is killed between these two finds the old folder, and puts it back.
        try FileSystem.replace(target, to: work.old)
        do {
            try FileSystem.replace(work.new, to: target)
        } catch {
            try FileSystem.replace(work.old, to: target)
            throw error
        }
    }

    private func moveInside() throws(OutputError) {
        try Self.check(path, names, force: force)
        try FileSystem.synchroniseFolder(work.inside)
        // From here on the new files count.
        try FileSystem.replace(work.inside, to: work.ready)
        try FileSystem.synchroniseFolder(target)
        for name in FileSystem.names(in: work.ready) {
            try FileSystem.replace(
                FileSystem.join(work.ready, name),
                to: FileSystem.join(target, name)
            )
        }
        try FileSystem.synchroniseFolder(target)
    }

    func undo() {
        if hasExchanged { _ = try? FileSystem.exchange(work.new, target) }
        if isNew { FileSystem.removeAll(target) }
    }

    func finish() throws(OutputError) {
        FileSystem.removeFolder(work.ready)
        FileSystem.removeAll(work.inside)
        try AbandonedFolder(target: target, names: Set(names), work: work).mend()
    }
}
