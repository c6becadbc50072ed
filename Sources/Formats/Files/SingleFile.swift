/// One result file: written beside its place, put on the disk, and renamed.
final class SingleFile: OutputPlace {
    let canBeUndone = true
    private let path: String
    private let target: String
    private let unfinished: String
    private let claim: OutputClaim
    private let force: Bool
    private var hasExchanged = false
    private var isShown = false

    init(_ path: String, force: Bool) throws(OutputError) {
        self.path = path
        self.force = force
        let parent = FileSystem.parent(of: path)
        switch FileSystem.kind(of: parent) {
        case .folder: break
        case .absent: throw .noFolder(path: parent)
        case .file, .stream: throw .notAFolder(path: parent)
        }
        let folder = FileSystem.resolved(parent)
        let name = FileSystem.name(of: path)
        target = FileSystem.join(folder, name)
        unfinished = FileSystem.join(folder, ".\(name).topslice-new")
        let lock = FileSystem.join(folder, ".\(name).topslice-lock")
        try Self.check(path, force: force)
        claim = try OutputClaim(lock, for: path, work: [unfinished])
        if claim.abandoned != nil { FileSystem.remove(unfinished) }
        guard FileSystem.kind(of: unfinished) == .absent else { throw .inTheWay(path: unfinished) }
        try claim.record([])
        // Another run may have ended since the first look.
        try Self.check(path, force: force)
    }

    private static func check(_ path: String, force: Bool) throws(OutputError) {
        switch FileSystem.kind(of: path) {
        case .folder: throw .isAFolder(path: path)
        case .file, .stream: if !force { throw .alreadyThere(path: path) }
        case .absent: return
        }
    }

    func check(against inputs: Set<FileSystem.Identity>) throws(OutputError) {
        if let identity = FileSystem.identity(of: path), inputs.contains(identity) {
            throw .isAnInput(path: path)
        }
    }

    func prepare(_ files: [OutputFile]) throws {
        for file in files {
            let open = try OpenFile(creating: unfinished)
            try open.write(file.content)
            try open.synchronise()
        }
    }

    func commit() throws(OutputError) {
        isShown = try FileSystem.moveNew(unfinished, to: target)
        if !isShown {
            // Somebody may have put something there since the first look.
            try Self.check(path, force: force)
            hasExchanged = try FileSystem.exchange(unfinished, target)
            if !hasExchanged { try FileSystem.replace(unfinished, to: target) }
        }
        try FileSystem.synchroniseFolder(FileSystem.parent(of: target))
    }

    func undo() {
        if hasExchanged { _ = try? FileSystem.exchange(unfinished, target) }
        if isShown { FileSystem.remove(target) }
    }

    func finish() { FileSystem.remove(unfinished) }
}
