internal import Glibc
internal import TopsliceParallel
internal import Synchronization

/// Reads wanted columns of a CSV file as blocks of complete rows, on several threads, as often as asked.
///
/// The file is cut into stretches of one mebibyte, dealt to the threads in turn, so that the same number of
/// threads always sees the same rows in the same order. Whether a stretch begins inside quotes follows from the
/// number of quotes before it, which the threads pass on. Memory is a few mebibytes a thread, whatever the size of the file.
///
/// RFC 4180 quoting; LF or CRLF; UTF-8. On any fault `ReadInterruption.unclean` is thrown with no detail: the
/// careful checker reads the file again and reports every fault with its line.
package struct CohortReader: Sendable {
    /// No field may be longer than this many bytes.
    package static let longestField = 65_536
    static let chunkSize = 1 << 20
    static let blockRows = 4_096

    package let path: String
    package let header: [String]
    package let requests: [ColumnRequest]
    package let fileSize: Int
    let dataStart: Int
    let delimiter: UInt8
    let missingCodes: [[UInt8]]
    /// Columns that nobody declared and that were taken as words: a number among them is refused.
    var wordColumns: Set<String> = []
    /// Further missing codes of single columns, by name.
    let columnMissingCodes: [String: [[UInt8]]]
    /// Bytes of a stretch: a mebibyte, but tests cut finer.
    var chunkSize = CohortReader.chunkSize
    /// What `path` leads to may be a temporary file that lives only as long as its source.
    var source: TextSource?
    /// Whether blocks carry what each double lacks to its decimal text.
    package let exactDecimals: Bool

    /// Opens a file whose header is known.
    ///
    /// - `dataStart`: offset of the first byte after the header record.
    /// - `header`: column names in the order of the file.
    package init(
        path: String,
        header: [String],
        dataStart: Int,
        fileSize: Int,
        delimiter: UInt8,
        missingCodes: [[UInt8]],
        columnMissingCodes: [String: [[UInt8]]] = [:],
        requests: [ColumnRequest],
        exactDecimals: Bool = false
    ) {
        self.path = path
        self.header = header
        self.dataStart = dataStart
        self.fileSize = fileSize
        self.delimiter = delimiter
        self.missingCodes = missingCodes
        self.columnMissingCodes = columnMissingCodes
        self.requests = requests
        self.exactDecimals = exactDecimals
    }

    /// The same file with exact decimals, for arithmetic beyond double precision.
    package func withExactDecimals() -> CohortReader {
        var result = CohortReader(
            path: path,
            header: header,
            dataStart: dataStart,
            fileSize: fileSize,
            delimiter: delimiter,
            missingCodes: missingCodes,
            columnMissingCodes: columnMissingCodes,
            requests: requests,
            exactDecimals: true
        )
        result.chunkSize = chunkSize
        result.source = source
        result.wordColumns = wordColumns
        return result
    }

    /// Requests that ask for the numbers of a column another request has already, with that other request.
    var twins: [(copy: Int, original: Int)] {
        requests.indices.compactMap { slot in
            guard requests[slot].kind != .category else { return nil }
            let first = requests.firstIndex {
                $0.kind != .category && $0.name == requests[slot].name
            }
            return first.flatMap { $0 < slot ? (slot, $0) : nil }
        }
    }

    /// What one pass leaves: a state a thread, the levels each thread met, and the count of rows.
    package struct Pass<State> {
        package var states: [State]
        /// Level tables by thread, then by request (empty tables for requests that are no category).
        package var tables: [[CategoryTable]]
        /// By thread, request and level, whether some row that was handed on has it.
        package var usedLevels: [[[Bool]]]
        package var summary: ReadSummary
    }

    /// Hands every block of complete rows to `body`, with the state of the thread it is on.
    ///
    /// - `knownLevels`: one table a request; a category level not in its table gets the next number of that thread.
    package func forEachBlock<State>(
        threads: Int,
        knownLevels: [CategoryTable] = [],
        onProgress: ReadReport? = nil,
        makeState: @Sendable (Int) -> State,
        body: @escaping @Sendable (inout State, RowBlock) throws -> Void
    ) throws -> Pass<State> {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw ReadInterruption.unreadable }
        defer { close(descriptor) }
        posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL)
        let length = fileSize - dataStart
        let chunkCount = (length + chunkSize - 1) / chunkSize
        let workerCount = max(1, min(threads, chunkCount))
        let parity = ChunkParity(chunkCount: chunkCount)
        let tables =
            knownLevels.isEmpty ? requests.map { _ in CategoryTable() } : knownLevels
        let workers = (0..<workerCount).map { number in
            ChunkWorker(
                reader: self,
                descriptor: descriptor,
                parser: makeParser(tables),
                state: makeState(number),
                parity: parity,
                notesLevels: knownLevels.isEmpty
            )
        }
        try onWorkerThreads(workerCount) { number in
            var chunk = number
            while chunk < chunkCount {
                let rowsBefore = workers[number].parser.summary.rowsRead
                do {
                    try workers[number].read(chunk: chunk, of: chunkCount, body)
                } catch {
                    parity.stop()
                    throw error
                }
                onProgress?(
                    ReadProgress(
                        bytes: min(chunkSize, length - chunk * chunkSize),
                        rows: workers[number].parser.summary.rowsRead - rowsBefore,
                        totalBytes: length
                    )
                )
                chunk += workerCount
            }
            try workers[number].flush(body)
        }
        let pass = collect(workers)
        // A header with nothing below it is a fault of the file.
        guard pass.summary.rowsRead > 0 else { throw ReadInterruption.unclean }
        return pass
    }

    private func collect<State>(_ workers: [ChunkWorker<State>]) -> Pass<State> {
        var summary = ReadSummary()
        for worker in workers {
            var part = worker.parser.summary
            let counts = worker.parser.missingCounts
            var seen: Set<String> = []
            for request in requests where seen.insert(request.name).inserted {
                guard let column = header.firstIndex(of: request.name) else {
                    preconditionFailure(
                        "column '\(request.name)' is asked for but not in the header"
                    )
                }
                part.missing.append((request.name, counts[column]))
            }
            summary.add(part)
        }
        summary.byteCount = fileSize
        return Pass(
            states: workers.map(\.state),
            tables: workers.map(\.parser.tables),
            usedLevels: workers.map(\.parser.usedLevels),
            summary: summary
        )
    }

    private func makeParser(_ tables: [CategoryTable]) -> RecordParser {
        var columns = [RecordParser.Column](repeating: .init(), count: header.count)
        for (slot, request) in requests.enumerated() {
            guard let index = header.firstIndex(of: request.name) else {
                preconditionFailure("column '\(request.name)' is asked for but not in the header")
            }
            if request.kind == .category {
                columns[index].levelSlot = slot
            } else if columns[index].numberSlot < 0 {
                columns[index].numberSlot = slot
                columns[index].numberKind = request.kind
            } else if request.kind != .number, request.kind != .weight {
                // The same values under the stricter of two kinds; `twins` copies them.
                columns[index].numberKind = request.kind
            }
        }
        for request in requests where request.kind == .weight {
            guard let index = header.firstIndex(of: request.name) else { continue }
            columns[index].isWeight = true
        }
        for index in columns.indices {
            columns[index].name = header[index]
            columns[index].holdsWords = wordColumns.contains(header[index])
            columns[index].missingCodes = missingCodes + (columnMissingCodes[header[index]] ?? [])
        }
        return RecordParser(
            columns: columns,
            slotCount: requests.count,
            delimiter: delimiter,
            exactDecimals: exactDecimals,
            capacity: CohortReader.blockRows,
            tables: tables
        )
    }
}

/// Why a pass over a file stopped before its end.
package enum ReadInterruption: Error, Equatable {
    /// The file holds a fault; the careful checker says which.
    case unclean
    /// The file could not be opened or read.
    case unreadable
}
