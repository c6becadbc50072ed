internal import TopsliceRecords

/// How the cells of a column of flags are written: told only of all of them together.
struct ColumnFlags {
    /// Distinct cells that are no flags, counted up to here.
    private static let mostDistinct = 20

    /// Cells that are digits, 0 and 1 (or any number where the column may hold numbers).
    private(set) var digits = CellTally()
    /// Cells in words, by spelling; only spellings that occur.
    private(set) var words: [(spelling: FlagField.Spelling, tally: CellTally)] = []
    /// Cells that are no flags: all, whole numbers from 0 on, and other numbers.
    private(set) var odd = CellTally()
    private(set) var wholeCount = 0
    private(set) var numberCount = 0
    private var distinct: Set<ContentHash> = []

    mutating func addDigits(line: Int) { digits.add(line: line) }

    mutating func add(_ spelling: FlagField.Spelling, line: Int) {
        if let index = words.firstIndex(where: { $0.spelling == spelling }) {
            words[index].tally.add(line: line)
        } else {
            var tally = CellTally()
            tally.add(line: line)
            words.append((spelling, tally))
        }
    }

    mutating func addOdd(_ bytes: FieldBytes, line: Int) {
        odd.add(line: line)
        if IntegerField.parse(bytes).map({ $0 >= 0 }) ?? false {
            wholeCount += 1
        } else if NumberField.parse(bytes) != nil {
            numberCount += 1
        }
        if distinct.count < Self.mostDistinct { distinct.insert(ContentHash(bytes)) }
    }

    /// `3 different words`, `20 or more different words`.
    private func distinctInWords(_ what: String) -> String {
        let count = distinct.count
        return count < Self.mostDistinct
            ? "\(count) different \(what)\(count == 1 ? "" : "s")"
            : "\(count) or more different \(what)s"
    }

    // MARK: What is wrong

    private var flagCount: Int { digits.count + words.reduce(0) { $0 + $1.tally.count } }

    /// The cells written unlike most others; nil where all are written alike.
    func mixture(_ places: LinePlaces, hasNumbers: Bool) -> (line: Int, message: String)? {
        let digitWords = hasNumbers ? "numbers" : "0 and 1"
        var kinds = words.map { (name: $0.spelling.inWords, tally: $0.tally) }
        if digits.count > 0 { kinds.insert((digitWords, digits), at: 0) }
        guard kinds.count > 1,
            let most = kinds.max(by: {
                ($0.tally.count, -$0.tally.lines[0]) < ($1.tally.count, -$1.tally.lines[0])
            }),
            let few = kinds.filter({ $0.name != most.name }).min(by: {
                ($0.tally.count, $0.tally.lines[0]) < ($1.tally.count, $1.tally.lines[0])
            })
        else { return nil }
        let count = few.tally.count
        let message =
            "\(count) of \(flagCount) values \(count == 1 ? "is" : "are") written as \(few.name), others as \(most.name) "
            + "(\(few.tally.inWords(places))), expected one way throughout"
        return (few.tally.lines[0], message)
    }

    /// Whether so many cells are no flags that the column is of another kind, and not only mistyped.
    var isOtherKind: Bool { odd.count * 10 > flagCount + odd.count }

    /// What a column of flags holds instead, where that is more than a slip of the pen; else that some cells are no flags.
    ///
    /// - `declared`: the two words of a study.
    func oddMessage(_ roles: ColumnRoles, declared: [String]?, _ places: LinePlaces) -> String {
        let total = flagCount + odd.count
        let verb = odd.count == 1 ? "is" : "are"
        if let declared {
            let expected = declared.map { "'\(escapedName($0))'" }.joined(separator: " or ")
            return "\(odd.count) of \(total) values \(verb) neither of the two declared words "
                + "(\(odd.inWords(places))), expected \(expected)"
        }
        let found =
            "\(odd.count) of \(total) values \(verb) neither 0 nor 1 (\(odd.inWords(places)))"
        guard roles.isAgency, isOtherKind else {
            let outcome =
                roles.isOutcome
                ? " throughout, or --family gaussian (or poisson) where the outcome is a number (or a count)"
                : ""
            let usual = words.isEmpty ? "0 or 1" : words[0].spelling.inWords
            return "\(found), unlike the others, expected \(usual)\(outcome); "
                + "two words of your own are declared in a study as type: binary, levels: [for 0, for 1]"
        }
        let expected =
            "; an agency is a column of 0 and 1 (or yes and no), who was served and who was not."
        if wholeCount == odd.count {
            return "\(found): whole numbers, as of a dose or a count" + expected
                + " Make a column of 0 and 1 for any against none, or one for each dose, each an agency of its own; or compare "
                + "two doses alone with --where"
        }
        if wholeCount + numberCount == odd.count {
            return "\(found): amounts" + expected
                + " Make a column of 0 and 1 of them, such as whether the amount reaches a threshold"
        }
        return
            "\(found): \(distinctInWords("word")), as of the arms of a trial or the levels of a group"
            + expected
            + " Make a column of 0 and 1 for each arm but the one compared with, each an agency of its own; or keep two arms "
            + "with --where and declare them in a study as type: binary, levels: [for 0, for 1]"
    }
}
