/// A binary heap: what `precedes` everything else comes out first.
///
/// - Complexity: O(log n) an insertion or removal.
struct Heap<Element> {
    private var elements: [Element] = []
    private let precedes: (Element, Element) -> Bool

    init(precedes: @escaping (Element, Element) -> Bool) {
        self.precedes = precedes
    }

    mutating func insert(optional element: Element?) {
        guard let element else { return }
        elements.append(element)
        var place = elements.count - 1
        while place > 0 {
            let parent = (place - 1) / 2
            guard precedes(elements[place], elements[parent]) else { return }
            elements.swapAt(place, parent)
            place = parent
        }
    }

    mutating func removeFirst() -> Element? {
        guard let first = elements.first else { return nil }
        let last = elements.removeLast()
        guard !elements.isEmpty else { return first }
        elements[0] = last
        var place = 0
        while true {
            var best = place
            for child in [2 * place + 1, 2 * place + 2] where child < elements.count {
                if precedes(elements[child], elements[best]) { best = child }
            }
            if best == place { return first }
            elements.swapAt(place, best)
            place = best
        }
    }
}
