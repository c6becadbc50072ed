import Foundation
import Testing

/// The house style, where it can be counted.
@Suite struct StyleTests {
    static let longestFile = 420
    static let longestFunction = 90

    @Test func noFileIsTooLong() throws {
        for (file, _) in try SourceTree.read().sources {
            #expect(
                file.lines.count <= Self.longestFile,
                "\(file.path) has \(file.lines.count) lines"
            )
        }
    }

    @Test func noFunctionIsTooLong() throws {
        let functions = try SourceTree.read().sources.flatMap { source in
            source.file.functions.map { (path: source.file.path, function: $0) }
        }
        #expect(functions.count > 2_000)
        for (path, function) in functions where function.length > Self.longestFunction {
            Issue.record("\(path):\(function.line): \(function.name) has \(function.length) lines")
        }
    }

    @Test func functionsAreMeasuredToTheirClosingBrace() throws {
        let path = ".build/\(UUID().uuidString).swift"
        let place = Repository.root.appendingPathComponent(path)
        let text = """
            struct S {
                func first() -> String {
                    "}}} \\(second { $0 } ) }"  // }
                }

                package static func second(
                    _ body: (Int) -> Int
                ) {
                    if true {
                    }
                }
                var third: Int {
                    3
                }
                init() {}
            }
            """
        try Data(text.utf8).write(to: place)
        defer { try? FileManager.default.removeItem(at: place) }
        let functions = try SourceFile(path: path).functions
        #expect(functions.map(\.name) == ["first", "second", "third", "init"])
        #expect(functions.map(\.length) == [3, 6, 3, 1])
    }

    /// A declaration whose name stands nowhere else is reached by nobody: it is deleted, or given a door.
    ///
    /// What the libraries of a product offer to others (`public`) is theirs to call.
    @Test func nothingIsDeclaredThatNobodyUses() throws {
        let tree = try SourceTree.read()
        var counts: [Substring: Int] = [:]
        var declared: [(name: Substring, path: String)] = []
        for (file, _) in tree.files where !file.path.hasPrefix("Tests/") {
            for line in file.code.utf8.split(separator: UInt8(ascii: "\n")) {
                let words = line.split(whereSeparator: { !Self.isPartOfName($0) })
                    .map { Substring($0) }
                for word in words { counts[word, default: 0] += 1 }
                guard file.path.hasPrefix("Sources/"),
                    let place = words.firstIndex(where: Self.declarators.contains),
                    words.count > place + 1,
                    !words[..<place].contains("public"), !words[..<place].contains("override")
                else { continue }
                declared.append((words[place + 1], file.path))
            }
        }
        #expect(declared.count > 5_000)
        for (name, path) in declared where counts[name] == 1 && !Self.calledByOthers.contains(name)
        {
            Issue.record("\(path): nothing uses \(name)")
        }
    }

    private static let declarators: Set<Substring> = [
        "func", "var", "let", "struct", "enum", "class", "typealias", "actor", "protocol",
    ]

    /// Letters beyond ASCII are bytes above 127.
    private static func isPartOfName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 128...:
            true
        default: false
        }
    }

    /// Names that the language or a library calls, not we.
    static let calledByOthers: Set<Substring> = ["main", "_", "configuration", "customMirror"]
}
