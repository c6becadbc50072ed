/// One thing wrong in a YAML file.
package struct YAMLFault: Error, Sendable, Equatable, CustomStringConvertible {
    /// What went wrong, for those who branch on it; the text is in `message`.
    package enum Kind: String, Sendable, Hashable {
        /// The file is missing, unreadable or not UTF-8.
        case file = "E_FILE"
        /// Not YAML, or YAML that is not accepted here (aliases, tags, several documents, …).
        case syntax = "E_SYNTAX"
        /// Too deep, too large, too many nodes.
        case limit = "E_LIMIT"
        case keyRepeated = "E_KEY_DUP"
        case keyUnknown = "E_KEY_UNKNOWN"
        case keyMissing = "E_KEY_MISSING"
        /// A list where a text is expected, and so on.
        case type = "E_TYPE"
        /// The right type, but not an accepted value.
        case value = "E_VALUE"
    }

    package let kind: Kind
    package let file: String
    package let position: YAMLPosition
    /// Where in the document, as `savings_split.shares.HEALTH` or `pool.contributions[0].amount`; empty at
    /// the top.
    package let path: String
    /// What is wrong and what was expected.
    package let message: String

    package init(
        _ kind: Kind,
        file: String,
        position: YAMLPosition,
        path: String = "",
        message: String
    ) {
        self.kind = kind
        self.file = file
        self.position = position
        self.path = path
        self.message = message
    }

    /// `file:line:column: key 'x': what is wrong, what was expected`.
    package var description: String {
        let subject = path.isEmpty ? "" : "key '\(printable(path))': "
        return "\(printable(file)):\(position): \(subject)\(message)"
    }
}

/// Every fault of a YAML file, in order of place.
package struct YAMLFaults: Error, Sendable, Equatable, CustomStringConvertible {
    package let faults: [YAMLFault]

    package init(_ faults: [YAMLFault]) {
        self.faults = faults
    }

    package var description: String {
        faults.map(\.description).joined(separator: "\n")
    }
}

/// Text made safe for a message: what cannot be seen is written as its code point, and what is long is cut.
package func printable(_ text: String) -> String {
    let longestShown = 200
    var shown = ""
    for (count, scalar) in text.unicodeScalars.enumerated() {
        if count == longestShown { return shown + "…" }
        let isSeen =
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned:
                false
            case .spaceSeparator: scalar == " "
            default: true
            }
        if isSeen {
            shown.unicodeScalars.append(scalar)
        } else {
            let digits = String(scalar.value, radix: 16, uppercase: true)
            shown += "\\u" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
        }
    }
    return shown
}
