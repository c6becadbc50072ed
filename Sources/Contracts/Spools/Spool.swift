/// Records of one size in their order, of which little is in memory where they are many.
///
/// - Complexity: a record is read in O(1). Going through all of them keeps a window of ``window`` bytes in memory.
package struct Spool<Element: BitwiseCopyable & Sendable>: RandomAccessCollection, @unchecked Sendable {
    private let bytes: SpoolBytes
    private let start: UnsafeRawPointer
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

    package subscript(position: Int) -> Element {
        precondition(position >= 0 && position < count, "\(position) is none of \(count)")
        return start.load(fromByteOffset: position &* MemoryLayout<Element>.stride, as: Element.self)
    }

    /// Lets memory go that holds records which will hardly be read again.
    func release(_ places: Range<Int>) {
        let size = MemoryLayout<Element>.stride
        bytes.release(places.lowerBound * size..<places.upperBound * size)
    }

    /// The same for all of them.
    func release() { bytes.releaseAll() }

    /// Tells that one is looked up somewhere: after many of these what they left in memory is let go.
    func lookedUp() { bytes.lookedUp() }

    package func makeIterator() -> Iterator { Iterator(self) }

    /// Bytes after which what was gone through is let go.
    static var window: Int { 1 << 17 }

    package struct Iterator: IteratorProtocol {
        private let spool: Spool
        private var place = 0
        private var kept = 0
        private let step: Int

        fileprivate init(_ spool: Spool) {
            self.spool = spool
            step = Swift.max(1, Spool.window / MemoryLayout<Element>.stride)
        }

        package mutating func next() -> Element? {
            guard place < spool.count else { return nil }
            if place - kept >= step {
                spool.release(kept..<place)
                kept = place
            }
            defer { place += 1 }
            return spool.start.load(
                fromByteOffset: place &* MemoryLayout<Element>.stride,
                as: Element.self
            )
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

    init(most: Int = SpoolBudget.bytes / 4) { bytes = SpoolBytes(most: most) }

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
