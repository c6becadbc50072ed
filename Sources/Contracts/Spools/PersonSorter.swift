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
        runs = SpoolBytes(most: SpoolBudget.bytes / 8)
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
enum NamedRecord {
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
}

/// The name of a person as it is compared.
struct PersonName: Equatable {
    let prefix: NamePrefix
    let bytes: [UInt8]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        prefix = NamePrefix(bytes)
    }

    /// By bytes.
    static func precedes(_ left: PersonName, _ right: PersonName) -> Bool {
        if left.prefix != right.prefix { return left.prefix < right.prefix }
        return left.isShort && right.isShort
            ? left.bytes.count < right.bytes.count
            : left.bytes.lexicographicallyPrecedes(right.bytes)
    }

    static func == (left: PersonName, right: PersonName) -> Bool {
        left.prefix == right.prefix && left.bytes.count == right.bytes.count
            && (left.isShort || left.bytes == right.bytes)
    }

    private var isShort: Bool { prefix.isWhole(bytes.count) }
}

/// The rows of people, person by person.
struct PersonMerge<Record: BitwiseCopyable & Sendable> {
    private struct Run {
        var name: PersonName
        var record: Record
        var rest: NamedRecordReader<Record>
    }

    private var runs: [Run] = []
    private var order: RunOrder

    fileprivate init(_ bytes: SpoolBytes, ends: [Int]) {
        _ = bytes.closed()
        var start = 0
        for end in ends {
            var rest = NamedRecordReader<Record>(bytes, start..<end)
            if let (name, record) = rest.next() {
                runs.append(Run(name: name, record: record, rest: rest))
            }
            start = end
        }
        order = RunOrder(count: runs.count)
        order.build { [runs] in Self.isFirst($0, $1, runs) }
    }

    private static func isFirst(_ left: Int, _ right: Int, _ runs: [Run]) -> Bool {
        if PersonName.precedes(runs[left].name, runs[right].name) { return true }
        return left < right && !PersonName.precedes(runs[right].name, runs[left].name)
    }

    /// The next person; nil at the end.
    var head: PersonName? { order.first.map { runs[$0].name } }

    /// The rows of a person, none where it is not the next.
    mutating func records(of name: PersonName) -> [Record] {
        var records: [Record] = []
        while let place = order.first, runs[place].name == name {
            records.append(runs[place].record)
            if let (name, record) = runs[place].rest.next() {
                runs[place].name = name
                runs[place].record = record
                order.sink { [runs] in Self.isFirst($0, $1, runs) }
            } else {
                order.dropFirst { [runs] in Self.isFirst($0, $1, runs) }
            }
        }
        return records
    }
}

/// Reads names and records of one run one after the other.
private struct NamedRecordReader<Record: BitwiseCopyable & Sendable>: IteratorProtocol {
    private let bytes: SpoolBytes
    private var rest: Range<Int>
    private var held: [UInt8] = []
    /// Place of the next one among the bytes held.
    private var place = 0

    init(_ bytes: SpoolBytes, _ places: Range<Int>) {
        self.bytes = bytes
        rest = places
    }

    mutating func next() -> (PersonName, Record)? {
        guard hold(4) else { return nil }
        let length = Int(load(UInt32.self))
        let size = MemoryLayout<Record>.stride
        guard hold(length + size) else {
            preconditionFailure("\(rest) holds no name of \(length) bytes and a record")
        }
        let name = PersonName(Array(held[place..<place + length]))
        place += length
        return (name, load(Record.self))
    }

    private mutating func load<Value: BitwiseCopyable>(_ type: Value.Type) -> Value {
        defer { place += MemoryLayout<Value>.stride }
        return held.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: place, as: type) }
    }

    /// Whether so many bytes follow, which are then held.
    private mutating func hold(_ count: Int) -> Bool {
        if held.count - place >= count { return true }
        let kept = held.count - place
        let more = min(rest.count, max(count - kept, Spool<UInt8>.window))
        guard kept + more >= count else { return false }
        let before = held[place...]
        held = [UInt8](unsafeUninitializedCapacity: kept + more) { buffer, filled in
            _ = buffer.initialize(from: before)
            bytes.read(
                from: rest.lowerBound,
                into: UnsafeMutableRawBufferPointer(
                    rebasing: UnsafeMutableRawBufferPointer(buffer)[kept...]
                )
            )
            filled = kept + more
        }
        rest = rest.dropFirst(more)
        place = 0
        return true
    }
}
