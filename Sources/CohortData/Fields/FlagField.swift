/// A flag in words: `yes` or `no`, `true` or `false`, `Y` or `N`, `T` or `F`, in any case of letters.
enum FlagField {
    /// How a column spells its flags; a column keeps to one spelling throughout.
    enum Spelling: UInt8, CaseIterable, Sendable {
        case yesNo = 1
        case trueFalse = 2
        case yN = 4
        case tF = 8

        /// The two words, as messages name them.
        var inWords: String {
            switch self {
            case .yesNo: "yes and no"
            case .trueFalse: "true and false"
            case .yN: "Y and N"
            case .tF: "T and F"
            }
        }
    }

    static func parse(_ bytes: FieldBytes) -> (spelling: Spelling, isOne: Bool)? {
        guard let first = bytes.first, bytes.count <= 5 else { return nil }
        switch (bytes.count, first | 0x20) {
        case (1, UInt8(ascii: "y")): return (.yN, true)
        case (1, UInt8(ascii: "n")): return (.yN, false)
        case (1, UInt8(ascii: "t")): return (.tF, true)
        case (1, UInt8(ascii: "f")): return (.tF, false)
        case (2, UInt8(ascii: "n")) where isWord(bytes, "no"): return (.yesNo, false)
        case (3, UInt8(ascii: "y")) where isWord(bytes, "yes"): return (.yesNo, true)
        case (4, UInt8(ascii: "t")) where isWord(bytes, "true"): return (.trueFalse, true)
        case (5, UInt8(ascii: "f")) where isWord(bytes, "false"): return (.trueFalse, false)
        default: return nil
        }
    }

    private static func isWord(_ bytes: FieldBytes, _ word: StaticString) -> Bool {
        for index in 0..<bytes.count where bytes[index] | 0x20 != word.utf8Start[index] {
            return false
        }
        return true
    }
}

/// How the cells of a flag column are told: by the usual words, or by two words that a study declares.
struct FlagRule: Sendable, Equatable {
    /// The declared words for 0 and for 1.
    let declared: [[UInt8]]?

    init(_ column: StudyColumn? = nil) {
        declared = column?.levels.flatMap { $0.count == 2 ? $0.map { Array($0.utf8) } : nil }
    }

    /// The value of a cell; `spelling` is nil for digits and for declared words.
    @inline(__always)
    func value(of bytes: FieldBytes) -> (isOne: Bool, spelling: FlagField.Spelling?)? {
        if let declared {
            if bytes.equals(declared[1]) { return (true, nil) }
            return bytes.equals(declared[0]) ? (false, nil) : nil
        }
        if let isOne = BinaryField.parse(bytes) { return (isOne, nil) }
        return FlagField.parse(bytes).map { ($0.isOne, $0.spelling) }
    }
}
