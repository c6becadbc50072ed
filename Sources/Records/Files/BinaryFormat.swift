/// A file that is not text at all, known by its first bytes ("magic"), so that it can be named.
package enum BinaryFormat: Sendable, Hashable, CaseIterable {
    case workbook
    case openDocument
    case oldWorkbook
    case gzip
    case zstandard
    case xz
    case bzip2
    case sevenZip
    case parquet
    case arrow
    case sqlite
    case pdf
    case stata
    case spss
    case rData
    case png
    case jpeg

    static func of(_ bytes: UnsafeBufferPointer<UInt8>) -> BinaryFormat? {
        if TextForm.begins(bytes, openDocument.magic),
            TextForm.begins(.init(rebasing: bytes.dropFirst(30)), openDocumentType)
        {
            return .openDocument
        }
        return allCases.first { TextForm.begins(bytes, $0.magic) }
    }

    /// The first file of an OpenDocument archive, stored behind a ZIP header of 30 bytes.
    private static let openDocumentType = Array(
        "mimetypeapplication/vnd.oasis.opendocument.spreadsheet".utf8
    )

    private var magic: [UInt8] {
        switch self {
        case .workbook, .openDocument: [0x50, 0x4B, 0x03, 0x04]
        case .oldWorkbook: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
        case .gzip: [0x1F, 0x8B]
        case .zstandard: [0x28, 0xB5, 0x2F, 0xFD]
        case .xz: [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]
        case .bzip2: [0x42, 0x5A, 0x68, 0x39, 0x31, 0x41, 0x59]
        case .sevenZip: [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]
        case .parquet: Array("PAR1".utf8)
        case .arrow: Array("ARROW1".utf8)
        case .sqlite: Array("SQLite format 3\u{0}".utf8)
        case .pdf: Array("%PDF-".utf8)
        case .stata: Array("<stata_dta>".utf8)
        case .spss: Array("$FL2@(#)".utf8)
        case .rData: Array("RDX".utf8)
        case .png: [0x89, 0x50, 0x4E, 0x47]
        case .jpeg: [0xFF, 0xD8, 0xFF]
        }
    }

    /// What it is and what to do.
    var message: String {
        switch self {
        case .workbook:
            "this is a workbook (.xlsx) or a ZIP archive, not text; save the sheet as CSV UTF-8"
        case .openDocument:
            "this is a workbook (.ods), not text; save the sheet as CSV UTF-8"
        case .oldWorkbook:
            "this is an old workbook (.xls), not text; save the sheet as CSV UTF-8"
        case .gzip: "this is compressed (gzip), not text; decompress it first"
        case .zstandard: "this is compressed (Zstandard), not text; decompress it first"
        case .xz: "this is compressed (xz), not text; decompress it first"
        case .bzip2: "this is compressed (bzip2), not text; decompress it first"
        case .sevenZip: "this is a 7-Zip archive, not text; unpack it first"
        case .parquet: "this is a Parquet file, not text; export it as CSV"
        case .arrow: "this is an Arrow file, not text; export it as CSV"
        case .sqlite: "this is an SQLite database, not text; export the table as CSV"
        case .pdf: "this is a PDF document, not text; a text file is expected"
        case .stata: "this is a Stata file, not text; export it as CSV"
        case .spss: "this is an SPSS file, not text; export it as CSV"
        case .rData: "this is an R data file, not text; export it as CSV"
        case .png, .jpeg: "this is a picture, not text; a text file is expected"
        }
    }
}
