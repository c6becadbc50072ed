/// Cuts a formula into names, numbers and signs, each with its place.
struct FormulaLexer {
    enum Token: Equatable {
        case name(String)
        case number(Double)
        /// One of `~ + - * / ^ : ( ) | , =`, or `%` for `%in%`.
        case sign(UInt8)
        case end
    }

    let text: String
    private(set) var tokens: [(token: Token, position: Int)] = []

    init(_ text: String) throws(FormulaError) {
        self.text = text
        let bytes = Array(text.utf8)
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            let start = index
            if byte == 32 || byte == 9 || byte == 10 || byte == 13 {
                index += 1
            } else if byte == UInt8(ascii: "`") {
                guard let close = bytes[(index + 1)...].firstIndex(of: byte) else {
                    throw FormulaError(
                        text: text,
                        position: start + 1,
                        problem: "a backtick is not closed"
                    )
                }
                tokens.append(
                    (.name(String(decoding: bytes[(index + 1)..<close], as: UTF8.self)), start + 1)
                )
                index = close + 1
            } else if FormulaLexer.isDigit(byte)
                || (byte == UInt8(ascii: ".") && index + 1 < bytes.count
                    && FormulaLexer.isDigit(bytes[index + 1]))
            {
                index = FormulaLexer.endOfNumber(bytes, index)
                let digits = String(decoding: bytes[start..<index], as: UTF8.self)
                guard let value = Double(digits), value.isFinite else {
                    throw FormulaError(
                        text: text,
                        position: start + 1,
                        problem: "'\(digits)' is no number"
                    )
                }
                tokens.append((.number(value), start + 1))
            } else if FormulaLexer.isNameByte(byte, first: true) {
                while index < bytes.count, FormulaLexer.isNameByte(bytes[index], first: false) {
                    index += 1
                }
                tokens.append(
                    (.name(String(decoding: bytes[start..<index], as: UTF8.self)), start + 1)
                )
            } else if bytes[index...].starts(with: "%in%".utf8) {
                tokens.append((.sign(byte), start + 1))
                index += 4
            } else if "~+-*/^:()|,=".utf8.contains(byte) {
                tokens.append((.sign(byte), start + 1))
                index += 1
            } else {
                throw FormulaError(
                    text: text,
                    position: start + 1,
                    problem:
                        "a character that has no meaning here; odd column names go in `backticks`"
                )
            }
        }
        tokens.append((.end, bytes.count + 1))
    }

    /// Letters, digits, underscore, point and everything outside ASCII; a name does not begin with a digit.
    static func isNameByte(_ byte: UInt8, first: Bool) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "_"), UInt8(ascii: "."), 0x80...:
            true
        case UInt8(ascii: "0")...UInt8(ascii: "9"): !first
        default: false
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- 48 <= 9 }

    private static func endOfNumber(_ bytes: [UInt8], _ start: Int) -> Int {
        var index = start
        while index < bytes.count, isDigit(bytes[index]) || bytes[index] == UInt8(ascii: ".") {
            index += 1
        }
        if index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") {
            var after = index + 1
            if after < bytes.count, bytes[after] == UInt8(ascii: "-") || bytes[after] == 43 {
                after += 1
            }
            if after < bytes.count, isDigit(bytes[after]) {
                index = after
                while index < bytes.count, isDigit(bytes[index]) { index += 1 }
            }
        }
        return index
    }
}
