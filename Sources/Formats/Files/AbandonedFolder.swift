/// What is left beside a folder of results: by a run that was killed, or by one that has just exchanged it.
struct AbandonedFolder {
    let target: String
    /// The files that the run wrote or replaced; everything else is other people's.
    let names: Set<String>
    let work: ResultFolder.Work

    /// Leaves the old folder whole or the new folder whole, and nothing beside it.
    func mend() throws(OutputError) {
        // Complete: what is still on its way goes on.
        for name in FileSystem.names(in: work.ready) {
            try FileSystem.replace(
                FileSystem.join(work.ready, name),
                to: FileSystem.join(target, name)
            )
        }
        FileSystem.removeFolder(work.ready)
        FileSystem.removeAll(work.inside)
        let hasTarget = FileSystem.kind(of: target) == .folder
        if !hasTarget, FileSystem.kind(of: work.old) == .folder {
            try FileSystem.replace(work.old, to: target)
        }
        for folder in [work.old, work.new] where FileSystem.kind(of: folder) == .folder {
            try dissolve(folder)
        }
    }

    /// Removes the run's own files from the folder and gives what is not its own back to the target.
    private func dissolve(_ folder: String) throws(OutputError) {
        for name in FileSystem.names(in: folder) {
            let file = FileSystem.join(folder, name)
            let home = FileSystem.join(target, name)
            let identity = FileSystem.identity(of: file, followsLinks: false)
            let isOwn = names.contains(name) && FileSystem.kind(of: file) != .folder
            if isOwn || identity == FileSystem.identity(of: home, followsLinks: false) {
                FileSystem.remove(file)
                continue
            }
            if FileSystem.kind(of: target) == .absent { try FileSystem.makeFolder(target) }
            if try !FileSystem.moveNew(file, to: home) {
                // Somebody has written the same name meanwhile: both are kept.
                try FileSystem.replace(file, to: home + ".kept")
            }
        }
        FileSystem.removeFolder(folder)
    }
}
