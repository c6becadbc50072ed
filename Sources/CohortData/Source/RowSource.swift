package import TopsliceRecords

/// Where the rows of a cohort come from: its files, open, all of one kind. One folder here an implementation.
///
/// A source knows its files and their columns, deals its rows in stretches to as many threads as ask, and can be held against
/// a study record by record. What rows mean (missing codes, flags, levels, filters, weights) is the same for all: `RowBuilder`
/// keeps it.
package protocol RowSource: Sendable {
    /// One or more, in the order of the rows.
    var parts: [any SourcePart] { get }

    /// The names of the columns; nil where the careful checker must say what is wrong with them.
    ///
    /// Called before any pass; what it learns of the files is kept.
    mutating func readHeader(_ study: Study) -> [String]?

    /// The columns among `names` that hold words, as far as that is told without a pass over all rows.
    ///
    /// - Throws: `ReadInterruption`.
    func words(among names: [String], reader: CohortReader) throws -> Set<String>

    /// The columns among `names` whose type says that they hold numbers; none of a source without types.
    func numbers(among names: [String]) -> Set<String>

    /// Begins a pass.
    ///
    /// - Throws: `ReadInterruption`.
    func pass(_ reader: CohortReader) throws -> any RowPass

    /// The records of a file as the careful checker reads them, and how their places are named.
    ///
    /// - Throws: where the file cannot be read to its end.
    func records(ofPart number: Int, _ study: Study) throws(Faults) -> CheckedRecords
}

/// One file of a source.
package protocol SourcePart: Sendable {
    /// What the user calls it; for messages.
    var name: String { get }
    /// How much there is to read, for reports of progress.
    var byteCount: Int { get }
    var warnings: [CohortWarning] { get }
    /// Where to find the bytes that were handed in, and how many they are: what a digest is made of.
    var originalBytes: (path: String, count: Int) { get }
    /// Told before the first pass where a digest is wanted: a source without bytes makes one of what it is sent.
    func wantDigest()
    /// The digest of the rows of a source without bytes, once they were read; nil for files.
    func rowDigest() throws(HashingError) -> String?
    /// Refuses a file that was written to or replaced since it was opened: what was read may be neither the old nor the new.
    func refuseIfChanged() throws(Faults)
}

extension SourcePart {
    package func wantDigest() {}
    package func rowDigest() throws(HashingError) -> String? { nil }
}

/// One pass over all rows, cut into stretches that are dealt to the threads in turn, so that the same number of threads always
/// sees the same rows in the same order.
package protocol RowPass: Sendable {
    var stretchCount: Int { get }
    func byteCount(ofStretch number: Int) -> Int
    /// What one thread reads with; `tables` are the levels known so far, one a request.
    func worker(_ tables: [CategoryTable]) -> any RowWorker
    /// Tells every thread to give up.
    func stop()
}

/// One thread's share of a pass.
package protocol RowWorker: AnyObject {
    /// The rows read and not yet handed on.
    var rows: RowBuilder { get }
    /// Rows of each file that this thread read.
    var rowsOfParts: [Int] { get }
    /// Reads a stretch; calls `flush`, which empties `rows`, whenever they are full.
    ///
    /// - Throws: `ReadInterruption`.
    func read(stretch number: Int, flush: () throws -> Void) throws
}

extension RowSource {
    package var name: String { parts[0].name }

    package func numbers(among names: [String]) -> Set<String> { [] }
    package var byteCount: Int { parts.reduce(0) { $0 + $1.byteCount } }
    package var warnings: [CohortWarning] { parts.flatMap(\.warnings) }

    /// Refuses files that were written to or replaced since they were opened.
    package func refuseIfChanged() throws(Faults) {
        for part in parts { try part.refuseIfChanged() }
    }
}

/// The records of one file, to be checked one by one.
package struct CheckedRecords {
    let scanner: RecordScanner
    /// Where columns have types, nothing is scanned: the scanner but counts the rows.
    let typed: TypedRecords?
    /// How the places of its records are named.
    let numbering: LinePlaces.Numbering

    init(scanner: RecordScanner, numbering: LinePlaces.Numbering) {
        self.scanner = scanner
        typed = nil
        self.numbering = numbering
    }

    init(_ typed: TypedRecords, numbering: LinePlaces.Numbering) {
        scanner = RecordScanner(file: nil, offset: 0, delimiter: .comma)
        self.typed = typed
        self.numbering = numbering
    }
}
