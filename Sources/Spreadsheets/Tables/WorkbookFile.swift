/// Opens the bytes of a file as the kind of workbook they are.
enum WorkbookFile {
    private static let archiveMark: [UInt8] = [0x50, 0x4B, 0x03, 0x04]
    /// Compound files of the office programs before 2007, and of encrypted workbooks ([MS-CFB] 2.2).
    private static let compoundMark: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]

    /// Whether the bytes are no text and of the kind that workbooks are.
    ///
    /// - Throws: where they are a workbook that is not read, whatever is in it.
    static func isArchive(_ bytes: [UInt8]) throws(WorkbookTrouble) -> Bool {
        if bytes.starts(with: compoundMark) {
            // The name of the stream that holds an encrypted package ([MS-OFFCRYPTO] 2.3.4.4).
            let name = "EncryptedPackage".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
            throw contains(bytes, name) ? .password : .oldWorkbook
        }
        let beginning = String(decoding: bytes.prefix(2_000), as: UTF8.self)
        if beginning.hasPrefix("<") {
            if beginning.contains("office:document") { throw .flatDocument }
            if beginning.contains("urn:schemas-microsoft-com:office:spreadsheet") {
                throw .oldMarkup
            }
        }
        return bytes.starts(with: archiveMark)
    }

    private static func contains(_ bytes: [UInt8], _ part: [UInt8]) -> Bool {
        guard let first = part.first, bytes.count >= part.count else { return false }
        return bytes.indices.dropLast(part.count - 1).contains { start in
            bytes[start] == first && bytes[start..<(start + part.count)].elementsEqual(part)
        }
    }

    static func open(
        _ bytes: [UInt8],
        limits: ArchiveLimits
    ) throws(WorkbookTrouble) -> any Workbook {
        let archive = try ZipArchive(bytes, limits: limits)
        if archive.has("mimetype"), archive.has("content.xml") {
            return try OpenDocumentWorkbook(archive, limits: limits)
        }
        guard archive.has("[Content_Types].xml") else { throw .noWorkbook }
        return try ExcelWorkbook(archive, limits: limits)
    }
}
