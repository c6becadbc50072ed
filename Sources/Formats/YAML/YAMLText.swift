internal import TopsliceRecords

/// Texts as they stand in a YAML file (YAML 1.2.2), readable by a strict reader.
package enum YAMLText {
    /// Words that some readers take for a truth value or nothing.
    private static let reserved: Set<String> = [
        "y", "n", "yes", "no", "true", "false", "on", "off", "null", "nan", "inf",
    ]

    /// Plain where it is a name of ASCII letters, digits, `_` and `-` that begins with a letter; else in quotes.
    package static func scalar(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { byte in
            UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
                || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || byte == UInt8(ascii: "_")
                || byte == UInt8(ascii: "-")
        }
        let begins = text.utf8.first.map { UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 | 0x20 }
        return isPlain && begins == true && !reserved.contains(text.lowercased())
            ? text : quoted(text)
    }

    /// In double quotes, with what cannot be seen written as its code point.
    package static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            default: result += scalar.isHidden ? scalar.escape : String(scalar)
            }
        }
        return result + "\""
    }
}
