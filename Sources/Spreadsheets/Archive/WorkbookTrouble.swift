internal import TopsliceRecords

/// Why a workbook cannot be read, in kinds; the words are the user's.
package enum WorkbookTrouble: Error, Sendable, Hashable {
    // What it is.
    case password
    case oldWorkbook
    case binaryWorkbook
    case flatDocument
    case oldMarkup
    case noWorkbook
    case textDocument
    case macros
    case externalLinks
    // How it is packed.
    case damaged
    case tooManyParts(limit: Int)
    case tooLarge(limit: Int)
    case packedTooTightly(ratio: Int)
    case partTwice
    case partOutside
    case unknownPacking
    // What is in it.
    case documentType
    case tooDeep
    case malformed(part: String)
    case partMissing(part: String)
    case tooManyCells(limit: Int)
    case noSheets
    case namelessSheet
    case rowsOutOfOrder
    // What was asked of it.
    case tableUnknown(known: [String])
    case tableInText
    case severalTables(sheets: [String])
    case noTable(columns: [String])
    case emptySheet(String)

    package var message: String {
        switch self {
        case .password:
            "the workbook is protected by a password; save it without one"
        case .oldWorkbook: "this is an old workbook (.xls); save it as .xlsx or CSV UTF-8"
        case .binaryWorkbook: "this is a binary workbook (.xlsb); save it as .xlsx"
        case .flatDocument: "this is a flat OpenDocument (.fods); save it as .ods"
        case .oldMarkup: "this is a workbook of the XML of 2003; save it as .xlsx or CSV UTF-8"
        case .noWorkbook: "this is a ZIP archive and no workbook; a .xlsx or .ods file is expected"
        case .textDocument:
            "this is an office document and no workbook; a .xlsx or .ods file is expected"
        case .macros: "the workbook has macros; save it as .xlsx or .ods without them"
        case .externalLinks:
            "the workbook has links to other files, whose values may be out of date; break the links and "
                + "save it again"
        case .damaged: "the workbook is damaged or cut short"
        case .tooManyParts(let limit): "the workbook has more than \(limit) parts"
        case .tooLarge(let limit):
            "the workbook unpacks to more than \(limit >> 20) MiB; keep only the table in it"
        case .packedTooTightly(let ratio):
            "a part of the workbook unpacks to more than \(ratio) times its size; save it again"
        case .partTwice: "the workbook holds two parts of one name; save it again"
        case .partOutside: "the workbook names a part outside itself; save it again"
        case .unknownPacking: "the workbook is packed in a way that is not read; save it again"
        case .documentType:
            "the workbook declares a document type or entities, which no workbook needs; save it again"
        case .tooDeep: "the workbook nests its markup deeper than any workbook; save it again"
        case .malformed(let part): "the workbook's part \(part) is not well formed; save it again"
        case .partMissing(let part): "the workbook lacks its part \(part); save it again"
        case .tooManyCells(let limit):
            "the workbook has more than \(limit) cells; keep only the table in it"
        case .rowsOutOfOrder:
            "a sheet stores its rows or cells twice, out of order or beyond the last; save it again"
        case .noSheets: "the workbook has no sheets that are shown and hold anything"
        case .namelessSheet: "a sheet of the workbook has no name; save it again"
        case .tableUnknown(let known):
            "the workbook has no sheet, table or named range of that name; it has "
                + Self.listed(known)
        case .tableInText: "a sheet is named, but this is no workbook"
        case .severalTables(let sheets):
            "several sheets may be meant: \(Self.listed(sheets)); name one behind the file, as in "
                + "book.xlsx#\(escapedName(sheets.first ?? ""))"
        case .noTable(let columns):
            "no sheet that is shown has a row with the columns \(columns.joined(separator: ", "))"
        case .emptySheet(let name): "the sheet '\(escapedName(name))' is empty"
        }
    }

    private static func listed(_ names: [String]) -> String {
        let shown = names.prefix(12).map { "'\(escapedName($0))'" }
        return (shown + (names.count > 12 ? ["and others"] : [])).joined(separator: ", ")
    }
}
