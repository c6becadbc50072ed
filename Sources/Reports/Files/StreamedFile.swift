internal import Glibc

/// A file that is too large to be held in memory: its bytes come piece by piece.
package struct StreamedFile {
    package typealias Sink = (UnsafeRawBufferPointer) throws -> Void

    package let name: String
    /// Hands the pieces to the sink in order.
    package let produce: (Sink) throws -> Void

    package init(name: String, produce: @escaping (Sink) throws -> Void) {
        self.name = name
        self.produce = produce
    }
}

extension OutputFolder {
    /// Writes files piece by piece; as with whole files, all of them take their names or none does.
    package func write(streamed files: [StreamedFile], force: Bool = false) throws {
        for file in files {
            guard OutputFile(name: file.name, bytes: []).hasSafeName else {
                throw OutputError.unsafeName(file.name)
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

extension FileSystem {
    /// Makes a new file from pieces; it is removed again where making them fails.
    static func create(_ path: String, from produce: (StreamedFile.Sink) throws -> Void) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw failure("create", path, errno) }
        do {
            try produce { piece in
                var start = 0
                while start < piece.count {
                    let base = piece.baseAddress?.advanced(by: start)
                    let count = Glibc.write(descriptor, base, piece.count - start)
                    if count < 0, errno == EINTR { continue }
                    guard count > 0 else { throw failure("write", path, errno) }
                    start += count
                }
            }
        } catch {
            close(descriptor)
            remove(path)
            throw error
        }
        guard close(descriptor) == 0 else {
            let code = errno
            remove(path)
            throw failure("write", path, code)
        }
    }
}
