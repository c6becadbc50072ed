/// A folder that receives a set of result files: all of them or none.
///
/// Every file is first written in full under a temporary name in the same folder; only when all
/// are there do they take their names. If anything fails, the temporary files and a folder made
/// for them are removed, and files that were to be replaced are put back.
package struct OutputFolder: Sendable {
    package let path: String

    package init(_ path: String) {
        self.path = path
    }

    /// What can be refused before any work is done: a file in the way of the folder, a parent
    /// that is missing, an output that is already there.
    package func check(names: [String], force: Bool) throws(OutputError) {
        switch FileSystem.kind(of: path) {
        case .folder: break
        case .absent:
            let parent = FileSystem.parent(of: path)
            switch FileSystem.kind(of: parent) {
            case .folder: return
            case .absent: throw .noFolder(path: parent)
            case .file, .stream: throw .notAFolder(path: parent)
            }
        case .file, .stream: throw .notAFolder(path: path)
        }
        for name in names {
            let target = FileSystem.join(path, name)
            switch FileSystem.kind(of: target) {
            case .absent: continue
            case .folder: throw .isAFolder(path: target)
            case .file, .stream: if !force { throw .alreadyThere(path: target) }
            }
        }
    }

    /// Writes the files, making the folder if only it is missing.
    ///
    /// - Parameter force: replace files that are already there.
    package func write(_ files: [OutputFile], force: Bool = false) throws(OutputError) {
        var seen: Set<String> = []
        for file in files {
            guard file.hasSafeName else { throw .unsafeName(file.name) }
            // Some file systems do not tell capitals apart.
            guard seen.insert(file.name.lowercased()).inserted else {
                throw .repeatedName(file.name)
            }
        }
        try check(names: files.map(\.name), force: force)
        let isNewFolder = FileSystem.kind(of: path) == .absent
        if isNewFolder { try FileSystem.makeFolder(path) }
        var transaction = FileTransaction(folder: path)
        do {
            for file in files { try transaction.prepare(file) }
            try transaction.commit()
        } catch {
            transaction.undo()
            if isNewFolder { FileSystem.removeFolder(path) }
            throw error
        }
    }
}
