/// Texts by small numbers while a table is read; afterwards by their places in the order of bytes.
struct Vocabulary {
    private var numbers: [String: Int32] = [:]
    private(set) var texts: [String] = []

    init(_ texts: [String] = []) {
        for text in texts { _ = number(of: text) }
    }

    mutating func number(of text: String) -> Int32 {
        if let number = numbers[text] { return number }
        let number = Int32(texts.count)
        numbers[text] = number
        texts.append(text)
        return number
    }

    func known(_ text: String) -> Int32? { numbers[text] }

    /// The texts in the order of their bytes, and the place there of each number.
    /// - Complexity: O(n log n), where most texts differ in their first sixteen bytes without looking at a text.
    func ranked() -> (texts: [String], places: [Int32]) {
        struct Key {
            let first: UInt64
            let second: UInt64
            let number: Int32
        }
        var keys: [Key] = []
        keys.reserveCapacity(texts.count)
        for (number, text) in texts.enumerated() {
            var (first, second, count) = (UInt64(0), UInt64(0), 0)
            for byte in text.utf8.prefix(16) {
                if count < 8 {
                    first = first << 8 | UInt64(byte)
                } else {
                    second = second << 8 | UInt64(byte)
                }
                count += 1
            }
            first <<= UInt64(8 * max(0, 8 - count))
            second <<= UInt64(8 * (count > 8 ? 16 - count : 0))
            keys.append(Key(first: first, second: second, number: Int32(number)))
        }
        keys.sort { left, right in
            if left.first != right.first { return left.first < right.first }
            if left.second != right.second { return left.second < right.second }
            return texts[Int(left.number)].utf8
                .lexicographicallyPrecedes(texts[Int(right.number)].utf8)
        }
        var places = [Int32](repeating: 0, count: texts.count)
        for (place, key) in keys.enumerated() { places[Int(key.number)] = Int32(place) }
        return (keys.map { texts[Int($0.number)] }, places)
    }
}
