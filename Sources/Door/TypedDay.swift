internal import TopsliceMoney

/// A day as people type it into a cell of text: `31/03/2026`, `31.3.2026`, `31-Mar-2026`, `31 March 2026`, days first.
enum TypedDay {
    private static let months = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september",
        "october", "november", "december",
    ]

    /// As `2026-03-31`; a text of another kind passes as it is.
    static func plainText(_ text: String) throws(CellTrouble) -> String {
        if let day = isoDay(text) { return day }
        let parts = text.split(whereSeparator: { "/.- \u{A0}".contains($0) })
        guard parts.count == 3, let day = number(parts[0], upTo: 2) else { return text }
        guard let month = number(parts[1], upTo: 2) ?? monthNumber(parts[1]) else { return text }
        guard let year = number(parts[2], upTo: 4) else { return text }
        guard parts[2].count == 4 else {
            if parts[2].count == 2 { throw .shortYear }
            return text
        }
        if month > 12, day <= 12 { throw .monthFirst }
        return CalendarDate(year: year, month: month, day: day)?.description ?? text
    }

    /// `2026-03-31` at the beginning, alone or before a time at midnight.
    private static func isoDay(_ text: String) -> String? {
        let day = text.prefix(10)
        guard CalendarDate(parsing: day) != nil else { return nil }
        let rest = text.dropFirst(10)
        let isMidnight = rest.isEmpty || rest.allSatisfy { "T 0:.Z".contains($0) }
        return isMidnight ? String(day) : nil
    }

    private static func number(_ text: Substring, upTo digits: Int) -> Int? {
        let isNumber =
            !text.isEmpty && text.utf8.count <= digits
            && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
        return isNumber ? Int(text) : nil
    }

    /// By its name or the first three letters of it.
    private static func monthNumber(_ text: Substring) -> Int? {
        let word = text.lowercased()
        guard word.count >= 3 else { return nil }
        return months.firstIndex {
            $0 == word || $0.prefix(3) == word || word == "sept" && $0 == "september"
        }
        .map { $0 + 1 }
    }
}
