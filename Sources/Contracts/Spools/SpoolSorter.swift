/// Sorts records of one size, however many: runs that fit in memory are sorted there and put aside, and read together again
/// (Knuth, "The Art of Computer Programming", volume 3, section 5.4). Equal records stay in their order.
///
/// - Complexity: O(n log n) for n records; ``SpoolBudget`` bytes of memory, and ``Spool/window`` bytes for each run.
struct SpoolSorter<Element: BitwiseCopyable & Sendable> {
    private let precedes: (Element, Element) -> Bool
    /// A number that rises with the order; nil where none is known.
    private let key: ((Element) -> Int32)?
    private var held: [Element] = []
    private var runs: SpoolWriter<Element>
    private var ends: [Int] = []
    private let most: Int

    /// - Parameter key: never falls from one record to the next in their order, such as a day; where it takes few values and records come
    ///   in their order for each of them, they are counted instead of compared.
    init(
        by precedes: @escaping (Element, Element) -> Bool,
        key: ((Element) -> Int32)? = nil
    ) {
        self.precedes = precedes
        self.key = key
        most = max(2, SpoolBudget.bytes / MemoryLayout<Element>.stride)
        runs = SpoolWriter()
    }

    var count: Int { runs.count + held.count }

    mutating func append(_ element: Element) {
        if held.count == most { putAside() }
        held.append(element)
    }

    private mutating func putAside() {
        sort(&held)
        for element in held { runs.append(element) }
        ends.append(runs.count)
        held.removeAll(keepingCapacity: true)
    }

    private func sort(_ elements: inout [Element]) {
        guard let key, let counted = Self.counted(elements, key),
            zip(counted, counted.dropFirst()).allSatisfy({ !precedes($1, $0) })
        else {
            elements.sort(by: precedes)
            return
        }
        elements = counted
    }

    /// By keys, and those of one key as they came (Knuth, section 5.2, algorithm D); nil where keys lie far apart.
    private static func counted(_ elements: [Element], _ key: (Element) -> Int32) -> [Element]? {
        guard let first = elements.first else { return nil }
        var (low, high) = (key(first), key(first))
        for element in elements {
            low = Swift.min(low, key(element))
            high = Swift.max(high, key(element))
        }
        let span = Int(high) - Int(low) + 1
        guard span <= 4 * elements.count + 4_096 else { return nil }
        var places = [Int](repeating: 0, count: span + 1)
        for element in elements { places[Int(key(element)) - Int(low) + 1] += 1 }
        for place in 1...span { places[place] += places[place - 1] }
        return [Element](unsafeUninitializedCapacity: elements.count) { buffer, count in
            for element in elements {
                let slot = Int(key(element)) - Int(low)
                buffer[places[slot]] = element
                places[slot] += 1
            }
            count = elements.count
        }
    }

    /// Hands all of them out in their order, and is empty afterwards.
    mutating func sorted() -> SpoolMerge<Element> {
        defer { self = SpoolSorter(by: precedes, key: key) }
        if ends.isEmpty {
            var sorted = held
            held = []
            sort(&sorted)
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
