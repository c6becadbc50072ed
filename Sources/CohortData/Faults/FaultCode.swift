package import TopsliceRecords

/// What kind of fault a file or a cell has; the raw value is the stable code printed in reports.
package enum FaultCode: String, Sendable, Hashable, CaseIterable {
    // The file as a whole.
    case notFound = "E_NOT_FOUND"
    case noPermission = "E_PERMISSION"
    case notRegularFile = "E_NOT_REGULAR"
    case unreadable = "E_READ"
    case changed = "E_CHANGED"
    case repeatedFile = "E_REPEATED_FILE"
    case emptyFile = "E_EMPTY_FILE"
    case notText = "E_NOT_TEXT"
    case damagedCompression = "E_DAMAGED_COMPRESSION"
    case noRows = "E_NO_ROWS"

    // Bytes and lines.
    case encoding = "E_ENCODING"
    case nul = "E_NUL"
    case controlCharacter = "E_CONTROL_CHAR"
    case invisibleCharacter = "E_INVISIBLE_CHAR"
    case loneCarriageReturn = "E_LINE_END"
    case recordTooLong = "E_RECORD_TOO_LONG"
    case fieldTooLong = "E_FIELD_TOO_LONG"
    case fieldCount = "E_FIELD_COUNT"
    case bareQuote = "E_BARE_QUOTE"
    case textAfterQuote = "E_TEXT_AFTER_QUOTE"
    case unclosedQuote = "E_UNCLOSED_QUOTE"

    // The header.
    case delimiter = "E_DELIMITER"
    case tooManyColumns = "E_TOO_MANY_COLUMNS"
    case headerMissing = "E_HEADER_MISSING"
    case headerUnknown = "E_HEADER_UNKNOWN"
    case headerRepeated = "E_HEADER_DUP"
    case headerEmpty = "E_HEADER_EMPTY"
    case headerInside = "E_HEADER_AGAIN"
    case headerDiffers = "E_HEADER_DIFFERS"
    case directIdentifier = "E_DIRECT_IDENTIFIER"

    // Cells.
    case required = "E_REQUIRED"
    case binary = "E_BINARY"
    case integer = "E_INTEGER"
    case number = "E_NUMBER"
    case mixedTypes = "E_MIXED_TYPES"
    case filter = "E_WHERE"
    case range = "E_RANGE"
    case date = "E_DATE"
    case dateOrder = "E_DATE_ORDER"
    case money = "E_MONEY"
    case moneyPrecision = "E_MONEY_PRECISION"
    case moneyRange = "E_MONEY_RANGE"
    case negativeMoney = "E_NEGATIVE_COST"
    case level = "E_LEVEL_UNKNOWN"
    case spreadsheetError = "E_SPREADSHEET_ERROR"
    case idControl = "E_ID_CONTROL"
    case idWhitespace = "E_ID_WHITESPACE"
    case idScientific = "E_ID_SCIENTIFIC"
    case idInvisible = "E_ID_INVISIBLE"
    case duplicateID = "E_DUP_ID"
    case idNormalisation = "E_ID_NORMALISATION"

    // The data taken together.
    case noVariation = "E_NO_VARIATION"
    case noComparison = "E_NO_COMPARISON"
    case tooFewClusters = "E_FEW_CLUSTERS"
    case negativeWeight = "E_WEIGHT"
    case tooManyAgencies = "E_TOO_MANY_AGENCIES"
}

extension FaultCode {
    /// The same code among those of all formats.
    var kind: Fault.Kind { Fault.Kind(rawValue: rawValue) }
}

extension Fault {
    /// A fault of a cohort file, or of a line or column of it.
    init(_ code: FaultCode, file: String, line: Int = 1, column: String? = nil, message: String) {
        self.init(
            code.kind,
            place: FilePlace(file: file, line: line),
            subject: column.map { .column($0) } ?? .whole,
            message: message
        )
    }

    /// What is wrong with a cohort file; nil for a fault of another format.
    package var code: FaultCode? { FaultCode(rawValue: kind.rawValue) }
}
