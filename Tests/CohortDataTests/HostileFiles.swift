@testable import TopsliceCohortData

extension HostileFile {
    static let encodings: [HostileFile] = [
        .init("cohort_utf8_bom.csv", .passes, records: 3, why: "the mark is no part of a name"),
        .init("cohort_utf16be_bom.csv", .warns(.utf16), records: 3, why: "UTF-16 is converted"),
        .init("cohort_utf32le_bom.csv", .fails(.encoding, line: 1), why: "begins like UTF-16"),
        .init("services_cp1252_pound.csv", .fails(.encoding, line: 2), records: 1, why: "A3"),
        .init("cohort_surrogate_utf8.csv", .fails(.encoding, line: 2), records: 1, why: "CESU-8"),
        .init(
            "cohort_nul_in_field.csv",
            .fails(.nul, line: 2, column: "person_id", character: 3),
            records: 2,
            why: "a NUL cuts C strings"
        ),
        .init(
            "cohort_ctrl_z_eof.csv",
            .fails(.controlCharacter, line: 4),
            records: 3,
            why: "the end mark of DOS is no record"
        ),
        .init(
            "cohort_nbsp_header.csv",
            .fails(.headerUnknown, line: 1, column: "need\u{A0}"),
            records: 1,
            why: "a no-break space after a name"
        ),
        .init(
            "cohort_nfc_nfd_ids.csv",
            .fails(.idNormalisation, line: 3, column: "person_id"),
            records: 2,
            why: "two spellings of one id"
        ),
        .init(
            "services_homoglyph_agency.csv",
            .fails(.level, line: 3, column: "agency"),
            records: 2,
            why: "a Cyrillic A must not make a second agency"
        ),
        .init("cohort_xlsx_as_csv.csv", .fails(.notText, line: 1), why: "a workbook, renamed"),
        .init("cohort_zip_bomb_small.xlsx", .fails(.notText, line: 1), why: "never unpacked"),
        .init(
            "cohort_mixed_encoding.csv",
            .fails(.encoding, line: 4),
            records: 3,
            why: "half UTF-8, half Latin-1"
        ),
    ]

    static let lines: [HostileFile] = [
        .init("cohort_cr_only.csv", .warns(.carriageReturnOnly), records: 3, why: "not one line"),
        .init("cohort_no_final_newline.csv", .passes, records: 3, why: "the last record counts"),
        .init(
            "cohort_blank_middle.csv",
            .warns(.blankLine, line: 3),
            records: 2,
            why: "a blank line is no record"
        ),
        .init(
            "cohort_comma_only_line.csv",
            .fails(.required, line: 3, column: "person_id"),
            records: 3,
            why: "spreadsheets leave rows of commas"
        ),
        .init("cohort_extra_field.csv", .fails(.fieldCount, line: 3), records: 3, why: "9 of 8"),
        .init("cohort_shifted_row.csv", .fails(.fieldCount, line: 3), records: 2, why: "a comma"),
        .init("cohort_empty_file.csv", .fails(.emptyFile, line: 1), why: "no bytes"),
        .init("cohort_newline_only.csv", .fails(.emptyFile, line: 1), why: "one blank line"),
        .init(
            "cohort_title_rows.csv",
            .fails(.headerMissing, line: 1),
            why: "the header seems to be on line 3"
        ),
        .init(
            "services_total_footer.csv",
            .fails(.required, line: 4, column: "start_date"),
            records: 3,
            why: "a row of totals would double the cost"
        ),
    ]

    static let quoting: [HostileFile] = [
        .init(
            "cohort_quoted_newline.csv",
            .fails(.idControl, line: 2, column: "person_id"),
            records: 2,
            why: "legal, but not in an id"
        ),
        .init("cohort_quoted_comma.csv", .passes, records: 1, why: "a quoted delimiter"),
        .init("cohort_quoted_empty.csv", .passes, records: 1, why: "empty, quoted or not"),
        .init(
            "cohort_bare_quote.csv",
            .fails(.bareQuote, line: 3, column: "area", character: 8),
            records: 2,
            why: "a quote inside an unquoted field"
        ),
        .init(
            "cohort_space_before_quote.csv",
            .fails(.bareQuote, line: 3, column: "area", character: 7),
            records: 2,
            why: "RFC 4180 knows no space before a quote"
        ),
        .init("cohort_quoted_header.csv", .passes, records: 1, why: "quoted names"),
        .init(
            "agencies_csv_quote_roundtrip.csv",
            .fails(.controlCharacter, line: 2, column: "agency"),
            records: 2,
            why: "a line end in a name"
        ),
    ]

    static let numbers: [HostileFile] = [
        .init("cohort_semicolons.csv", .fails(.delimiter, line: 1), why: "one column"),
        .init("cohort_pipes.csv", .fails(.delimiter, line: 1), why: "one column"),
        .init("services_thousands_quoted.csv", .passes, records: 1, why: "1,234.56"),
        money("thousands_misplaced", .money, why: "12,34.56"),
        money("arabic_digits", .money, why: "only ASCII digits are digits"),
        .init("services_pound_prefix.csv", .passes, records: 1, why: "£1200.50"),
        money("brackets_negative", .money, why: "an accountant's minus"),
        money("negative_cost", .negativeMoney, why: "a refund is another record"),
        money("plus_sign", .money, why: "+5.00"),
        money("inf_overflow", .money, why: "1E400"),
        money("infinity", .money, why: "Double(\"inf\") succeeds"),
        money("hexfloat", .money, why: "Double(\"0x1p10\") is 1024"),
        .init("services_one_decimal.csv", .passes, records: 1, why: "10.5"),
        .init("services_leading_point.csv", .passes, records: 1, why: ".50"),
        .init(
            "services_padded.csv",
            .warns(.trimmed, line: 2, column: "cost_gbp"),
            records: 1,
            why: "spaces round a number"
        ),
        money("na", .money, why: "no missing code was declared"),
        money("hash_width", .spreadsheetError, why: "a column too narrow when saved"),
        money("int64_overflow", .moneyRange, why: "one penny more than fits"),
        .init(
            "services_sum_overflow.csv",
            .fails(.moneyRange, line: 3, column: "cost_gbp"),
            records: 2,
            why: "each fits, the sum does not"
        ),
        .init(
            "cohort_outcome_2.csv",
            .fails(.binary, line: 2, column: "outcome"),
            records: 1,
            why: "an outcome is 0 or 1"
        ),
        .init("cohort_outcome_1point0.csv", .passes, records: 1, why: "1.0, as pandas writes it"),
        .init(
            "cohort_outcome_missing.csv",
            .warns(.outcomeMissing, line: 2, column: "outcome"),
            records: 3,
            why: "left out and counted"
        ),
    ]

    static let dates: [HostileFile] = [
        date("two_digit_year", why: "which century?"),
        date("feb_29_2022", why: "no leap year"),
        date("feb_29_1900", why: "a day only spreadsheets know"),
        date("datetime_tz", why: "midnight in summer is the day before in UTC"),
        date("year_zero", why: "there is no year 0"),
        .init(
            "cohort_future.csv",
            .fails(.dateOrder, line: 2, column: "outcome_date"),
            records: 2,
            why: "the outcome before the index date"
        ),
    ]

    static let identities: [HostileFile] = [
        .init(
            "cohort_dup_person.csv",
            .fails(.duplicateID, line: 4, column: "person_id"),
            records: 3,
            why: "a person twice"
        ),
        .init(
            "cohort_leading_zero_ids.csv",
            .warns(.idLeadingZero, line: 3, column: "person_id"),
            records: 2,
            why: "000123 and 123 are two people"
        ),
        .init(
            "cohort_trailing_space_id.csv",
            .fails(.idWhitespace, line: 2, column: "person_id"),
            records: 2,
            why: "'P001 ' and 'P001'"
        ),
        .init("cohort_na_string_id.csv", .passes, records: 2, why: "NA and null are texts"),
        .init("cohort_proto_id.csv", .passes, records: 1, why: "a name JavaScript knows"),
        .init(
            "services_agency_case_space.csv",
            .fails(.level, line: 2, column: "agency"),
            records: 1,
            why: "'Housing ' is not HOUSING"
        ),
        .init(
            "cohort_direct_identifiers.csv",
            .fails(.directIdentifier, line: 1, column: "name"),
            records: 1,
            why: "nobody needs names"
        ),
        .init(
            "cohort_missing_required.csv",
            .fails(.headerMissing, line: 1, column: "outcome"),
            records: 1,
            why: "every missing column at once"
        ),
        .init("cohort_permuted.csv", .passes, records: 1, why: "the order of columns is free"),
        .init(
            "cohort_formula_header.csv",
            .fails(.headerUnknown, line: 1, column: nil),
            records: 1,
            why: "a formula as a name"
        ),
    ]

    static let degenerate: [HostileFile] = [
        .init(
            "cohort_all_success.csv",
            .fails(.noVariation, line: 1, column: "outcome"),
            records: 40,
            why: "a constant outcome"
        ),
        .init(
            "cohort_perfect_separation.csv",
            .warns(.separation, line: 1, column: "need"),
            records: 40,
            why: "need alone tells the outcome"
        ),
    ]

    static var all: [HostileFile] {
        encodings + lines + quoting + numbers + dates + identities + degenerate
    }

    private static func money(_ name: String, _ code: FaultCode, why: String) -> HostileFile {
        let outcome = Outcome.fails(code, line: 2, column: "cost_gbp")
        return HostileFile("services_\(name).csv", outcome, records: 1, why: why)
    }

    private static func date(_ name: String, why: String) -> HostileFile {
        let outcome = Outcome.fails(.date, line: 2, column: "index_date")
        return HostileFile("cohort_\(name).csv", outcome, records: 2, why: why)
    }
}
