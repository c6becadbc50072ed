/// Records of one size in their order, of which little is in memory where they are many.
///
/// - Complexity: a record is read in O(1), out of a file by a system call. Going through all of them holds ``window`` bytes.
package struct Spool<Element: BitwiseCopyable & Sendable>: RandomAccessCollection,
    @unchecked Sendable
{
    private let bytes: SpoolBytes
    /// Nil where they are in a file.
    private let start: UnsafeRawPointer?
    package let count: Int

    init(_ writer: consuming SpoolWriter<Element>) {
        count = writer.count
        bytes = writer.bytes
        start = bytes.closed()
    }

    /// All of them in memory.
    init(_ elements: some Sequence<Element>) {
        var writer = SpoolWriter<Element>(most: .max)
        for element in elements { writer.append(element) }
        self.init(writer)
    }

    package var startIndex: Int { 0 }
    package var endIndex: Int { count }
    var isInMemory: Bool { start != nil }

    package subscript(position: Int) -> Element {
        precondition(position >= 0 && position < count, "\(position) is none of \(count)")
        guard let start else { return read(position..<position + 1)[0] }
        return start.load(
            fromByteOffset: position &* MemoryLayout<Element>.stride,
            as: Element.self
        )
    }

    /// Some neighbours, in memory.
    func read(_ places: Range<Int>) -> [Element] {
        [Element](unsafeUninitializedCapacity: places.count) { buffer, count in
            let size = MemoryLayout<Element>.stride
            bytes.read(
                from: places.lowerBound * size,
                into: UnsafeMutableRawBufferPointer(
                    start: UnsafeMutableRawPointer(buffer.baseAddress),
                    count: places.count * size
                )
            )
            count = places.count
        }
    }

    package func makeIterator() -> Iterator { Iterator(self, 0..<count) }

    /// Bytes that are read at once.
    static var window: Int { 1 << 16 }

    /// Goes through some neighbours.
    package struct Iterator: IteratorProtocol {
        private let spool: Spool
        private var rest: Range<Int>
        private var held: [Element] = []
        /// Place of the next one among those held.
        private var place = 0

        init(_ spool: Spool, _ places: Range<Int>) {
            self.spool = spool
            rest = places
        }

        package mutating func next() -> Element? {
            if let start = spool.start {
                guard let place = rest.popFirst() else { return nil }
                return start.load(
                    fromByteOffset: place &* MemoryLayout<Element>.stride,
                    as: Element.self
                )
            }
            if place == held.count {
                guard !rest.isEmpty else { return nil }
                let most = Swift.max(1, Spool.window / MemoryLayout<Element>.stride)
                held = spool.read(rest.prefix(most))
                rest = rest.dropFirst(held.count)
                place = 0
            }
            place += 1
            return held[place - 1]
        }
    }
}

extension Spool: ExpressibleByArrayLiteral {
    package init(arrayLiteral elements: Element...) { self.init(elements) }
}

/// Writes records of one size one after the other.
struct SpoolWriter<Element: BitwiseCopyable & Sendable> {
    let bytes: SpoolBytes
    private(set) var count = 0

    init(most: Int = SpoolBudget.bytes / 8) { bytes = SpoolBytes(most: most) }

    mutating func append(contentsOf elements: some Collection<Element>) {
        let isDone: Void? = elements.withContiguousStorageIfAvailable { buffer in
            bytes.append(UnsafeRawBufferPointer(buffer))
            count += buffer.count
        }
        if isDone == nil { for element in elements { append(element) } }
    }

    mutating func append(_ element: Element) {
        withUnsafeTemporaryAllocation(of: Element.self, capacity: 1) { buffer in
            buffer.initialize(repeating: element)
            bytes.append(UnsafeRawBufferPointer(buffer))
        }
        count += 1
    }
}

extension Sequence {
    /// Neighbours that belong together, as arrays.
    func forEachRun(
        _ belong: (Element, Element) -> Bool,
        _ body: ([Element]) -> Void
    ) {
        var run: [Element] = []
        for element in self {
            if let last = run.last, !belong(last, element) {
                body(run)
                run.removeAll(keepingCapacity: true)
            }
            run.append(element)
        }
        if !run.isEmpty { body(run) }
    }
}
