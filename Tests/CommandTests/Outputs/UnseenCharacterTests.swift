import Foundation
import Testing
import TopsliceTestSupport

/// Names of other people's files must not act on a terminal, a page or a spreadsheet, whichever command writes them.
@Suite struct UnseenCharacterTests {
    /// Everything a run wrote: its messages and its files, by where they stand.
    private func written(
        _ run: EveryCommand,
        name: String
    ) throws -> (outcome: Command.Outcome, files: [String: Data]) {
        try Command.withFolder { folder in
            try EveryCommand.fill(folder, name: name)
            let output = folder.appendingPathComponent("made")
            try FileManager.default.createDirectory(at: output, withIntermediateDirectories: true)
            var arguments = run.arguments.map { "'\($0)'" }
            if run.writesFolder { arguments.append("--output made/folder") }
            for option in run.results { arguments.append("\(option) made/result\(option)") }
            let outcome = try Command.shell(
                "topslice " + arguments.joined(separator: " "),
                in: folder
            )
            var files: [String: Data] = [:]
            let paths = FileManager.default.subpaths(atPath: output.path) ?? []
            for path in paths {
                let file = output.appendingPathComponent(path)
                guard let bytes = try? Data(contentsOf: file) else { continue }
                files[path] = bytes
            }
            return (outcome, files)
        }
    }

    private static let unseen = [
        "\u{7}", "\u{1B}[31m", "\u{9B}", "\u{FFFE}", "\u{FFFF}", "\u{202E}", "\u{2066}", "\u{200B}",
        "\u{FEFF}", "\u{AD}", "\u{E0041}", "\u{2028}",
    ]

    @Test(arguments: EveryCommand.all)
    func whatCannotBeSeenIsWrittenAsItsCodePoint(_ run: EveryCommand) throws {
        var taken = 0
        for mark in Self.unseen {
            let scalar = try #require(mark.unicodeScalars.first)
            let (outcome, files) = try written(run, name: "No\(mark)rth")
            #expect(outcome.exitCode == 0 || outcome.exitCode == 2)
            var all = [("output", outcome.output), ("errors", outcome.errors)]
            // A file of moments gives labels back byte for byte: two that differ must not become one.
            for (name, bytes) in files where run.command != "moments" {
                all += Command.texts(name, bytes).map { (name, $0) }
            }
            for (place, text) in all {
                #expect(
                    !text.unicodeScalars.contains(scalar),
                    "U+\(String(scalar.value, radix: 16)) in \(place) of \(run.testDescription)"
                )
                if place.hasSuffix(".json") || place == "result--json" {
                    #expect(throws: Never.self) {
                        try JSONSerialization.jsonObject(with: Data(text.utf8))
                    }
                }
            }
            taken += outcome.exitCode == 0 ? 1 : 0
            #expect(outcome.exitCode == 0 || files.isEmpty)
        }
        // Tables of people are given as they are; tables of names may refuse such names.
        if run.command == "settle" { #expect(taken > 0) }
    }

    private static let formulas = [
        "=1+1", " =1+1", "\u{A0}=1+1", "\u{3000}+1+1", "\u{301}=1+1", "\u{200D}@sum", "\u{FF1D}1+1",
        " \u{FF0B}1", "-1+1", "\t=1+1", "\u{2007}\u{FF20}x", "\u{FE0F}=1",
    ]

    @Test(arguments: EveryCommand.all)
    func noCellIsAFormula(_ run: EveryCommand) throws {
        for name in Self.formulas {
            let (outcome, files) = try written(run, name: name)
            #expect(outcome.exitCode == 0 || outcome.exitCode == 2)
            for (file, bytes) in files {
                for cell in try cells(file, bytes) {
                    #expect(!isFormula(cell), "'\(cell)' in \(file) of \(run.testDescription)")
                }
            }
        }
    }

    /// Negative amounts and fractions are numbers, and stay what they are.
    @Test func negativeFractionsStandAsTheyAre() throws {
        try Command.withFolder { folder in
            let game = "coalition,value\nA,-1\nB,-1\nC,0\nA+B,-1\nA+C,-1\nB+C,-1\nA+B+C,-1\n"
            try Data(game.utf8).write(to: folder.appendingPathComponent("game.csv"))
            let outcome = try Command.shell(
                "topslice game game.csv --orientation cost --output o > /dev/null; cat o/shares.csv",
                in: folder
            )
            #expect(outcome.output.contains(",-1/2,"), "\(outcome.output)")
            #expect(!outcome.output.contains("'-"))
        }
    }

    /// The cells of a table or workbook; none of other files.
    private func cells(_ name: String, _ bytes: Data) throws -> [String] {
        if name.hasSuffix(".xlsx") {
            let strings = ZipReader(Array(bytes)).files["xl/sharedStrings.xml"] ?? ""
            return strings.matches(of: /<t[^>]*>([^<]*)<\/t>/).map {
                String($0.output.1).replacing("&amp;", with: "&").replacing("&lt;", with: "<")
            }
        }
        guard name.hasSuffix(".csv") || name == "result--csv" else { return [] }
        var cells: [String] = []
        var cell = ""
        var isQuoted = false
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            switch scalar {
            case "\"": isQuoted.toggle()
            case ",", "\n":
                if isQuoted {
                    cell.unicodeScalars.append(scalar)
                } else {
                    cells.append(cell)
                    cell = ""
                }
            default: cell.unicodeScalars.append(scalar)
            }
        }
        return cells
    }

    /// What a lenient spreadsheet would run: a sign first, after anything that leaves no mark, and neither a number nor
    /// two numbers with "to" between, of which no spreadsheet makes anything else.
    private func isFormula(_ cell: String) -> Bool {
        let blank: Set<Unicode.Scalar> = [
            " ", "\t", "\r", "\u{A0}", "\u{3000}", "\u{301}", "\u{200D}", "\u{2007}", "\u{FE0F}",
        ]
        let seen = cell.unicodeScalars.drop { blank.contains($0) }
        guard let first = seen.first,
            "=+-@\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}".unicodeScalars.contains(first)
        else { return false }
        let number = /[+-]?[0-9]+([.,][0-9]+)*(e[+-]?[0-9]+)?(\/[0-9]+)?%?/
        let parts = String(String.UnicodeScalarView(seen)).split(
            separator: " to ",
            maxSplits: 1,
            omittingEmptySubsequences: false
        )
        return !parts.allSatisfy { $0.wholeMatch(of: number) != nil }
    }
}
