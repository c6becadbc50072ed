/// Puts rows together by the people they name, in the order of identifiers' bytes, however many rows there are: runs are sorted in
/// memory and put aside with the identifiers, and read together again. Rows of one person stay in their order.
///
/// - Complexity: O(n log n) for n rows; ``SpoolBudget`` bytes of memory and the rows of one person.
struct PersonSorter<Record: BitwiseCopyable & Sendable> {
    private struct Entry {
        let prefix: NamePrefix
        let start: Int
        let count: Int
        let record: Record

        func text(_ texts: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
            UnsafeRawBufferPointer(rebasing: texts[start..<start + count])
        }
    }

    private var texts: [UInt8] = []
    private var entries: [Entry] = []
    private let runs: SpoolBytes
    /// Where runs end among the bytes put aside.
    private var ends: [Int] = []
    private let most: Int

    init() {
        most = SpoolBudget.bytes
        runs = SpoolBytes(most: SpoolBudget.bytes / 4)
    }

    mutating func append(_ name: String, _ record: Record) {
        let start = texts.count
        texts += name.utf8
        entries.append(
            Entry(
                prefix: NamePrefix(texts[start...]),
                start: start,
                count: texts.count - start,
                record: record
            )
        )
        if texts.count + entries.count * MemoryLayout<Entry>.stride > most { putAside() }
    }

    private mutating func putAside() {
        texts.withUnsafeBytes { texts in
            entries.sort { left, right in
                if left.prefix != right.prefix { return left.prefix < right.prefix }
                if left.prefix.isWhole(left.count), right.prefix.isWhole(right.count) {
                    return (left.count, left.start) < (right.count, right.start)
                }
                let one = texts[left.start..<left.start + left.count]
                let other = texts[right.start..<right.start + right.count]
                if one.lexicographicallyPrecedes(other) { return true }
                return left.start < right.start && !other.lexicographicallyPrecedes(one)
            }
            for entry in entries { NamedRecord.write(entry.record, entry.text(texts), to: runs) }
        }
        ends.append(runs.count)
        texts.removeAll(keepingCapacity: true)
        entries.removeAll(keepingCapacity: true)
    }

    /// Hands all of them out person by person, and is empty afterwards.
    mutating func merged() -> PersonMerge<Record> {
        defer { self = PersonSorter() }
        if !entries.isEmpty { putAside() }
        return PersonMerge(runs, ends: ends)
    }
}

/// The first sixteen bytes of a name, by which most names are told apart without looking at the rest.
struct NamePrefix: Comparable {
    private let first: UInt64
    private let second: UInt64

    init(_ bytes: some Collection<UInt8>) {
        var (first, second, count) = (UInt64(0), UInt64(0), 0)
        for byte in bytes.prefix(16) {
            if count < 8 {
                first = first << 8 | UInt64(byte)
            } else {
                second = second << 8 | UInt64(byte)
            }
            count += 1
        }
        self.first = first << UInt64(8 * max(0, 8 - count))
        self.second = second << UInt64(8 * (count > 8 ? 16 - count : 8))
    }

    /// Whether it holds all of a name of so many bytes.
    func isWhole(_ count: Int) -> Bool { count <= 16 }

    static func < (left: NamePrefix, right: NamePrefix) -> Bool {
        left.first != right.first ? left.first < right.first : left.second < right.second
    }
}

/// A name and a record as they are put aside: how long the name is, the name, the record.
struct NamedRecord {
    let name: UnsafeRawBufferPointer
    let prefix: NamePrefix
    /// Where the record lies.
    let record: UnsafeRawPointer
    /// What lies behind it.
    let end: UnsafeRawPointer

    static func write<Record: BitwiseCopyable>(
        _ record: Record,
        _ name: UnsafeRawBufferPointer,
        to bytes: SpoolBytes
    ) {
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 1) { count in
            count.initialize(repeating: UInt32(name.count))
            bytes.append(UnsafeRawBufferPointer(count))
        }
        bytes.append(name)
        withUnsafeTemporaryAllocation(of: Record.self, capacity: 1) { place in
            place.initialize(repeating: record)
            bytes.append(UnsafeRawBufferPointer(place))
        }
    }

    /// - Parameter size: of the record.
    init(at start: UnsafeRawPointer, size: Int) {
        let count = Int(start.loadUnaligned(as: UInt32.self))
        name = UnsafeRawBufferPointer(start: start + 4, count: count)
        prefix = NamePrefix(name)
        record = start + 4 + count
        end = record + size
    }

    /// By the bytes of names.
    static func precedes(_ left: NamedRecord, _ right: NamedRecord) -> Bool {
        if left.prefix != right.prefix { return left.prefix < right.prefix }
        return left.isShort && right.isShort
            ? left.name.count < right.name.count : left.name.lexicographicallyPrecedes(right.name)
    }

    static func isSame(_ left: NamedRecord, _ right: NamedRecord) -> Bool {
        left.prefix == right.prefix && left.name.count == right.name.count
            && (left.isShort || left.name.elementsEqual(right.name))
    }

    private var isShort: Bool { prefix.isWhole(name.count) }
}

/// The rows of people, person by person.
struct PersonMerge<Record: BitwiseCopyable & Sendable> {
    private struct Run {
        var head: NamedRecord
        let end: UnsafeRawPointer
        var kept: UnsafeRawPointer
    }

    private let bytes: SpoolBytes
    private let start: UnsafeRawPointer
    private var runs: [Run] = []
    private var order: RunOrder

    fileprivate init(_ bytes: SpoolBytes, ends: [Int]) {
        self.bytes = bytes
        start = bytes.closed()
        var from = start
        for end in ends {
            runs.append(
                Run(
                    head: NamedRecord(at: from, size: MemoryLayout<Record>.stride),
                    end: start + end,
                    kept: from
                )
            )
            from = start + end
        }
        order = RunOrder(count: runs.count)
        order.build { [runs] in Self.isFirst($0, $1, runs) }
    }

    private static func isFirst(_ left: Int, _ right: Int, _ runs: [Run]) -> Bool {
        if NamedRecord.precedes(runs[left].head, runs[right].head) { return true }
        return left < right && !NamedRecord.precedes(runs[right].head, runs[left].head)
    }

    /// The next person; nil at the end. The name lasts until ``records(of:)`` goes beyond it.
    var head: NamedRecord? { order.first.map { runs[$0].head } }

    /// The rows of a person, none where it is not the next.
    mutating func records(of name: NamedRecord?) -> [Record] {
        var records: [Record] = []
        while let place = order.first, let name, NamedRecord.isSame(runs[place].head, name) {
            records.append(runs[place].head.record.loadUnaligned(as: Record.self))
            advance(place)
        }
        return records
    }

    private mutating func advance(_ place: Int) {
        let next = runs[place].head.end
        guard next < runs[place].end else {
            order.dropFirst { [runs] in Self.isFirst($0, $1, runs) }
            return
        }
        runs[place].head = NamedRecord(at: next, size: MemoryLayout<Record>.stride)
        // What was gone through is let go, but not what the caller still looks at.
        if next - runs[place].kept >= 2 * Spool<UInt8>.window {
            let first = runs[place].kept - start
            bytes.release(first..<first + Spool<UInt8>.window)
            runs[place].kept = start + first + Spool<UInt8>.window
        }
        order.sink { [runs] in Self.isFirst($0, $1, runs) }
    }
}
