import Foundation
import Testing

/// Money never touches floating point: the sources themselves are read.
@Suite struct NoFloatingPoint {
    /// Types that hold binary or rounded decimal fractions, modules that bring them, and literals
    /// with a decimal point or an exponent.
    private static let forbidden = try? NSRegularExpression(
        pattern: """
            \\b(Double|Float\\w*|CGFloat|Decimal|TimeInterval|NSNumber|BinaryFloatingPoint)\\b\
            |\\bimport\\s+(Foundation\\w*|Glibc|Darwin)\\b\
            |(?<![\\w.$])\\d[\\d_]*\\.\\d|(?<![\\w.$])\\d[\\d_]*[eE][-+]?\\d
            """
    )

    /// The source without comments and string literals, line by line.
    private static func code(of source: String) -> [String] {
        source.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            var kept = String(line).replacingOccurrences(
                of: "\"(\\\\.|[^\"\\\\])*\"",
                with: "\"\"",
                options: .regularExpression
            )
            if let comment = kept.range(of: "//") { kept.removeSubrange(comment.lowerBound...) }
            return kept
        }
    }

    private static func offences(in source: String) throws -> [String] {
        let forbidden = try #require(forbidden)
        return code(of: source).filter {
            forbidden.firstMatch(in: $0, range: NSRange($0.startIndex..., in: $0)) != nil
        }
    }

    @Test func theSearchFindsWhatItMust() throws {
        for line in [
            "let x: Double = 1", "let y = 0.5", "f(1e-3)", "import Foundation", "[Float16]()",
        ] {
            #expect(try Self.offences(in: line).count == 1, "\(line)")
        }
        for line in ["let n = 1_000", "// Double", "\"0.5\"", "x.0", "0...4", "pair.1.2", "$1.1.0"]
        {
            #expect(try Self.offences(in: line).isEmpty, "\(line)")
        }
    }

    @Test(arguments: ["Money", "Apportionment", "ExactArithmetic"])
    func exactModulesHoldNoFloatingPoint(module: String) throws {
        let root = URL(filePath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let folder = root.appending(path: "Sources").appending(path: module)
        let files = try #require(FileManager.default.enumerator(atPath: folder.path))
            .compactMap { $0 as? String }
            .filter { $0.hasSuffix(".swift") }
        #expect(!files.isEmpty)
        for file in files {
            let source = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
            #expect(try Self.offences(in: source) == [], "\(module)/\(file)")
        }
    }
}
