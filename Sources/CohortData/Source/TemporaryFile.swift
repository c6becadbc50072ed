internal import Glibc
internal import TopsliceRecords

/// A file nobody else can open: made with mode 600 in `TMPDIR` (or /tmp), unlinked at once, and reached
/// through its open descriptor; so a process that is killed leaves no copy of personal data behind.
final class TemporaryFile: Sendable {
    private let descriptor: Int32
    let path: String
    let byteCount: Int

    private init(descriptor: Int32, byteCount: Int) {
        self.descriptor = descriptor
        self.byteCount = byteCount
        path = "/proc/self/fd/\(descriptor)"
    }

    deinit {
        close(descriptor)
    }

    /// Copies all of an open stream, for instance standard input.
    static func spool(_ stream: Int32, name: String) throws(Faults) -> TemporaryFile {
        let sink = try TemporaryFileWriter(name: name)
        let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
        defer { chunk.deallocate() }
        while true {
            let count = Glibc.read(stream, chunk.baseAddress, chunk.count)
            if count == 0 { break }
            if count < 0 {
                if errno == EINTR { continue }
                let message = "standard input cannot be read: \(systemMessage(errno))"
                throw InputFile.fault(.unreadable, name, message)
            }
            try sink.write(UnsafeRawBufferPointer(rebasing: chunk[0..<count]))
        }
        return try finished(sink)
    }

    static func holding(_ bytes: [UInt8], name: String) throws(Faults) -> TemporaryFile {
        let sink = try TemporaryFileWriter(name: name)
        for byte in bytes { try sink.append(byte) }
        return try finished(sink)
    }

    /// The text of a file in UTF-8 with LF line ends.
    static func normalised(
        _ file: InputFile,
        form: TextForm
    ) throws(Faults) -> TemporaryFile {
        let sink = try TemporaryFileWriter(name: file.name)
        var converter = TextConverter(form: form, file: file)
        try converter.convert(into: sink)
        return try finished(sink)
    }

    /// The file a writer leaves.
    static func finished(_ sink: TemporaryFileWriter) throws(Faults) -> TemporaryFile {
        let (descriptor, byteCount) = try sink.finish()
        return TemporaryFile(descriptor: descriptor, byteCount: byteCount)
    }
}

/// Writes a temporary file through a buffer.
final class TemporaryFileWriter {
    private let name: String
    private var descriptor: Int32
    private var buffer: [UInt8] = []
    private var byteCount = 0
    private static let bufferLength = 1 << 16

    init(name: String) throws(Faults) {
        self.name = name
        descriptor = openUnnamedFile()
        guard descriptor >= 0 else {
            let message =
                "no temporary file can be made in the folder TMPDIR: \(systemMessage(errno))"
            throw InputFile.fault(.unreadable, name, message)
        }
        buffer.reserveCapacity(Self.bufferLength + 4)
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    func append(_ byte: UInt8) throws(Faults) {
        buffer.append(byte)
        if buffer.count >= Self.bufferLength { try flush() }
    }

    func write(_ bytes: UnsafeRawBufferPointer) throws(Faults) {
        try flush()
        try writeAll(bytes)
    }

    /// Hands over the open descriptor.
    func finish() throws(Faults) -> (descriptor: Int32, byteCount: Int) {
        try flush()
        defer { descriptor = -1 }
        return (descriptor, byteCount)
    }

    private func flush() throws(Faults) {
        guard !buffer.isEmpty else { return }
        let full = buffer
        buffer.removeAll(keepingCapacity: true)
        var failure: Faults?
        full.withUnsafeBytes { bytes in
            do throws(Faults) {
                try writeAll(bytes)
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
    }

    private func writeAll(_ bytes: UnsafeRawBufferPointer) throws(Faults) {
        var written = 0
        while written < bytes.count {
            let rest = UnsafeRawBufferPointer(rebasing: bytes[written...])
            let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
            if count < 0 {
                if errno == EINTR { continue }
                let message =
                    "no room for a temporary copy (folder TMPDIR): \(systemMessage(errno))"
                throw InputFile.fault(.unreadable, name, message)
            }
            written += count
        }
        byteCount += bytes.count
    }
}
