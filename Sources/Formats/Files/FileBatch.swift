internal import Synchronization
import TopsliceParallel

/// Files to be written into one folder, by two threads: what each holds depends on nothing but itself, so their bytes are
/// the same whichever thread writes them.
struct FileBatch: Sendable {
    private let files: [OutputFile]
    private let folder: String

    init(_ files: [OutputFile], in folder: String) {
        self.files = files
        self.folder = folder
    }

    /// Writes all of them and has them put on the disk.
    ///
    /// - Throws: the error of the first of them that cannot be written.
    func write() throws {
        let next = Mutex(0)
        let failures = Mutex<[Int: any Error]>([:])
        try onWorkerThreads(min(2, files.count)) { _ in
            var written: [(number: Int, file: OpenFile)] = []
            func attempt(_ number: Int, _ body: () throws -> Void) {
                do { try body() } catch { failures.withLock { $0[number] = error } }
            }
            while let number = Self.take(next, of: files.count) {
                attempt(number) {
                    let file = try OpenFile(
                        creating: FileSystem.join(folder, files[number].name)
                    )
                    try file.write(files[number].content)
                    written.append((number, file))
                }
            }
            // All are written before the first is waited for: the disk takes them together.
            for (number, file) in written { attempt(number) { try file.synchronise() } }
        }
        if let first = failures.withLock({ $0.min { $0.key < $1.key } }) { throw first.value }
    }

    /// The number of the next file that nobody has begun; nil after the last.
    private static func take(_ next: borrowing Mutex<Int>, of count: Int) -> Int? {
        next.withLock { next in
            guard next < count else { return nil }
            next += 1
            return next - 1
        }
    }
}
