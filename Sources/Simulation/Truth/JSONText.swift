/// JSON being written, indented by one space a level, keys in the order given.
///
/// Just what `truth.json` needs: names are ASCII words by the rules of a plan, so no text here needs escaping
/// except the quotes put around it, and numbers are finite.
struct JSONText {
    private(set) var text = ""
    private var depth = 0
    private var isFirst = true

    mutating func object(_ key: String? = nil, _ body: (inout JSONText) -> Void) {
        enclose(key, "{", "}", body)
    }

    mutating func array(_ key: String? = nil, _ body: (inout JSONText) -> Void) {
        enclose(key, "[", "]", body)
    }

    mutating func value(_ key: String? = nil, _ number: Double) { item(key, "\(number)") }
    mutating func value(_ key: String? = nil, _ number: Int) { item(key, "\(number)") }
    mutating func value(_ key: String? = nil, _ flag: Bool) { item(key, "\(flag)") }
    mutating func value(_ key: String? = nil, _ word: String) { item(key, "\"\(word)\"") }
    mutating func null(_ key: String) { item(key, "null") }

    /// Numbers on one line.
    mutating func value(_ key: String, _ numbers: [Double]) {
        item(key, "[" + numbers.map { "\($0)" }.joined(separator: ", ") + "]")
    }

    private mutating func item(_ key: String?, _ value: String) {
        if depth > 0 {
            text += isFirst ? "\n" : ",\n"
            text += String(repeating: " ", count: depth)
        }
        isFirst = false
        if let key { text += "\"\(key)\": " }
        text += value
    }

    private mutating func enclose(
        _ key: String?,
        _ open: String,
        _ close: String,
        _ body: (inout JSONText) -> Void
    ) {
        item(key, open)
        depth += 1
        isFirst = true
        body(&self)
        depth -= 1
        text += isFirst ? close : "\n" + String(repeating: " ", count: depth) + close
        isFirst = false
    }
}
