/// People by their places, a bit each.
struct PeopleSet {
    private var words: [UInt64] = []
    private(set) var count = 0

    mutating func insert(_ person: Int32) {
        let (word, bit) = (Int(person) / 64, UInt64(1) << UInt64(person % 64))
        if word >= words.count {
            words += [UInt64](repeating: 0, count: max(word + 1, 2 * words.count) - words.count)
        }
        guard words[word] & bit == 0 else { return }
        words[word] |= bit
        count += 1
    }
}
