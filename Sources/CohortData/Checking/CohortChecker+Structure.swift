internal import TopsliceRecords

extension CohortChecker {
    mutating func addOverlong() {
        recordCount += 1
        faultyCount += 1
        let limit = RecordScanner.recordLimit >> 20
        let message = "the record is longer than \(limit) MiB; perhaps a quote is never closed"
        log.add(.recordTooLong, line: line, message)
    }

    mutating func addFieldCount() {
        let found = scanner.fieldCount
        let expected = columns.count
        let hint =
            found > expected
            ? "; perhaps a delimiter inside a value is not quoted"
            : "; perhaps a value is left out or a line is cut"
        let message =
            "\(found) \(found == 1 ? "field" : "fields"), expected \(expected) as in the header\(hint)"
        log.add(.fieldCount, line: line, message)
    }

    /// Faults of bytes and quotes, each with its own line and character.
    mutating func addStructuralFaults() {
        for fault in scanner.faults {
            let (line, character) = place(ofOffset: fault.offset)
            let isAligned = scanner.fieldCount == columns.count
            let column =
                isAligned && fault.field < columns.count ? columns[fault.field].shownName : nil
            log.add(
                fault.code,
                line: line,
                column: column,
                field: fault.field + 1,
                "\(fault.what) at character \(character) of the line, \(fault.expected)"
            )
        }
    }

    /// What cannot be told while scanning: characters cut or overlong, and fields too long.
    mutating func checkBytes(_ field: Int, _ span: FieldSpan) {
        let isAligned = scanner.fieldCount == columns.count
        let column = isAligned ? columns[field].shownName : nil
        if span.end - span.start > Self.fieldLimit {
            scanner.markBroken(field)
            let message =
                "the field is longer than \(Self.fieldLimit >> 10) KiB; perhaps a quote is never closed"
            log.add(.fieldTooLong, line: line, column: column, field: field + 1, message)
            return
        }
        guard span.marks.contains(.nonASCII),
            let fault = UTF8Validity.firstFault(scanner.bytes(span))
        else { return }
        scanner.markBroken(field)
        let (line, character) = place(ofOffset: span.start + fault)
        log.add(
            .encoding,
            line: line,
            column: column,
            field: field + 1,
            "not UTF-8 at character \(character) of the line, expected text saved as UTF-8 "
                + "(perhaps it is Windows-1252 or Latin-1)"
        )
    }

    /// Line and character of a byte of the present record.
    private func place(ofOffset offset: Int) -> (line: Int, character: Int) {
        let before = FieldSpan(start: scanner.recordStart, end: offset, marks: [])
        var line = line
        var character = 1
        for byte in scanner.bytes(before) {
            if byte == .lineFeed {
                line += 1
                character = 1
            } else if byte & 0xC0 != 0x80 {
                character += 1
            }
        }
        return (line, character)
    }
}

extension StructuralFault {
    var isUnclosedQuote: Bool {
        if case .unclosedQuote = kind { true } else { false }
    }

    var code: FaultCode {
        switch kind {
        case .nul: .nul
        case .control: .controlCharacter
        case .loneCarriageReturn: .loneCarriageReturn
        case .bareQuote: .bareQuote
        case .textAfterQuote: .textAfterQuote
        case .unclosedQuote: .unclosedQuote
        }
    }

    var what: String {
        switch kind {
        case .nul: "a NUL character"
        case .control(let byte): "the control character \(Unicode.Scalar(byte).codePoint)"
        case .loneCarriageReturn: "a carriage return without a line feed"
        case .bareQuote: "a quote (\") inside a field that does not begin with one"
        case .textAfterQuote: "text after a closing quote"
        case .unclosedQuote: "a quote (\") is opened and never closed,"
        }
    }

    var expected: String {
        switch kind {
        case .nul, .control: "expected text"
        case .loneCarriageReturn: "expected lines that end in LF or CRLF"
        case .bareQuote: "expected the whole field in quotes and the quote doubled"
        case .textAfterQuote: "expected a delimiter or the end of the line"
        case .unclosedQuote: "expected a closing quote"
        }
    }
}
