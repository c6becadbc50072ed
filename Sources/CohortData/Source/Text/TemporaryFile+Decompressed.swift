internal import TopsliceCompression
internal import TopsliceRecords

extension TemporaryFile {
    /// What a compressed file holds, in one pass and constant memory.
    ///
    /// - Throws: where the file is damaged, ends too soon, or grows out of all proportion; at the line of the text reached.
    static func decompressed(
        _ file: InputFile,
        _ form: CompressedForm
    ) throws(Faults) -> TemporaryFile {
        let sink = try TemporaryFileWriter(name: file.name)
        let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 17, alignment: 16)
        defer { chunk.deallocate() }
        var line = 1
        func told<Result>(
            _ step: () throws(DecompressionError) -> Result
        ) throws(Faults) -> Result {
            do { return try step() } catch {
                let message = error.message(form)
                throw Faults(
                    Fault(.damagedCompression, file: file.name, line: line, message: message)
                )
            }
        }
        let stream = try told { () throws(DecompressionError) in try DecompressedStream(form) }
        var offset = 0
        while true {
            let count = try file.read(into: chunk, at: offset)
            if count == 0 { break }
            offset += count
            stream.feed(UnsafeRawBufferPointer(rebasing: chunk[..<count]))
            while let piece = try told({ () throws(DecompressionError) in try stream.next() }) {
                try sink.write(piece)
                line += piece.lazy.count { $0 == .lineFeed }
            }
        }
        try told { () throws(DecompressionError) in try stream.finish() }
        return try finished(sink)
    }
}

extension CompressedForm {
    /// How the file is compressed, told from its first bytes; nil where it is not.
    static func of(_ file: InputFile) throws(Faults) -> CompressedForm? {
        let magic = UnsafeMutableRawBufferPointer.allocate(byteCount: magicLength, alignment: 1)
        defer { magic.deallocate() }
        let count = try file.read(into: magic, at: 0)
        return CompressedForm(beginning: magic.prefix(count))
    }

    fileprivate var name: String {
        switch self {
        case .gzip: "gzip"
        case .zstandard: "Zstandard"
        }
    }
}

extension DecompressionError {
    fileprivate func message(_ form: CompressedForm) -> String {
        switch self {
        case .damaged:
            "the \(form.name) data is damaged from about here on, expected a file that its own program can test as whole"
        case .truncated:
            "the \(form.name) data ends too soon, expected the whole file; copy or download it again"
        case .followedByOther:
            "something else follows the \(form.name) data, expected nothing behind it"
        case .growsTooMuch:
            "the text is more than \(DecompressedStream.greatestGrowth) times as long as the file, "
                + "which no table of people is; decompress it first if it is meant"
        case .windowTooLarge:
            "the \(form.name) data needs more than \(DecompressedStream.greatestWindow >> 20) MB to be decompressed; "
                + "compress it without --ultra or --long"
        case .noMemory:
            "there is no memory left to decompress the \(form.name) data"
        }
    }
}
