internal import Glibc

/// The files of a pass while they are open, cut into stretches that are numbered through.
final class OpenParts: Sendable {
    let descriptors: [Int32]
    /// By file, what its threads tell one another of quotes.
    let parities: [ChunkParity]
    /// The number of the first stretch of each file, and of all together.
    private let firstChunks: [Int]
    private let parts: [TextStretches]
    private let chunkSize: Int

    init(_ parts: [TextStretches], chunkSize: Int) throws {
        var descriptors: [Int32] = []
        var isOpen = true
        for part in parts {
            let descriptor = open(part.path, O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else {
                isOpen = false
                break
            }
            posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL)
            descriptors.append(descriptor)
        }
        let counts = parts.map { ($0.length + chunkSize - 1) / chunkSize }
        self.descriptors = descriptors
        self.parts = parts
        self.chunkSize = chunkSize
        parities = counts.map { ChunkParity(chunkCount: $0) }
        firstChunks = counts.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) }
        guard isOpen else { throw ReadInterruption.unreadable }
    }

    deinit {
        for descriptor in descriptors { close(descriptor) }
    }

    var chunkCount: Int { firstChunks[firstChunks.count - 1] }

    /// The file of a stretch and its number there.
    func place(ofChunk number: Int) -> (part: Int, chunk: Int) {
        var part = 0
        while firstChunks[part + 1] <= number { part += 1 }
        return (part, number - firstChunks[part])
    }

    func byteCount(ofChunk number: Int) -> Int {
        let (part, chunk) = place(ofChunk: number)
        return min(chunkSize, parts[part].length - chunk * chunkSize)
    }

    /// Tells every thread to give up.
    func stop() {
        for parity in parities { parity.stop() }
    }
}
