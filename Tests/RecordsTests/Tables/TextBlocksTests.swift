import Foundation
import Testing
import TopsliceRecords
import TopsliceTestSupport

/// A table read block by block is the table read whole.
@Suite struct TextBlocksTests {
    private static let head = "id,text,number\n"

    /// Every record with its line and places, and every fault.
    private static func told(_ source: TableSource) throws -> [String] {
        var reader = try TableReader(
            source,
            delimiter: .comma,
            required: ["id", "text", "number"],
            keepsPlaces: true
        )
        var told: [String] = []
        while let record = reader.next() {
            told.append("\(record.line) \(record.fields) \(record.places)")
        }
        return told + reader.allFaults.ordered().faults.map(\.description)
    }

    private static func expectSame(_ text: String) throws {
        let file = FileManager.default.temporaryDirectory
            .appendingPathComponent("topslice-blocks-\(UUID().uuidString).csv")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(text.utf8).write(to: file)
        let blocks = try #require(TextBlocks(reading: file.path, least: 1))
        let whole = try TextFile(reading: file.path)
        #expect(blocks.sha256 == whole.sha256)
        let told = try told(TableSource(blocks))
        #expect(told == (try self.told(TableSource(whole))))
        #expect(!told.isEmpty)
    }

    /// More than a block of a mebibyte, whose border falls into quoted fields, between CR and LF, and into characters of several
    /// bytes.
    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func recordsMayGoOnInTheNextBlock(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var text = seed.isMultiple(of: 2) ? "\u{FEFF}" + Self.head : Self.head
        var number = 0
        while text.utf8.count < 1_200_000 {
            number += 1
            let words = String(
                repeating: "wörter €",
                count: Int.random(in: 0...6, using: &generator)
            )
            let end = ["\n", "\r\n"][Int.random(in: 0...1, using: &generator)]
            switch Int.random(in: 0...9, using: &generator) {
            case 0: text += "\(number),\"\(words)\r\n\"\"in two lines\"\"\",1\(end)"
            case 1: text += "\(number),\"\(words), more\",\"2\"\(end)"
            case 2: text += end
            case 3: text += "\(number),\(words)\(end)"
            default: text += "\(number),\(words),3\(end)"
            }
        }
        try Self.expectSame(text)
    }

    @Test func aFieldMayBeLongerThanABlock() throws {
        let long = String(repeating: "0123456789\n", count: 110_000)
        try Self.expectSame(Self.head + "1,\"\(long)\",2\n3,b,4")
    }

    @Test func faultsStandWhereTheyAre() throws {
        let rows = (1...40_000).map { "\($0),text,\($0)\n" }.joined()
        try Self.expectSame(
            Self.head + rows + "1,a \"quote\" inside,2\n" + rows
                + "2,\"closed\" early,3\n1,\"open,2\n" + rows
        )
    }

    /// A file that is written to while it is read is not what was hashed.
    @Test func aFileThatChangesIsRefused() throws {
        let file = FileManager.default.temporaryDirectory
            .appendingPathComponent("topslice-blocks-\(UUID().uuidString).csv")
        defer { try? FileManager.default.removeItem(at: file) }
        let rows = (1...200_000).map { "\($0),text,\($0)\n" }.joined()
        try Data((Self.head + rows).utf8).write(to: file)
        let blocks = try #require(TextBlocks(reading: file.path, least: 1))
        var reader = try TableReader(
            TableSource(blocks),
            delimiter: .comma,
            required: ["id", "text", "number"]
        )
        _ = reader.next()
        let handle = try FileHandle(forWritingTo: file)
        try handle.seekToEnd()
        try handle.write(contentsOf: Data("more".utf8))
        try handle.close()
        while reader.next() != nil {}
        #expect(
            reader.allFaults.ordered().description.contains("the file changed while it was read")
        )
    }

    @Test func otherTextsAreReadWhole() throws {
        let file = FileManager.default.temporaryDirectory
            .appendingPathComponent("topslice-blocks-\(UUID().uuidString).csv")
        defer { try? FileManager.default.removeItem(at: file) }
        for bytes in [
            [UInt8](Self.head.replacingOccurrences(of: "\n", with: "\r").utf8),
            [0xFF, 0xFE, 0x61, 0x00], [0x50, 0x4B, 0x03, 0x04, 0, 0, 0, 0], [],
        ] {
            try Data(bytes).write(to: file)
            #expect(TextBlocks(reading: file.path, least: 0) == nil)
        }
        #expect(TextBlocks(reading: FileManager.default.temporaryDirectory.path, least: 0) == nil)
        #expect(TextBlocks(reading: file.path + ".none", least: 0) == nil)
    }
}
