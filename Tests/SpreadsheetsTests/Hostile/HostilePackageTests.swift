import Testing
import TopsliceTestSupport

/// Files that are packed badly or dangerously, or are no workbooks, are refused whole.
@Suite struct HostilePackageTests {
    @Test(arguments: containers)
    func itIsRefusedWithItsPlace(book: HostileBook) throws { try book.expectRefusal() }

    private static let compound: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]

    private static func wide(_ text: String) -> [UInt8] {
        text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    }

    private static func soundBytes() -> [UInt8] {
        ExcelBook([row(1, "A=date", "B=id", "C=amount"), row(2, "A#45748:1", "B=care", "C#1")])
            .bytes
    }

    static let containers: [HostileBook] = [
        .raw("old workbook", compound + Array(repeating: 0, count: 600), "old workbook (.xls)"),
        .raw(
            "encrypted",
            compound + Array(repeating: 0, count: 600) + wide("EncryptedPackage"),
            "protected by a password"
        ),
        .raw("flat document", Array("<?xml?><office:document/>".utf8), "flat OpenDocument (.fods)"),
        .raw(
            "XML of 2003",
            Array("<?xml?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>".utf8),
            "the XML of 2003"
        ),
        .raw(
            "sheet of a text",
            Array("date,id,amount\n".utf8),
            "this is no workbook",
            table: "Ledger"
        ),
        .raw("cut short", Array(soundBytes().dropLast(200)), "damaged or cut short"),
        .raw("beginning alone", [0x50, 0x4B, 0x03, 0x04], "damaged or cut short"),
        .raw("empty", [], "the file is empty"),
        .raw("PDF", Array("%PDF-1.7".utf8), "this is a PDF document"),
        .repacked("binary workbook", "binary workbook (.xlsb)") {
            $0.append(.init("xl/workbook.bin", "x"))
        },
        .repacked("macros", "has macros") { $0.append(.init("xl/vbaProject.bin", "x")) },
        .repacked("macros elsewhere", "has macros") {
            $0.append(.init("custom/VBAProject.BIN", "x"))
        },
        .repacked("macro sheet", "has macros") {
            $0.append(.init("xl/macrosheets/sheet1.xml", "<x/>"))
        },
        .repacked("text document", "no workbook") { $0.append(.init("word/document.xml", "<x/>")) },
        .repacked("slides", "no workbook") { $0.append(.init("ppt/presentation.xml", "<x/>")) },
        .repacked("plain archive", "a ZIP archive and no workbook") {
            $0 = [.init("notes.txt", "nothing")]
        },
        .repacked("encrypted part", "protected by a password") { $0[6].flags = 1 },
        .repacked("unknown packing", "packed in a way that is not read") { $0[6].method = 12 },
        .repacked("wrong checksum", "damaged") { $0[6].checksumIsWrong = true },
        .repacked("wrong checksum of a small part", "damaged") { $0[2].checksumIsWrong = true },
        .repacked("two parts of a name", "two parts of one name") { $0.append($0[6]) },
        .repacked("two parts but for capitals", "two parts of one name") {
            $0.append(.init("XL/Worksheets/Sheet1.XML", "<x/>"))
        },
        .repacked("climbs out", "outside itself") { $0.append(.init("../../etc/passwd", "x")) },
        .repacked("from the root", "outside itself") { $0.append(.init("/etc/passwd", "x")) },
        .repacked("with backslashes", "outside itself") { $0.append(.init("xl\\..\\..\\x", "x")) },
        .repacked("of a drive", "outside itself") { $0.append(.init("C:/x", "x")) },
        .repacked("bomb by its ratio", "more than 400 times its size") {
            $0[6].method = 8
            $0[6].statedSize = 400_000_000
        },
        .repacked("bomb by its size", "unpacks to more than 512 MiB") {
            $0[6].statedSize = 1 << 30
        },
        .repacked("bomb by its sum", "unpacks to more than 512 MiB") { files in
            let long = String(repeating: " ", count: 1_000_000)
            for number in 0..<3 {
                var file = ZipWriter.File("x\(number)", long)
                file.statedSize = 200_000_000
                files.append(file)
            }
        },
        .repacked("too many parts", "more than 10000 parts") { files in
            files += (0..<10_001).map { .init("x\($0)", "") }
        },
    ]
}
