/// Names that columns of ids usually have.
enum IdentifierName {
    private static let endings = [
        "id", "identifier", "ref", "reference", "key", "urn", "upn", "number", "no",
    ]

    /// Whether the last word of the name says that it is an id: `person_id`, `CaseRef`, `urn`.
    static func matches(_ column: String) -> Bool {
        ColumnWords(column).last.map { endings.contains($0) } ?? false
    }
}

/// Names that columns of money usually have.
enum MoneyName {
    private static let words: Set<String> = [
        "cost", "costs", "price", "amount", "spend", "spending", "saving", "savings", "pounds",
        "gbp", "payment", "payments", "fee", "grant", "budget",
    ]

    static func matches(_ column: String) -> Bool {
        ColumnWords(column).contains { words.contains($0) }
    }
}

/// The words of a column's name, in small letters: `personID` and `person_id` are two words each.
private struct ColumnWords {
    private var words: [String] = []

    init(_ name: String) {
        var word = ""
        var wasSmall = false
        for character in name {
            let isCapital = character.isUppercase
            if !character.isLetter || isCapital && wasSmall {
                if !word.isEmpty { words.append(word) }
                word = ""
            }
            if character.isLetter { word += character.lowercased() }
            wasSmall = character.isLowercase
        }
        if !word.isEmpty { words.append(word) }
    }

    var last: String? { words.last }

    func contains(where isWanted: (String) -> Bool) -> Bool { words.contains(where: isWanted) }
}
