import Foundation
import Testing

/// What may stand in the tree at all.
@Suite struct TreeTests {
    static let largestFile = 1_000_000

    /// A core dump of 25 MB was committed once.
    @Test func noFileIsLargerThanAMegabyte() throws {
        let files = try Repository.files()
        #expect(files.count > 500)
        for path in files {
            let attributes = try FileManager.default.attributesOfItem(
                atPath: Repository.root.appendingPathComponent(path).path
            )
            let size = try #require(attributes[.size] as? Int)
            #expect(size <= Self.largestFile, "\(path) has \(size) bytes")
        }
    }

    /// One fixture, one place: two copies drift apart.
    @Test func noFixtureStandsTwice() throws {
        var seen: [Data: String] = [:]
        for path in try Repository.files() where !path.hasSuffix(".swift") {
            let data = try Data(contentsOf: Repository.root.appendingPathComponent(path))
            guard data.count > 64 else { continue }
            if let other = seen[data] {
                Issue.record("\(path) is the same file as \(other)")
            }
            seen[data] = path
        }
    }

    /// Every file that is not code is named by something, or stands in a folder that is.
    @Test func everyFileIsNeeded() throws {
        let files = try Repository.files()
        var named: Set<Substring> = []
        for path in files where Self.canName(path) {
            for word in try Repository.text(path).utf8.split(whereSeparator: Self.endsAName) {
                named.insert(Substring(word))
            }
        }
        for path in files where Self.wantsANeed(path) {
            let name = (path as NSString).lastPathComponent
            let stem = (name as NSString).deletingPathExtension
            let folder = (path as NSString).deletingLastPathComponent
            let isNamed = [name, stem, (folder as NSString).lastPathComponent].contains {
                named.contains($0[...]) || named.contains($0[...] + ".")
            }
            #expect(isNamed, "nothing names \(path)")
        }
    }

    private static func endsAName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"),
            UInt8(ascii: "."), 128...:
            false
        default: true
        }
    }

    private static func canName(_ path: String) -> Bool {
        ["swift", "md", "sh", "py", "R", "yaml", "yml"].contains((path as NSString).pathExtension)
            || !path.contains(".")
    }

    private static func wantsANeed(_ path: String) -> Bool {
        (path.hasPrefix("Tests/") || path.hasPrefix("datasets/") || path.hasPrefix("docs/")
            || path.hasPrefix("Benchmarks/")) && !path.hasSuffix(".swift")
            && !path.hasSuffix("README.md")
    }
}
