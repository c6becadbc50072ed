internal import TopsliceRecords

/// A file format of statisticians' programs, told from the first bytes of a file.
enum StatisticalForm: String, Sendable {
    case stata = "Stata"
    case spss = "SPSS"
    case sas = "SAS"
    case transport = "SAS transport"

    /// Bytes that tell.
    static let magicLength = 80

    private static let sasMagic: [UInt8] = [
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0xC2, 0xEA, 0x81,
        0x60, 0xB3, 0x14,
        0x11, 0xCF, 0xBD, 0x92, 0x08, 0x00, 0x09, 0xC7, 0x31, 0x8C, 0x18, 0x1F, 0x10, 0x11,
    ]

    /// Nil for anything else.
    init?(beginning bytes: [UInt8]) {
        func begins(with text: String) -> Bool { bytes.starts(with: text.utf8) }
        if begins(with: "<stata_dta>") {
            self = .stata
        } else if bytes.count > 3, (105...115).contains(bytes[0]), bytes[1] == 1 || bytes[1] == 2,
            bytes[2] == 1, bytes[3] == 0
        {
            // Release, byte order, kind of file, nothing: before release 117.
            self = .stata
        } else if begins(with: "$FL2") || begins(with: "$FL3") {
            self = .spss
        } else if bytes.starts(with: Self.sasMagic) {
            self = .sas
        } else if begins(with: "HEADER RECORD*******LIB") {
            self = .transport
        } else {
            return nil
        }
    }

    /// The form of an open file.
    static func of(_ file: InputFile) throws(Faults) -> StatisticalForm? {
        let magic = UnsafeMutableRawBufferPointer.allocate(byteCount: magicLength, alignment: 1)
        defer { magic.deallocate() }
        let count = try file.read(into: magic, at: 0)
        return StatisticalForm(beginning: Array(magic.prefix(count)))
    }

    /// What the numbers of a column are, told from the format that its program shows it in; nil where they are no days.
    func time(ofFormat format: String) -> StatisticalTime? {
        let name = format.uppercased()
        func begins(with any: [String]) -> Bool { any.contains { name.hasPrefix($0) } }
        switch self {
        case .stata:
            if begins(with: ["%TD", "%-TD", "%D"]) { return .days1960 }
            return begins(with: ["%TC", "%-TC"]) ? .milliseconds1960 : nil
        case .spss:
            return begins(with: ["DATE", "ADATE", "EDATE", "SDATE", "JDATE", "YMDHMS"])
                ? .seconds1582 : nil
        case .sas, .transport:
            if begins(with: ["DATETIME", "E8601DT", "B8601DT", "DATEAMPM"]) { return .seconds1960 }
            return begins(with: [
                "DATE", "MMDDYY", "DDMMYY", "YYMMDD", "E8601DA", "B8601DA", "JULIAN", "WEEKDATE",
            ]) ? .days1960 : nil
        }
    }
}

/// How days are numbered.
enum StatisticalTime: Sendable {
    case days1960
    case milliseconds1960
    case seconds1960
    case seconds1582

    /// What the text of a value is: `2024-02-29`, and of a time within a day `2024-02-29 13:45:00`; nil for what is no such value.
    func text(_ value: Double) -> String? {
        if let day = day(value) { return TypedText.day(day) }
        let seconds =
            switch self {
            case .days1960: Double.nan
            case .milliseconds1960: value / 1_000
            case .seconds1960, .seconds1582: value
            }
        let since1970 = seconds + Double(86_400 * epoch)
        guard since1970.magnitude < 86_400 * 4_000_000 else { return nil }
        return TypedText.text(Int64((since1970 * 1e6).rounded()), .time)
    }

    /// The day that days are counted from, in days since 1970-01-01: 1960-01-01, or the first of the calendar, 1582-10-14.
    private var epoch: Int { self == .seconds1582 ? -141_428 : -3_653 }

    /// Days since 1970-01-01; nil for a time within a day.
    func day(_ value: Double) -> Int? {
        let days =
            switch self {
            case .days1960: value
            case .milliseconds1960: value / 86_400_000
            case .seconds1960, .seconds1582: value / 86_400
            }
        guard days == days.rounded(), days.magnitude < 4_000_000 else { return nil }
        return Int(days) + epoch
    }
}
