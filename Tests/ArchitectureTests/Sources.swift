import Foundation
import Testing

/// The Swift files below `Sources`.
enum Sources {
    struct File {
        let path: String
        let module: String
        let lines: [String]

        /// The text without comments: prose may say what code must not.
        var code: String {
            lines.filter { !$0.trimmingCharacters(in: .whitespaces).hasPrefix("//") }
                .joined(separator: "\n")
        }

        var imports: [String] {
            lines.compactMap { line in
                let words = line.split(separator: " ")
                guard let place = words.firstIndex(of: "import"), place <= 1,
                    words.prefix(place).allSatisfy({ ["public", "internal"].contains($0) }),
                    words.count > place + 1
                else { return nil }
                return words[place + 1].split(separator: ".").first.map(String.init)
            }
        }
    }

    static func all() throws -> [File] {
        let root = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Sources")
        let names = try FileManager.default.subpathsOfDirectory(atPath: root.path)
        return try names.filter { $0.hasSuffix(".swift") }.sorted().map { name in
            let text = try String(
                contentsOf: root.appendingPathComponent(name),
                encoding: .utf8
            )
            return File(
                path: name,
                module: String(name.prefix { $0 != "/" }),
                lines: text.components(separatedBy: "\n")
            )
        }
    }
}
