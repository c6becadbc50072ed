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

    /// A table is stated once, as a `ReportTable`, and every form is made from that: nobody else makes the forms.
    @Test func noTableIsWrittenByHand() throws {
        var excused: Set<String> = []
        var tables = 0
        for (file, _) in try SourceTree.read().sources {
            tables += file.skeleton.components(separatedBy: "ReportTable").count - 1
            let forms = Self.formsOfTables.filter { form in file.code.contains(form) }
            if forms.isEmpty || file.path.hasPrefix(Self.roomOfForms) { continue }
            let room = Self.ownTables.keys.first { file.path.hasPrefix($0) }
            guard let room, forms.allSatisfy({ Self.ownTables[room]?.contains($0) == true }) else {
                Issue.record("\(file.path) makes \(forms) itself; expected a ReportTable")
                continue
            }
            excused.insert(room)
        }
        #expect(tables > 200)
        #expect(excused == Set(Self.ownTables.keys), "an exception that nobody needs")
    }

    /// Where the forms are made.
    private static let roomOfForms = "Sources/Formats/"

    private static let formsOfTables = [
        "HTMLTable(", "TextTable(", "CSVTable(", "CSVStream(", "Workbook.Sheet(", "\"<table",
        "\"thead\"", "\"tbody\"",
    ]

    /// What may make a form itself, and which.
    private static let ownTables = [
        // The cells are formulas that point at one another, which no page has.
        "Sources/Reports/Funds/Recalculated/": ["Workbook.Sheet("],
        // Millions of movements, written from the words of a few names without a cell being made.
        "Sources/Reports/Funds/SettlementReport+Journal.swift": ["CSVStream("],
        // A file of data for other commands, of as many rows as there are kinds of people.
        "Sources/Reports/Cells/CellsTable.swift": ["CSVStream("],
    ]

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
    static let calledByOthers: Set<Substring> = [
        "main", "_", "configuration", "customMirror", "allKeys",
    ]
}
