/// Values as small numbers, since numbers are compared and sorted much faster.
struct NumberTable<Element: Hashable> {
    private(set) var elements: [Element] = []
    private var numbers: [Element: Int32] = [:]

    /// The number of a value, a new one where it has none.
    ///
    /// - Parameter guess: what is tried first; the movements of one clause come one after another.
    mutating func number(of element: Element, guess: Int32?) -> Int32 {
        if let guess, elements[Int(guess)] == element { return guess }
        if let number = numbers[element] { return number }
        let number = Int32(elements.count)
        numbers[element] = number
        elements.append(element)
        return number
    }

    /// The number of a value that may not occur.
    func existing(_ element: Element) -> Int32? { numbers[element] }

    subscript(number: Int32) -> Element { elements[Int(number)] }

    /// The values in the order of the bytes of a text of each, and the place of each in it by its number.
    func ordered(by text: (Element) -> String) -> (elements: [Element], ranks: [Int32]) {
        let texts = elements.map(text)
        let order = elements.indices.sorted { left, right in
            if texts[left] != texts[right] { return texts[left].precedes(texts[right]) }
            // Two kinds of clause may read alike; their order is that of their kinds.
            return "\(elements[left])".precedes("\(elements[right])")
        }
        var ranks = [Int32](repeating: 0, count: elements.count)
        for (rank, index) in order.enumerated() { ranks[index] = Int32(rank) }
        return (order.map { elements[$0] }, ranks)
    }
}
