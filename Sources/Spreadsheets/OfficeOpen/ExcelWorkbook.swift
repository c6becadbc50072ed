/// A workbook of Office Open XML: `.xlsx`, as ECMA-376 part 1, 18 has it.
final class ExcelWorkbook: Workbook {
    let sheets: [SheetEntry]
    let ranges: [NamedRange]
    private let archive: ZipArchive
    private let parts: [String]
    private let styles: ExcelStyles
    private let texts: [CellValue?]
    private let contents: ExcelContents
    private let limits: ArchiveLimits
    /// Cells and bytes of text of the sheets read so far.
    private var cells = 0
    private var textBytes = 0

    /// - Throws: where it is another kind of document, has macros or external links, or lacks a part.
    init(_ archive: ZipArchive, limits: ArchiveLimits) throws(WorkbookTrouble) {
        self.archive = archive
        self.limits = limits
        try Self.refuseWhatIsNoSheet(archive)
        // Where the workbook is only the relations of the package say (ECMA-376 part 1, 12.2).
        guard let main = try PartRelations(of: "", in: archive).parts("officeDocument").first else {
            throw .partMissing(part: "_rels/.rels")
        }
        guard archive.has(main) else { throw .partMissing(part: main) }
        let contents = try ExcelContents(main, in: archive)
        let relations = try PartRelations(of: main, in: archive)
        guard relations.parts("externalLink").isEmpty else { throw .externalLinks }
        styles = try ExcelStyles(relations.parts("styles").first, in: archive)
        if let part = relations.parts("sharedStrings").first {
            texts = try ExcelStrings.read(part, of: archive, limits: limits)
        } else {
            // A workbook has one part of shared texts or none (12.3.15); a cell that refers to one is then refused.
            texts = []
        }
        var sheets: [SheetEntry] = []
        var parts: [String] = []
        var ranges: [NamedRange] = []
        for entry in contents.sheets {
            guard let relation = relations.byID[entry.relation] else { throw .noSheets }
            // Charts have sheets of their own.
            guard relation.kind == "worksheet" else { continue }
            guard archive.has(relation.part) else { throw .partMissing(part: relation.part) }
            sheets.append(SheetEntry(name: entry.name, isHidden: entry.isHidden))
            parts.append(relation.part)
            for part in try PartRelations(of: relation.part, in: archive).parts("table") {
                if let table = try ExcelTable.read(part, of: archive, sheet: entry.name) {
                    ranges.append(table)
                }
            }
        }
        guard !sheets.isEmpty else { throw .noSheets }
        ranges += contents.names.compactMap { NamedRange(name: $0.name, formula: $0.formula) }
        self.contents = contents
        self.sheets = sheets
        self.parts = parts
        self.ranges = ranges
    }

    private static func refuseWhatIsNoSheet(_ archive: ZipArchive) throws(WorkbookTrouble) {
        for name in archive.names {
            let lowered = name.lowercased()
            if lowered.hasSuffix("vbaproject.bin") || lowered.hasPrefix("xl/macrosheets/") {
                throw .macros
            }
            if lowered == "xl/workbook.bin" { throw .binaryWorkbook }
            if lowered.hasPrefix("word/") || lowered.hasPrefix("ppt/") { throw .textDocument }
        }
    }

    func sheet(_ number: Int) throws(WorkbookTrouble) -> Sheet {
        let reader = ExcelSheetReader(
            Sheet(name: sheets[number].name),
            styles: styles,
            texts: texts,
            contents: contents,
            limits: limits
        )
        // A workbook of many large sheets is no smaller than one of a huge one.
        reader.cellCount = cells
        reader.textBytes = textBytes
        try MarkupReader.read(
            parts[number],
            of: archive,
            namespaces: ExcelNames.main,
            reader
        )
        (cells, textBytes) = (reader.cellCount, reader.textBytes)
        return reader.sheet
    }
}

extension NamedRange {
    /// `Ledger!$A$3:$F$90` or `'Year 2025'!$A$3:$F$90`; nil for every other formula.
    init?(name: String, formula: String) {
        guard let mark = formula.lastIndex(of: "!"),
            let range = CellRange(formula[formula.index(after: mark)...])
        else { return nil }
        self.init(
            name: name,
            sheet: Self.unquoted(formula[..<mark]),
            range: range,
            totalRows: 0
        )
    }

    /// The name of a sheet, which stands in quotes where it is not one word.
    static func unquoted(_ text: Substring) -> String {
        guard text.count >= 2, text.first == "'", text.last == "'" else { return String(text) }
        return text.dropFirst().dropLast().split(
            separator: "''",
            omittingEmptySubsequences: false
        ).joined(separator: "'")
    }
}
