/// A pass over text files, in stretches of one mebibyte.
///
/// Whether a stretch begins inside quotes follows from the number of quotes before it, which the threads pass on. Memory is a
/// few mebibytes a thread, whatever the size of the file.
final class TextPass: RowPass {
    let files: [TextStretches]
    let chunkSize: Int
    let open: OpenParts
    private let reader: CohortReader
    private let delimiter: UInt8

    init(_ reader: CohortReader, _ files: [TextStretches], delimiter: UInt8) throws {
        self.reader = reader
        self.files = files
        self.delimiter = delimiter
        chunkSize = reader.chunkSize
        open = try OpenParts(files, chunkSize: chunkSize)
    }

    var stretchCount: Int { open.chunkCount }

    func byteCount(ofStretch number: Int) -> Int { open.byteCount(ofChunk: number) }

    func worker(_ tables: [CategoryTable]) -> any RowWorker {
        ChunkWorker(self, RecordParser(reader.plan, tables, delimiter: delimiter))
    }

    func stop() { open.stop() }
}
