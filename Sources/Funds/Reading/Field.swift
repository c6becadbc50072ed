import StrictYAML

/// A single value as it was written, with its place: from the agreement or from a table beside it.
struct Field {
    let text: String
    let place: FundPlace
    /// What it is called in messages.
    let subject: String
    /// Whether it says something about a single person, which no message may repeat.
    let isPersonal: Bool

    init(text: String, place: FundPlace, subject: String, isPersonal: Bool = false) {
        self.text = text
        self.place = place
        self.subject = subject
        self.isPersonal = isPersonal
    }

    /// The text made safe for a message: controls shown as code points, long texts cut, personal texts left
    /// out.
    var shown: String { isPersonal ? "…" : Self.shown(text) }

    static func shown(_ text: String) -> String {
        var result = ""
        for (count, scalar) in text.unicodeScalars.enumerated() {
            if count == 80 { return result + "…" }
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned:
                result += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
