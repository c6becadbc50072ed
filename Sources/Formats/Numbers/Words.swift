/// Small helps for sentences.
package enum Words {
    /// "1 person", "2,345 people".
    package static func count(_ number: Int, _ singular: String, _ plural: String) -> String {
        NumberFormat.count.text(Double(number)) + " " + (number == 1 ? singular : plural)
    }

    /// "a", "a and b", "a, b and c".
    package static func list(_ words: [String]) -> String {
        guard let last = words.last else { return "" }
        if words.count == 1 { return last }
        return words.dropLast().joined(separator: ", ") + " and " + last
    }
}
