/// The levels of one column, numbered as they come, with how often each occurs with which outcome.
///
/// Keeps hashes, not texts. Holds at most `limit` levels; those beyond are counted by nobody.
struct LevelTable {
    struct Level {
        let firstLine: Int
        /// A fault of the level's text, which every cell that holds it has.
        let fault: LevelFault?
        /// People with the level and outcome 0, and 1.
        var outcomes: (zeros: Int, ones: Int) = (0, 0)
    }

    struct LevelFault {
        let code: FaultCode
        let message: String
    }

    static let limit = 20_000

    private(set) var levels: [Level] = []
    private(set) var isFull = false
    private var numbers: [ContentHash: Int] = [:]
    /// The level met last, which often comes again.
    private var last: (hash: ContentHash, number: Int)?

    /// The number of a level met before.
    mutating func known(_ hash: ContentHash) -> Int? {
        if let last, last.hash == hash { return last.number }
        guard let number = numbers[hash] else { return nil }
        last = (hash, number)
        return number
    }

    /// The number of a new level; nil where the table is full.
    mutating func add(_ hash: ContentHash, line: Int, fault: LevelFault? = nil) -> Int? {
        guard levels.count < Self.limit else {
            isFull = true
            return nil
        }
        numbers[hash] = levels.count
        levels.append(Level(firstLine: line, fault: fault))
        return levels.count - 1
    }

    mutating func count(_ number: Int, outcome: Bool) {
        if outcome {
            levels[number].outcomes.ones += 1
        } else {
            levels[number].outcomes.zeros += 1
        }
    }
}
