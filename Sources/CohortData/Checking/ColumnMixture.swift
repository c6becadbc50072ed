/// How often something happened in a column, and on which lines first.
struct CellTally {
    /// Lines that are named at most.
    private static let most = 10

    private(set) var count = 0
    private(set) var lines: [Int] = []

    mutating func add(line: Int) {
        count += 1
        if lines.count < Self.most { lines.append(line) }
    }

    /// `1 more, on line 9`, `40 more, on lines 3, 9, 12, …`, `4 more on that line`: all but the first.
    func othersInWords(_ places: LinePlaces) -> String {
        let noun = places.noun(of: lines[0])
        var others: [Int] = []
        for line in lines.dropFirst() where others.last != line { others.append(line) }
        let ellipsis = count > lines.count ? ", …" : ""
        if others == [lines[0]], ellipsis.isEmpty { return "\(count - 1) more on that \(noun)" }
        let plural = others.count == 1 && ellipsis.isEmpty ? "" : "s"
        return "\(count - 1) more, on \(noun)\(plural) "
            + others.map(places.number).joined(separator: ", ") + ellipsis
    }

    /// `line 7`, `lines 3, 9 and 12`, `lines 1, 2, 3 and 40 more`.
    func inWords(_ places: LinePlaces) -> String {
        if count == 1 { return places.named(lines[0]) }
        let noun = places.noun(of: lines[0])
        let more = count - lines.count
        let named = lines.map(places.number)
        if more > 0 { return "\(noun)s \(named.joined(separator: ", ")) and \(more) more" }
        return "\(noun)s \(named.dropLast().joined(separator: ", ")) and \(named[named.count - 1])"
    }
}

/// A column that nobody declared and that holds both numbers and words.
struct ColumnMixture {
    let words: CellTally
    let numbers: CellTally
    /// Spellings of a missing value that stand among the words.
    let missingSpellings: [String]

    private static let spellings = [
        "NA", "N/A", "n/a", "na", "#N/A", "NULL", "null", "None", "none", "NaN", "nan", "-", "--",
        ".",
        "?", "missing", "unknown",
    ]
    private static let spellingBytes = spellings.map { Array($0.utf8) }

    /// The number of a usual spelling of a missing value, for `init`.
    static func missingSpelling(_ bytes: FieldBytes) -> Int? {
        spellingBytes.firstIndex { bytes.equals($0) }
    }

    init(words: CellTally, numbers: CellTally, missingSpellings: Set<Int>) {
        self.words = words
        self.numbers = numbers
        self.missingSpellings = missingSpellings.sorted().map { Self.spellings[$0] }
    }

    /// The kind that fewer cells have: the ones to look at.
    var fewer: CellTally { words.count <= numbers.count ? words : numbers }

    /// What is wrong and what may be done; of the cells only usual spellings of a missing value are shown.
    func message(_ places: LinePlaces) -> String {
        let total = words.count + numbers.count
        let areWords = words.count <= numbers.count
        let verb = fewer.count == 1 ? "is" : "are"
        let kind = areWords ? "no number" : "a number"
        let plural = areWords ? "no numbers" : "numbers"
        let known = missingSpellings.joined(separator: ",")
        let missing =
            known.isEmpty
            ? "name what stands for a missing value (often NA, N/A, NULL, NaN, None, . or -) with --missing or missing_codes"
            : "name the missing values with --missing \(known) (or missing_codes in a study)"
        return
            "\(fewer.count) of \(total) values \(verb) \(fewer.count == 1 ? kind : plural), unlike the others "
            + "(\(fewer.inWords(places))), expected numbers or words throughout; \(missing), or say that these are levels "
            + "(factor() in a formula, --categorical, or a declared type)"
    }
}

extension ColumnChecker {
    /// Nil where the column is declared, or holds one kind of cells only.
    var mixture: ColumnMixture? {
        guard case .numberOrLevel = plan, words.count > 0, numbers.count > 0 else { return nil }
        return ColumnMixture(words: words, numbers: numbers, missingSpellings: missingSpellings)
    }
}
