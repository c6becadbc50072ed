/// Names as small numbers: a journal of a million lines repeats a few thousand of them, and numbers are
/// compared and sorted much faster.
struct NameTable {
    private(set) var names: [String] = []
    private var numbers: [String: Int32] = [:]

    /// The number of a name, a new one where it has none.
    mutating func number(of name: String) -> Int32 {
        if let number = numbers[name] { return number }
        let number = Int32(names.count)
        numbers[name] = number
        names.append(name)
        return number
    }

    /// The number of a name that may not occur.
    func existing(_ name: String) -> Int32? { numbers[name] }

    func name(_ number: Int32) -> String { names[Int(number)] }

    /// The place of each name, by its number, in the order of bytes.
    var ranks: [Int32] {
        var ranks = [Int32](repeating: 0, count: names.count)
        for (rank, index) in names.indices.sorted(by: { names[$0].precedes(names[$1]) })
            .enumerated()
        {
            ranks[index] = Int32(rank)
        }
        return ranks
    }
}
