internal import TopsliceRecords

/// Checks the levels of a category column: declared ones only where they are declared, else any text without
/// control or invisible characters; and notices levels that look alike.
struct CategoryChecker {
    private let declared: [String]?
    private var declaredHashes: Set<ContentHash> = []
    private(set) var table = LevelTable()
    /// Levels by what they look like.
    private var looks: [String: Int] = [:]
    /// The level of the row being checked; nil where it has none or the table is full.
    private(set) var current: Int?

    init(declared: [String]?) {
        self.declared = declared
        for level in declared ?? [] {
            declaredHashes.insert(Array(level.utf8).withUnsafeBufferPointer { ContentHash($0) })
        }
    }

    enum Verdict {
        case level
        /// A level never met before that looks like the one first met on the line given.
        case lookAlike(ofLine: Int)
        case fault(LevelTable.LevelFault)
    }

    mutating func clear() {
        current = nil
    }

    mutating func check(_ bytes: FieldBytes, line: Int) -> Verdict {
        let hash = ContentHash(bytes)
        if let number = table.known(hash) {
            current = number
            if let fault = table.levels[number].fault { return .fault(fault) }
            return .level
        }
        let fault = fault(in: bytes, hash)
        current = table.add(hash, line: line, fault: fault)
        if let fault { return .fault(fault) }
        guard declared == nil, let current else { return .level }
        let look = LookAlike.folded(String(decoding: bytes, as: UTF8.self))
        if let twin = looks[look] { return .lookAlike(ofLine: table.levels[twin].firstLine) }
        looks[look] = current
        return .level
    }

    /// Counts a level given by a number (a numeric covariate to be taken as levels).
    mutating func count(value: Double, line: Int) {
        // 0 and -0 are one level.
        let hash = ContentHash(high: (value == 0 ? 0 : value).bitPattern, low: 0)
        current = table.known(hash) ?? table.add(hash, line: line)
    }

    /// Adds the present row to the contingency of level and outcome.
    mutating func countOutcome(_ outcome: Bool) {
        if let current { table.count(current, outcome: outcome) }
    }

    /// Whether a level of an undeclared set has no control or invisible characters.
    static func isWellFormed(_ bytes: FieldBytes) -> Bool {
        textFault(in: bytes, isDeclared: false) == nil
    }

    private static func textFault(
        in bytes: FieldBytes,
        isDeclared: Bool
    ) -> LevelTable.LevelFault? {
        if bytes.contains(where: { $0 < 0x20 || $0 == 0x7F }) {
            let message =
                "a line end or control character inside a level, expected a text on one line"
            return .init(code: .controlCharacter, message: message)
        }
        if bytes.contains(where: { $0 >= 0x80 }) {
            let text = String(decoding: bytes, as: UTF8.self)
            if text.unicodeScalars.contains(where: { (0x80...0x9F).contains($0.value) }) {
                let message = "a control character inside a level, expected a text"
                return .init(code: .controlCharacter, message: message)
            }
            if !isDeclared, text.unicodeScalars.contains(where: LookAlike.isInvisible) {
                let message =
                    "an invisible character inside a level, which would make it another level"
                return .init(code: .invisibleCharacter, message: message)
            }
        }
        return nil
    }

    private func fault(in bytes: FieldBytes, _ hash: ContentHash) -> LevelTable.LevelFault? {
        if let fault = Self.textFault(in: bytes, isDeclared: declared != nil) { return fault }
        guard let declared, !declaredHashes.contains(hash) else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        let message = "not one of the declared levels\(suggestion(for: text, among: declared))"
        return .init(code: .level, message: message)
    }

    private func suggestion(for text: String, among declared: [String]) -> String {
        let look = LookAlike.folded(text)
        if let twin = declared.first(where: { LookAlike.folded($0) == look }) {
            return
                "; it differs from '\(escapedName(twin))' only in case, spaces or look-alike letters"
        }
        if let near = Spelling.nearest(to: text, among: declared) {
            return "; did you mean '\(escapedName(near))'?"
        }
        let shown = declared.prefix(10).map { escapedName($0) }.joined(separator: ", ")
        return ", expected \(shown)" + (declared.count > 10 ? ", …" : "")
    }
}
