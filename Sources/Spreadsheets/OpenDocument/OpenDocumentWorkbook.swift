/// A workbook of OpenDocument: `.ods`.
final class OpenDocumentWorkbook: Workbook {
    let sheets: [SheetEntry]
    let ranges: [NamedRange]
    private let read: [Sheet]

    private static let types = [
        "application/vnd.oasis.opendocument.spreadsheet",
        "application/vnd.oasis.opendocument.spreadsheet-template",
    ]

    /// - Throws: where it is another kind of document, encrypted, has macros or external links.
    init(_ archive: ZipArchive, limits: ArchiveLimits) throws(WorkbookTrouble) {
        let type = String(decoding: try archive.bytes(of: "mimetype"), as: UTF8.self)
        if archive.has("META-INF/manifest.xml") {
            let listener = Manifest()
            try MarkupReader.read(
                "META-INF/manifest.xml",
                of: archive,
                namespaces: OpenDocumentNames.manifest,
                listener
            )
        }
        guard Self.types.contains(type) else { throw .textDocument }
        for name in archive.names where name.hasPrefix("Basic/") || name.hasPrefix("Scripts/") {
            // A library without modules says only that it is there.
            if !name.hasSuffix("/"), !name.hasSuffix("script-lb.xml"),
                !name.hasSuffix("script-lc.xml")
            {
                throw .macros
            }
        }
        let reader = OpenDocumentReader(limits: limits)
        try MarkupReader.read(
            "content.xml",
            of: archive,
            namespaces: OpenDocumentNames.content,
            reader
        )
        guard !reader.sheets.isEmpty else { throw .noSheets }
        let hidden = reader.hiddenStyles
        sheets = reader.sheets.map {
            SheetEntry(
                name: $0.sheet.name,
                isHidden: $0.style.map { hidden.contains($0) } == true
            )
        }
        ranges = reader.ranges
        read = reader.sheets.map(\.sheet)
    }

    func sheet(_ number: Int) throws(WorkbookTrouble) -> Sheet { read[number] }

    /// Says whether parts are encrypted.
    private final class Manifest: MarkupListener {
        func begin(_ name: String, _ attributes: MarkupAttributes) throws(WorkbookTrouble) {
            if name == "encryption-data" { throw .password }
        }

        func end(_ name: String) {}

        func text(_ piece: UnsafeBufferPointer<UInt8>) {}
    }
}
