/// What a number format says its numbers are (ECMA-376 part 1, 18.8.30 and 18.8.31).
struct NumberFormat: Sendable, Hashable {
    enum Kind: Sendable, Hashable {
        case number
        case percentage
        case date
        case time
    }

    let kind: Kind
    /// The currency it shows, by sign or code.
    let currency: String?

    static let general = NumberFormat(kind: .number, currency: nil)

    private init(kind: Kind, currency: String?) {
        self.kind = kind
        self.currency = currency
    }

    /// A format that is built in, by its number; nil for one that is not.
    init?(builtIn number: Int) {
        switch number {
        case 0...8, 11...13, 37...44, 48, 49: self.init(kind: .number, currency: nil)
        case 9, 10: self.init(kind: .percentage, currency: nil)
        // 27 to 36 and 50 to 58 are dates in the editions of East Asia.
        case 14...17, 22, 27...31, 34...36, 50...54, 57, 58: self.init(kind: .date, currency: nil)
        case 18...21, 32, 33, 45...47, 55, 56: self.init(kind: .time, currency: nil)
        default: return nil
        }
    }

    /// A format by its code, such as `dd/mm/yyyy` or `[$£-809]#,##0.00;[Red]-#,##0.00`.
    init(code: String) {
        var scan = Scan()
        let section = scan.read(code)
        currency = scan.currency
        if section.contains(where: { "dy".contains($0) }) {
            kind = .date
        } else if scan.hasElapsedTime || section.contains(where: { "hs".contains($0) }) {
            kind = .time
        } else if section.contains("m") {
            kind = .date
        } else if section.contains("%") {
            kind = .percentage
        } else {
            kind = .number
        }
    }

    /// Takes a code apart: what is quoted, escaped or in brackets is no instruction.
    private struct Scan {
        var currency: String?
        var hasElapsedTime = false

        /// The instructions of the first section, in lower case.
        mutating func read(_ code: String) -> String {
            var kept = ""
            var rest = code[...]
            while let character = rest.popFirst() {
                switch character {
                case ";": return Self.withoutGeneral(kept)
                case "\\", "_", "*": _ = rest.popFirst()
                case "\"":
                    let quoted = rest.prefix { $0 != "\"" }
                    rest = rest.dropFirst(quoted.count + 1)
                    note(String(quoted))
                case "[":
                    let bracket = rest.prefix { $0 != "]" }
                    rest = rest.dropFirst(bracket.count + 1)
                    take(bracket: bracket)
                case "£", "$", "€", "¥": note(String(character))
                default: kept += character.lowercased()
                }
            }
            return Self.withoutGeneral(kept)
        }

        private static func withoutGeneral(_ text: String) -> String {
            text.split(separator: "general", omittingEmptySubsequences: true).joined()
        }

        /// `$£-809` names a currency and a locale, `h` a duration; colours and conditions say nothing here.
        private mutating func take(bracket: Substring) {
            if bracket.first == "$" {
                let sign = bracket.dropFirst().prefix { $0 != "-" }
                if !sign.isEmpty { note(String(sign)) }
            } else if !bracket.isEmpty, bracket.allSatisfy({ "hHmMsS".contains($0) }) {
                hasElapsedTime = true
            }
        }

        private mutating func note(_ text: String) {
            let mark = text.filter { $0 != " " && $0 != "\u{A0}" }
            let isCode = mark.utf8.count == 3 && mark.utf8.allSatisfy { (0x41...0x5A).contains($0) }
            guard isCode || ["£", "$", "€", "¥"].contains(mark), currency == nil else { return }
            currency = mark
        }
    }
}
