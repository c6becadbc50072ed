/// Checks the ids of one column: text without control, invisible or bordering space characters, each on one
/// row only, and no two that a person or a program would take for the same.
///
/// Ids are compared as bytes. Two ids that differ in bytes but are canonically equivalent in Unicode (é as
/// one character, or as e and an accent) are a fault, because some programs join them. Two numbers that
/// differ in leading noughts are a warning, because spreadsheets strip these.
struct IdentifierChecker {
    enum Verdict {
        case accepted
        case fault(FaultCode, String)
        case warning(WarningCode, String)
    }

    private let isUnique: Bool
    private let allowsScientific: Bool
    private var table = IdentifierTable()
    private(set) var distinctCount = 0

    init(isUnique: Bool, allowsScientific: Bool) {
        self.isUnique = isUnique
        self.allowsScientific = allowsScientific
    }

    /// - `named`: a running number as messages name its line.
    mutating func check(
        _ bytes: FieldBytes,
        line: Int,
        named: (Int) -> String
    ) -> Verdict {
        var isASCII = true
        var isDigits = true
        for byte in bytes {
            if byte < 0x20 || byte == 0x7F { return Self.control }
            if byte >= 0x80 { isASCII = false }
            if byte.digitValue > 9 { isDigits = false }
        }
        if bytes.first == .space || bytes.last == .space { return Self.whitespace }
        if !isASCII, let verdict = Self.faultBeyondASCII(bytes) { return verdict }
        if isASCII, !allowsScientific, Self.isScientific(bytes) { return Self.scientific }
        let hash = ContentHash(bytes)
        let seen = table.insert(hash, line: line)
        if let seen, !seen.isForm {
            guard isUnique else { return .accepted }
            return .fault(
                .duplicateID,
                "the same id as on \(named(seen.line)), expected each id once"
            )
        }
        distinctCount += 1
        if let seen {
            // So far only known as another id without its leading noughts.
            table.promote(hash, line: line)
            return Self.leadingZero(named(seen.line))
        }
        if !isASCII { return checkEquivalent(bytes, line: line, named) }
        if isDigits { return checkLeadingZeros(bytes, line: line, named) }
        return .accepted
    }

    private mutating func checkEquivalent(
        _ bytes: FieldBytes,
        line: Int,
        _ named: (Int) -> String
    ) -> Verdict {
        let text = String(decoding: bytes, as: UTF8.self)
        // String hashes what is the same in every canonically equivalent spelling.
        var first = Hasher()
        first.combine(1)
        first.combine(text)
        var second = Hasher()
        second.combine(2)
        second.combine(text)
        let hash = ContentHash(
            high: UInt64(bitPattern: Int64(first.finalize())),
            low: UInt64(bitPattern: Int64(second.finalize()))
        )
        guard let seen = table.insert(hash, line: line, isForm: true), isUnique else {
            return .accepted
        }
        let message =
            "the same id as on \(named(seen.line)) in another Unicode spelling (composed or with "
            + "combining accents), expected each id once"
        return .fault(.idNormalisation, message)
    }

    private mutating func checkLeadingZeros(
        _ bytes: FieldBytes,
        line: Int,
        _ named: (Int) -> String
    ) -> Verdict {
        guard let start = bytes.firstIndex(where: { $0 != .zero }), start > 0 else {
            return .accepted
        }
        let stripped = FieldBytes(rebasing: bytes[start...])
        guard let seen = table.insert(ContentHash(stripped), line: line, isForm: true) else {
            return .accepted
        }
        return Self.leadingZero(named(seen.line))
    }

    private static func leadingZero(_ place: String) -> Verdict {
        .warning(
            .idLeadingZero,
            "this id differs from the one on \(place) only in leading noughts; they are kept as two "
                + "(spreadsheets strip leading noughts)"
        )
    }

    private static let control = Verdict.fault(
        .idControl,
        "a line end or control character inside an id, expected a text on one line"
    )

    private static let whitespace = Verdict.fault(
        .idWhitespace,
        "a space before or after the id, expected none"
    )

    private static let scientific = Verdict.fault(
        .idScientific,
        "this id looks like a long number that a spreadsheet shortened (as 1.23E+11), expected the whole id; "
            + "where such ids are meant, declare the column with 'scientific: allowed'"
    )

    private static func faultBeyondASCII(_ bytes: FieldBytes) -> Verdict? {
        let scalars = String(decoding: bytes, as: UTF8.self).unicodeScalars
        if scalars.contains(where: { (0x80...0x9F).contains($0.value) }) { return control }
        if scalars.contains(where: LookAlike.isInvisible) {
            return .fault(.idInvisible, "an invisible character inside an id, expected none")
        }
        if let first = scalars.first, let last = scalars.last,
            LookAlike.isSpace(first) || LookAlike.isSpace(last)
        {
            return whitespace
        }
        return nil
    }

    /// `1.23E+11`: digits, a point, digits, `E+` (or `e+`) and digits.
    private static func isScientific(_ bytes: FieldBytes) -> Bool {
        guard let first = bytes.first, first.digitValue < 10, bytes.contains(UInt8(ascii: "+"))
        else { return false }
        return NumberField.parse(bytes) != nil
    }
}
