/// Sorts records of one size, however many: runs that fit in memory are sorted there and put aside, and read together again
/// (Knuth, "The Art of Computer Programming", volume 3, section 5.4). Equal records stay in their order.
///
/// - Complexity: O(n log n) for n records; ``SpoolBudget`` bytes of memory, and ``Spool/window`` bytes for each run.
struct SpoolSorter<Element: BitwiseCopyable & Sendable> {
    private let precedes: (Element, Element) -> Bool
    private var held: [Element] = []
    private var runs: SpoolWriter<Element>
    private var ends: [Int] = []
    private let most: Int

    init(by precedes: @escaping (Element, Element) -> Bool) {
        self.precedes = precedes
        most = max(2, SpoolBudget.bytes / MemoryLayout<Element>.stride)
        runs = SpoolWriter()
    }

    var count: Int { runs.count + held.count }

    mutating func append(_ element: Element) {
        if held.count == most { putAside() }
        held.append(element)
    }

    private mutating func putAside() {
        held.sort(by: precedes)
        for element in held { runs.append(element) }
        ends.append(runs.count)
        held.removeAll(keepingCapacity: true)
    }

    /// Hands all of them out in their order, and is empty afterwards.
    mutating func sorted() -> SpoolMerge<Element> {
        defer { self = SpoolSorter(by: precedes) }
        if ends.isEmpty {
            var sorted = held
            held = []
            sorted.sort(by: precedes)
            return SpoolMerge(sorted)
        }
        if !held.isEmpty { putAside() }
        return SpoolMerge(Spool(runs), ends: ends, by: precedes)
    }
}

/// Sorted runs read together.
struct SpoolMerge<Element: BitwiseCopyable & Sendable>: Sequence, IteratorProtocol {
    private struct Run {
        var head: Element
        var rest: Spool<Element>.Iterator
    }

    /// Those of one run that is in memory.
    private var held: ArraySlice<Element>
    private var runs: [Run] = []
    /// Places of runs, that with the first record first.
    private var order: RunOrder
    private let precedes: (Element, Element) -> Bool

    init(_ sorted: [Element]) {
        held = sorted[...]
        order = RunOrder(count: 0)
        precedes = { _, _ in false }
    }

    init(_ spool: Spool<Element>, ends: [Int], by precedes: @escaping (Element, Element) -> Bool) {
        held = []
        self.precedes = precedes
        var start = 0
        for end in ends {
            var rest = Spool<Element>.Iterator(spool, start..<end)
            if let head = rest.next() { runs.append(Run(head: head, rest: rest)) }
            start = end
        }
        order = RunOrder(count: runs.count)
        order.build { [runs] in Self.isFirst($0, $1, runs, precedes) }
    }

    private static func isFirst(
        _ left: Int,
        _ right: Int,
        _ runs: [Run],
        _ precedes: (Element, Element) -> Bool
    ) -> Bool {
        if precedes(runs[left].head, runs[right].head) { return true }
        if precedes(runs[right].head, runs[left].head) { return false }
        return left < right
    }

    mutating func next() -> Element? {
        guard let place = order.first else { return held.popFirst() }
        let element = runs[place].head
        if let next = runs[place].rest.next() {
            runs[place].head = next
            order.sink { [runs, precedes] in Self.isFirst($0, $1, runs, precedes) }
        } else {
            order.dropFirst { [runs, precedes] in Self.isFirst($0, $1, runs, precedes) }
        }
        return element
    }
}

/// A heap of the places of runs.
struct RunOrder {
    private var places: [Int]

    init(count: Int) { places = Array(0..<count) }

    var first: Int? { places.first }

    mutating func build(_ isFirst: (Int, Int) -> Bool) {
        for place in stride(from: places.count / 2 - 1, through: 0, by: -1) {
            sink(from: place, isFirst)
        }
    }

    /// The first one may stand behind others now.
    mutating func sink(_ isFirst: (Int, Int) -> Bool) { sink(from: 0, isFirst) }

    mutating func dropFirst(_ isFirst: (Int, Int) -> Bool) {
        guard let last = places.popLast(), !places.isEmpty else { return }
        places[0] = last
        sink(from: 0, isFirst)
    }

    private mutating func sink(from start: Int, _ isFirst: (Int, Int) -> Bool) {
        var place = start
        while true {
            var best = place
            for child in [2 * place + 1, 2 * place + 2]
            where child < places.count && isFirst(places[child], places[best]) {
                best = child
            }
            guard best != place else { return }
            places.swapAt(place, best)
            place = best
        }
    }
}
