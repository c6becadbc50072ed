@testable import TopsliceCohortData

extension TextCase {
    static let encodings: [TextCase] = [
        .init(
            "UTF-16 little-endian with a mark",
            bytes: utf16(valid, bigEndian: false, mark: true),
            .warns(.utf16),
            records: 3
        ),
        .init(
            "UTF-16 without a mark",
            bytes: utf16(valid, bigEndian: false, mark: false),
            .fails(.encoding, line: 1)
        ),
        .init(
            "UTF-16 big-endian without a mark",
            bytes: utf16(valid, bigEndian: true, mark: false),
            .fails(.encoding, line: 1)
        ),
        .init(
            "UTF-16 with an odd number of bytes",
            bytes: utf16(valid, bigEndian: false, mark: true).dropLast(),
            .fails(.encoding, line: 4)
        ),
        .init(
            "UTF-16 with half a surrogate pair on line 3",
            bytes: utf16(Fixture.cohortHeader + "\n" + first, bigEndian: true, mark: true)
                + [0xD8, 0x3D, 0x00, 0x41],
            .fails(.encoding, line: 3)
        ),
        .init(
            "UTF-16 with carriage returns alone",
            bytes: utf16(valid.replacing("\n", with: "\r"), bigEndian: true, mark: true),
            .warns(.carriageReturnOnly),
            records: 3
        ),
        .init(
            "UTF-32 big-endian",
            bytes: [0, 0, 0xFE, 0xFF, 0, 0, 0, 0x61],
            .fails(.encoding, line: 1)
        ),
        .init(
            "Latin-1",
            bytes: Array((Fixture.cohortHeader + "\n" + first).utf8)
                + Array("P002,".utf8) + [0xE9] + Array("st,3,1,0,2022-05-01,2023-05-01,0\n".utf8),
            .fails(.encoding, line: 3, column: "area", character: 6),
            records: 2
        ),
        .init(
            "overlong slash",
            bytes: Array((Fixture.cohortHeader + "\nP").utf8) + [0xC0, 0xAF]
                + Array(",N,2,0,1,2022-04-01,2023-04-01,1\n".utf8),
            .fails(.encoding, line: 2, column: "person_id", character: 2),
            records: 1
        ),
        .init(
            "a character cut at the end of the file",
            bytes: Array((valid + "P004,").utf8) + [0xC3],
            .fails(.encoding, line: 5)
        ),
        .init("only a byte-order mark", bytes: [0xEF, 0xBB, 0xBF], .fails(.emptyFile, line: 1)),
        .init(
            "a byte-order mark inside",
            body: first + "\u{FEFF}" + second,
            .fails(.idInvisible, line: 3, column: "person_id"),
            records: 2
        ),
        .init(
            "a zero-width space in an id",
            body: row("P0\u{200B}01", at: 0),
            .fails(.idInvisible, line: 2, column: "person_id")
        ),
        .init(
            "a zero-width space in a category",
            body: first + "P002,N\u{200B},3,1,0,2022-05-01,2023-05-01,0\n",
            .fails(.invisibleCharacter, line: 3, column: "area")
        ),
        .init(
            "a bell in a category",
            body: row("N\u{07}", at: 1),
            .fails(.controlCharacter, line: 2, column: "area", character: 7)
        ),
        .init("gzip", bytes: [0x1F, 0x8B, 8, 0, 0], .fails(.damagedCompression, line: 1)),
        .init("Parquet", bytes: Array("PAR1".utf8) + [0, 1, 2], .fails(.unreadable, line: 1)),
        .init("SQLite", bytes: Array("SQLite format 3\u{0}".utf8), .fails(.notText, line: 1)),
        .init("PDF", bytes: Array("%PDF-1.7\n".utf8), .fails(.notText, line: 1)),
    ]

    static let lines: [TextCase] = [
        .init("CRLF", text: valid.replacing("\n", with: "\r\n"), .passes, records: 3),
        .init(
            "mixed line ends",
            body: first + second.replacing("\n", with: "\r\n") + third,
            .warns(.mixedLineEnds, line: 3),
            records: 3
        ),
        .init("a blank line at the end", body: all + "\n", .warns(.blankLine, line: 5), records: 3),
        .init(
            "a line of spaces",
            body: first + "   \n" + second,
            .warns(.blankLine, line: 3),
            records: 2
        ),
        .init(
            "a carriage return inside a line",
            body: first + "P002,S\r,3,1,0,2022-05-01,2023-05-01,0\n",
            .fails(.loneCarriageReturn, line: 3, column: "area", character: 7),
            records: 2
        ),
        .init(
            "a field too few",
            body: first + "P002,S,3,1,0,2022-05-01,2023-05-01\n" + third,
            .fails(.fieldCount, line: 3),
            records: 3
        ),
        .init("a header alone", body: "", .fails(.noRows, line: 1), records: 0),
        .init("a header without a line end", text: Fixture.cohortHeader, .fails(.noRows, line: 1)),
        .init(
            "the header again in the middle",
            body: first + Fixture.cohortHeader + "\n" + second,
            .fails(.headerInside, line: 3),
            records: 3
        ),
        .init(
            "a field of 64 KiB and a byte",
            body: row(String(repeating: "x", count: 64 * 1024 + 1), at: 1),
            .fails(.fieldTooLong, line: 2, column: "area"),
            records: 1
        ),
        .init(
            "a field of 64 KiB",
            body: row(String(repeating: "x", count: 64 * 1024), at: 1),
            .passes,
            records: 1
        ),
        .init(
            "a field of a megabyte",
            body: row(String(repeating: "x", count: 1 << 20), at: 1) + second,
            .fails(.fieldTooLong, line: 2, column: "area"),
            records: 2
        ),
        .init(
            "a record of more than 16 MiB, then one with a fault",
            body: String(repeating: "x,", count: 9 << 20) + "\n" + row("2022-02-30", at: 5),
            .fails(.date, line: 3, column: "index_date"),
            records: 2
        ),
        .init(
            "ten thousand columns",
            text: (0..<10_000).map { "c\($0)" }.joined(separator: ",") + "\n",
            .fails(.tooManyColumns, line: 1)
        ),
    ]

    static let quoting: [TextCase] = [
        .init("doubled quotes", body: row("\"the \"\"North\"\"\"", at: 1), .passes, records: 1),
        .init(
            "a CRLF inside quotes in a category",
            body: row("\"No\r\nrth\"", at: 1),
            .fails(.controlCharacter, line: 2, column: "area")
        ),
        .init(
            "the record after a quoted line end keeps its line",
            body: row("\"P0\n01\"", at: 0) + row("2", at: 7),
            .fails(.binary, line: 4, column: "outcome"),
            records: 2
        ),
        .init(
            "an unclosed quote",
            body: first + "P002,\"S,3,1,0,2022-05-01,2023-05-01,0\n" + third,
            .fails(.unclosedQuote, line: 3, character: 6)
        ),
        .init(
            "the line after an unclosed quote is checked too",
            body: first + "P002,\"S,3,1,0,2022-05-01,2023-05-01,0\n" + row("7", at: 7),
            .fails(.binary, line: 4, column: "outcome")
        ),
        .init(
            "text after a closing quote",
            body: first + "P002,\"S\"x,3,1,0,2022-05-01,2023-05-01,0\n",
            .fails(.textAfterQuote, line: 3, column: "area", character: 9),
            records: 2
        ),
        .init(
            "a space after a closing quote",
            body: row("\"N\" ", at: 1),
            .fails(.textAfterQuote, line: 2, column: "area")
        ),
    ]

    static let numbers: [TextCase] = [
        .init("scientific notation", body: row("2e0", at: 2), .passes, records: 1),
        .init("2.0 for a whole number", body: row("2.0", at: 2), .passes, records: 1),
        .init("negative zero", body: row("-0", at: 2), .passes, records: 1),
        cell("2.5", at: 2, .integer, "need"),
        cell("+2", at: 2, .integer, "need"),
        cell("0x2", at: 2, .integer, "need"),
        cell("1e400", at: 2, .integer, "need"),
        cell("nan", at: 2, .integer, "need"),
        cell("inf", at: 2, .integer, "need"),
        cell("1,0", quoted: true, at: 2, .integer, "need"),
        cell("\u{662}", at: 2, .integer, "need"),
        cell("\u{2212}1", at: 2, .integer, "need"),
        cell("NA", at: 2, .integer, "need"),
        cell("", at: 2, .required, "need"),
        cell("5", at: 2, .range, "need"),
        cell("-1", at: 2, .range, "need"),
        cell("9223372036854775808", at: 2, .integer, "need"),
        cell("#REF!", at: 2, .spreadsheetError, "need"),
        cell("#N/A", at: 1, .spreadsheetError, "area"),
        cell("yes", at: 4, .mixedTypes, "outcome_before"),
        cell("TRUE", at: 7, .mixedTypes, "outcome"),
        cell("0.5", at: 7, .binary, "outcome"),
        cell("-1", at: 7, .binary, "outcome"),
        .init(
            "spaces round a date",
            body: row(" 2022-04-01 ", at: 5),
            .warns(.trimmed, line: 2, column: "index_date"),
            records: 1
        ),
    ]

    static let dates: [TextCase] = [
        cell("01/04/2022", at: 5, .date, "index_date"),
        cell("04/13/2022", at: 5, .date, "index_date"),
        cell("2022-04-31", at: 5, .date, "index_date"),
        cell("2022-13-01", at: 5, .date, "index_date"),
        cell("2022-00-01", at: 5, .date, "index_date"),
        cell("44652", at: 5, .date, "index_date"),
        cell("2022-4-1", at: 5, .date, "index_date"),
        cell("20220401", at: 5, .date, "index_date"),
        cell("2022-04-01 00:00:00", at: 5, .date, "index_date"),
        cell("1 April 2022", at: 5, .date, "index_date"),
        cell("9999-12-31", at: 6, .range, "outcome_date"),
        cell("1899-12-30", at: 5, .range, "index_date"),
        .init("a leap day", body: row("2020-02-29", at: 5), .passes, records: 1),
        .init("the leap day of 2000", body: row("2000-02-29", at: 5), .passes, records: 1),
        .init("the same day", body: row("2023-04-01", at: 5), .passes, records: 1),
    ]

    static let identities: [TextCase] = [
        .init(
            "a person on two equal rows",
            body: first + first,
            .fails(.duplicateID, line: 3, column: "person_id"),
            records: 2
        ),
        cell("", at: 0, .required, "person_id"),
        cell(" P001", at: 0, .idWhitespace, "person_id"),
        cell("P001\u{A0}", at: 0, .idWhitespace, "person_id"),
        cell("P0\t01", at: 0, .idControl, "person_id"),
        .init(
            "an id with leading noughts after the bare number",
            body: row("123", at: 0) + row("000123", at: 0),
            .warns(.idLeadingZero, line: 3, column: "person_id"),
            records: 2
        ),
        .init(
            "an id a spreadsheet shortened",
            body: row("1.23E+11", at: 0),
            .fails(.idScientific, line: 2, column: "person_id")
        ),
        .init(
            "areas that differ in case only",
            body: row("north", at: 1) + "P002,North,3,1,0,2022-05-01,2023-05-01,0\n",
            .warns(.levelsAlike, line: 3, column: "area")
        ),
        .init("ids that differ in case only are two", body: first + row("p001", at: 0), .passes),
    ]

    static let headers: [TextCase] = [
        header("outcome", "Outcome", .fails(.headerUnknown, line: 1, column: "Outcome")),
        header("need", "NEED ", .fails(.headerUnknown, line: 1, column: "NEED ")),
        header("need", "n\u{435}ed", .fails(.headerUnknown, line: 1, column: "n\u{435}ed")),
        header("need", "", .fails(.headerEmpty, line: 1)),
        header("need", "area", .fails(.headerRepeated, line: 1, column: "area")),
        header("need", "need\u{200B}", .fails(.headerUnknown, line: 1, column: "need\u{200B}")),
        .init(
            "tab separated",
            text: valid.replacing(",", with: "\t"),
            .fails(.delimiter, line: 1)
        ),
        .init(
            "a trailing comma on every line",
            text: valid.replacing("\n", with: ",\n"),
            .fails(.headerEmpty, line: 1)
        ),
        header("need", "Jane 1", .fails(.headerUnknown, line: 1, column: nil)),
        .init("no header at all", text: all, .fails(.headerMissing, line: 1, column: "person_id")),
    ]

    static var everything: [TextCase] {
        encodings + lines + quoting + numbers + dates + identities + headers
    }

    private static func cell(
        _ text: String,
        quoted: Bool = false,
        at index: Int,
        _ code: FaultCode,
        _ column: String
    ) -> TextCase {
        let written = quoted ? "\"\(text)\"" : text
        return TextCase(
            "'\(text)' in \(column)",
            body: second + row(written, at: index),
            .fails(code, line: 3, column: column),
            records: 2
        )
    }

    private static func header(
        _ name: String,
        _ other: String,
        _ outcome: HostileFile.Outcome
    ) -> TextCase {
        let names = Fixture.cohortHeader.split(separator: ",").map {
            $0 == name ? other : String($0)
        }
        let text = names.joined(separator: ",") + "\n" + all
        return TextCase("header '\(other)' for '\(name)'", text: text, outcome)
    }
}
