internal import TopsliceParallel
internal import Synchronization

/// Reads wanted columns of a cohort as blocks of complete rows, on several threads, as often as asked.
///
/// The source deals its rows in stretches to the threads in turn, so that the same number of threads always sees the same rows
/// in the same order. On any fault `ReadInterruption.unclean` is thrown with no detail: the careful checker reads the file
/// again and reports every fault with its place.
package struct CohortReader: Sendable {
    /// No field may be longer than this many bytes.
    package static let longestField = 65_536
    static let chunkSize = 1 << 20
    static let blockRows = 4_096

    /// Where the rows come from, its header read.
    let source: any RowSource
    package let header: [String]
    package private(set) var requests: [ColumnRequest]
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
    /// Columns whose missing cells are handed on as NaN rather than with their rows left out.
    private(set) var gaps: Set<String> = []
    /// Where only the beginning is read, which may hold no row that the filter keeps: how many bytes of the first file's rows.
    var sampleLength: Int?
    /// Bytes of a stretch: a mebibyte, but tests cut finer.
    var chunkSize = CohortReader.chunkSize
    /// Whether a word where a number is wanted is noted and no fault.
    private(set) var notesWords = false
    /// Whether blocks carry what each double lacks to its decimal text.
    package private(set) var exactDecimals = false
    /// Whether rows that agree in everything may be handed on as one with a count, where several passes are to come.
    package var findsCells = true
    /// Whether a missing text is a level like any other, the empty one.
    var keepsMissing = false
    /// Rows of a thread before it is judged whether cells pay; tests take fewer.
    package var cellTrial = CellTable.trial
    /// Values kept in memory at most, all threads together (32 MiB); tests take fewer.
    package var mostKeptValues = 1 << 22
    /// The same where no other pass is likely to ask for them (1 MiB): kept where that costs nothing.
    var fewKeptValues: Int { min(mostKeptValues, 1 << 17) }
    /// Distinct rows that stand for all where they hardly repeat and not every one need be looked at: enough to tell a handful from many.
    package var mostChosenRows = 1 << 16

    init(
        source: any RowSource,
        header: [String],
        missingCodes: [[UInt8]],
        columnMissingCodes: [String: [[UInt8]]] = [:],
        requests: [ColumnRequest]
    ) {
        self.source = source
        self.header = header
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

    /// The same with columns that no file has, made up for rows that are at hand.
    func adding(_ made: [ColumnRequest]) -> CohortReader {
        var result = self
        result.requests += made
        return result
    }

    /// The same files, with the rows that lack one of these columns handed on, NaN in its place.
    func keeping(gaps: Set<String>) -> CohortReader {
        var result = self
        result.gaps = gaps
        return result
    }

    /// The same files with numbers asked for in place of levels, so that it shows where there are words.
    func notingWords() -> CohortReader {
        var result = self
        result.requests = requests.map {
            $0.kind == .category ? ColumnRequest($0.name, .number) : $0
        }
        result.flagColumns = [:]
        result.notesWords = true
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

    /// The request of how many people each row stands for; nil where each is one.
    package var countSlot: Int? { requests.firstIndex { $0.kind == .count } }

    /// The request of the weights of rows.
    var weightSlot: Int? { requests.firstIndex { $0.kind == .weight } }

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
        let weightSlot = countSlot == nil ? nil : weightSlot
        return try forEachUnweighedBlock(
            threads: threads,
            knownLevels: knownLevels,
            onProgress: onProgress,
            makeState: makeState,
            body: { state, block in
                block.weigh(weightSlot)
                try body(&state, block)
            }
        )
    }

    /// As `forEachBlock`, but the weights are those of one person of each row.
    func forEachUnweighedBlock<State>(
        threads: Int,
        knownLevels: [CategoryTable] = [],
        onProgress: ReadReport? = nil,
        makeState: @Sendable (Int) -> State,
        body: @escaping @Sendable (inout State, RowBlock) throws -> Void
    ) throws -> Pass<State> {
        let pass = try source.pass(self)
        let length = (0..<pass.stretchCount).reduce(0) { $0 + pass.byteCount(ofStretch: $1) }
        let workerCount = max(1, min(threads, pass.stretchCount))
        let tables =
            knownLevels.isEmpty ? requests.map { _ in CategoryTable() } : knownLevels
        let hands = (0..<workerCount).map { number in
            RowHand(
                pass.worker(tables),
                state: makeState(number),
                twins: twins,
                countSlot: countSlot,
                notesLevels: knownLevels.isEmpty
            )
        }
        try onWorkerThreads(workerCount) { number in
            let hand = hands[number]
            var stretch = number
            while stretch < pass.stretchCount {
                let rowsBefore = hand.rows.recordCount
                do {
                    try hand.read(stretch, body)
                } catch {
                    pass.stop()
                    throw error
                }
                onProgress?(
                    ReadProgress(
                        bytes: pass.byteCount(ofStretch: stretch),
                        rows: hand.rows.recordCount - rowsBefore,
                        totalBytes: length
                    )
                )
                stretch += workerCount
            }
            try hand.flush(body)
        }
        let result = collect(hands)
        // A header with nothing below it is a fault of the file, and so is a filter that keeps nothing.
        guard result.summary.rowsOfParts.allSatisfy({ $0 > 0 }),
            sampleLength != nil || result.summary.rowsFiltered < result.summary.rowsRead
        else { throw ReadInterruption.unclean }
        try refuseMixedFlags(hands.map(\.rows), result.summary)
        return result
    }

    private func collect<State>(_ hands: [RowHand<State>]) -> Pass<State> {
        var summary = ReadSummary()
        for hand in hands {
            let absent = hand.rows.absent
            var part = hand.rows.summary
            part.rowsOfParts = hand.rowsOfParts
            part.arms = arms
            part.armsExcluded = absent.excluded
            part.armsWithoutWeight = absent.withoutWeight
            let counts = hand.rows.missingCounts
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
        summary.byteCount = source.byteCount
        return Pass(
            states: hands.map(\.state),
            tables: hands.map(\.rows.tables),
            usedLevels: hands.map(\.rows.usedLevels),
            summary: summary
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
