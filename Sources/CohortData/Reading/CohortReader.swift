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

    /// One file, whose header is known.
    struct Part: Sendable {
        let path: String
        /// Offset of the first byte after the header record.
        let dataStart: Int
        /// Where reading ends.
        let end: Int

        var length: Int { end - dataStart }
    }

    /// In the order of the rows.
    let parts: [Part]
    package let header: [String]
    package let requests: [ColumnRequest]
    let delimiter: UInt8
    let missingCodes: [[UInt8]]
    /// Columns that nobody declared and that were taken as words: a number among them is refused.
    var wordColumns: Set<String> = []
    /// Columns that may hold flags in words where numbers are wanted.
    var flagColumns: [String: FlagRule] = [:]
    /// Further missing codes of single columns, by name.
    let columnMissingCodes: [String: [[UInt8]]]
    /// Which rows are wanted; nil: all.
    var filter: BoundFilter?
    /// 0/1 columns among the requests by whose values the rows that are left out are told apart.
    private(set) var arms: [String] = []
    /// Whether only the beginning is read, which may hold no row that the filter keeps.
    var isSample = false
    /// Bytes of a stretch: a mebibyte, but tests cut finer.
    var chunkSize = CohortReader.chunkSize
    /// What the paths lead to may be temporary files that live only as long as their source.
    var source: CohortText?
    /// Whether blocks carry what each double lacks to its decimal text.
    package private(set) var exactDecimals = false

    init(
        parts: [Part],
        header: [String],
        delimiter: UInt8,
        missingCodes: [[UInt8]],
        columnMissingCodes: [String: [[UInt8]]] = [:],
        requests: [ColumnRequest]
    ) {
        self.parts = parts
        self.header = header
        self.delimiter = delimiter
        self.missingCodes = missingCodes
        self.columnMissingCodes = columnMissingCodes
        self.requests = requests
    }

    /// The same files, with the rows that are left out told apart by some 0/1 columns that are asked for.
    package func telling(arms: [String]) -> CohortReader {
        var result = self
        result.arms = arms
        return result
    }

    /// The same files with exact decimals, for arithmetic beyond double precision.
    package func withExactDecimals() -> CohortReader {
        var result = self
        result.exactDecimals = true
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
        package var usedLevels: [[[LevelUse]]]
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
        let open = try OpenParts(parts, chunkSize: chunkSize)
        let length = parts.reduce(0) { $0 + $1.length }
        let chunkCount = open.chunkCount
        let workerCount = max(1, min(threads, chunkCount))
        let tables =
            knownLevels.isEmpty ? requests.map { _ in CategoryTable() } : knownLevels
        let workers = (0..<workerCount).map { number in
            ChunkWorker(
                reader: self,
                parts: open,
                parser: makeParser(tables),
                state: makeState(number),
                notesLevels: knownLevels.isEmpty
            )
        }
        try onWorkerThreads(workerCount) { number in
            var chunk = number
            while chunk < chunkCount {
                let rowsBefore = workers[number].parser.summary.rowsRead
                do {
                    try workers[number].read(chunk: chunk, body)
                } catch {
                    open.stop()
                    throw error
                }
                onProgress?(
                    ReadProgress(
                        bytes: open.byteCount(ofChunk: chunk),
                        rows: workers[number].parser.summary.rowsRead - rowsBefore,
                        totalBytes: length
                    )
                )
                chunk += workerCount
            }
            try workers[number].flush(body)
        }
        let pass = collect(workers)
        // A header with nothing below it is a fault of the file, and so is a filter that keeps nothing.
        guard pass.summary.rowsOfParts.allSatisfy({ $0 > 0 }),
            isSample || pass.summary.rowsFiltered < pass.summary.rowsRead
        else { throw ReadInterruption.unclean }
        try refuseMixedFlags(workers.map(\.parser), pass.summary)
        return pass
    }

    private func collect<State>(_ workers: [ChunkWorker<State>]) -> Pass<State> {
        var summary = ReadSummary()
        for worker in workers {
            let absent = worker.parser.absent
            var part = worker.parser.summary
            part.rowsOfParts = worker.rowsOfParts
            part.arms = arms
            part.armsExcluded = absent.excluded
            part.armsWithoutWeight = absent.withoutWeight
            let counts = worker.parser.missingCounts
            var seen: Set<String> = []
            for request in requests where seen.insert(request.name).inserted {
                guard let column = header.firstIndex(of: request.name) else {
                    preconditionFailure(
                        "column '\(request.name)' is asked for but not in the header"
                    )
                }
                part.missing.append(
                    .init(column: request.name, rows: counts[column], arms: absent.byColumn[column])
                )
            }
            summary.add(part)
        }
        summary.byteCount = parts.reduce(0) { $0 + $1.end }
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
            columns[index].flagRule = flagColumns[header[index]]
        }
        return RecordParser(
            columns: columns,
            slotCount: requests.count,
            delimiter: delimiter,
            exactDecimals: exactDecimals,
            capacity: CohortReader.blockRows,
            tables: tables,
            armSlots: arms.map { arm in
                guard let column = columns.first(where: { $0.name == arm && $0.numberSlot >= 0 })
                else { preconditionFailure("arm '\(arm)' is not among the numbers asked for") }
                return column.numberSlot
            },
            filter: filter
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
