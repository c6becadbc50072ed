package import TopsliceRecords

/// The text files of one cohort (CSV, perhaps compressed), in the order given: all of one shape, with the same header.
package struct TextRows: RowSource {
    private let files: [TextSource]
    /// By file, the offset of the first byte after the header record.
    private var dataStarts: [Int] = []
    private var delimiter = Delimiter.comma
    /// How places are named: what the text was made of may have no lines.
    private let numbering: LinePlaces.Numbering

    package init(_ file: TextSource) { self.init([file], numbering: .lines) }

    /// - Parameter files: one or more.
    package init(_ files: [TextSource]) { self.init(files, numbering: .lines) }

    init(_ files: [TextSource], numbering: LinePlaces.Numbering) {
        self.files = files
        self.numbering = numbering
    }

    package var parts: [any SourcePart] { files }

    package mutating func readHeader(_ study: Study) -> [String]? {
        delimiter = study.delimiter
        let lines = files.map { HeaderLine.read($0, delimiter: delimiter.byte) }
        guard let names = lines[0]?.names, lines.allSatisfy({ $0?.names == names }) else {
            return nil
        }
        dataStarts = zip(files, lines).map { file, line in line?.end ?? file.byteCount }
        return names
    }

    /// The columns that hold a word within the first mebibyte.
    package func words(among names: [String], reader: CohortReader) throws -> Set<String> {
        let first = files[0]
        let prefix = try HeaderLine.wholeLines(of: first, from: dataStarts[0], most: 1 << 20)
        // Nothing whole within the mebibyte: whether it holds numbers shows when it is read.
        guard prefix > 0 || first.byteCount == dataStarts[0] else { return [] }
        var sample = reader.notingWords()
        sample.sampleLength = prefix
        let pass = try self.pass(sample)
        let worker = pass.worker(sample.requests.map { _ in CategoryTable() })
        for stretch in 0..<pass.stretchCount {
            try worker.read(stretch: stretch) { worker.rows.rowCount = 0 }
        }
        guard let wordsMet = worker.rows.wordsMet else {
            preconditionFailure("a sample of \(prefix) bytes noted no words")
        }
        let met = zip(reader.header, wordsMet).filter(\.1).map(\.0)
        return Set(met).intersection(names)
    }

    package func pass(_ reader: CohortReader) throws -> any RowPass {
        var stretches = zip(files, dataStarts).map { file, start in
            TextStretches(path: file.path, dataStart: start, end: file.byteCount)
        }
        if let length = reader.sampleLength {
            let (path, start) = (stretches[0].path, stretches[0].dataStart)
            stretches = [TextStretches(path: path, dataStart: start, end: start + length)]
        }
        return try TextPass(reader, stretches, delimiter: delimiter.byte)
    }

    package func records(ofPart number: Int, _ study: Study) throws(Faults) -> CheckedRecords {
        let file = files[number]
        return CheckedRecords(
            scanner: RecordScanner(
                file: file.file,
                offset: file.offset,
                delimiter: study.delimiter,
                numbersRecords: numbering.isOfRows
            ),
            numbering: numbering
        )
    }
}

extension TextSource: SourcePart {}

/// One text file whose header is known.
struct TextStretches: Sendable {
    let path: String
    /// Offset of the first byte after the header record.
    let dataStart: Int
    /// Where reading ends.
    let end: Int

    var length: Int { end - dataStart }
}
