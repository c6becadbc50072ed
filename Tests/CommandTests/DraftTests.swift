import Foundation
import Testing

/// `check --draft`: a study made from a file, which the file then keeps to.
@Suite struct DraftTests {
    @Test func theDraftOfTheDatasetIsKeptToByTheDatasetAndHasTheTypesOfItsStudy() throws {
        try Command.withFolder { folder in
            let cohort = "datasets/resettlement/cohort.csv"
            let draft = folder.appendingPathComponent("study.yaml").path
            let made = try Command.run(["check", cohort, "--draft", draft])
            #expect(made.exitCode == 0, "\(made.errors)")
            let checked = try Command.run(["check", cohort, "--study", draft])
            #expect(checked.exitCode == 0, "\(checked.errors)")

            let own = try String(
                contentsOfFile: "datasets/resettlement/study.yaml",
                encoding: .utf8
            )
            let text = try String(contentsOfFile: draft, encoding: .utf8)
            let declared = Self.types(own)
            #expect(declared.count == 11)
            for (name, type) in declared { #expect(Self.types(text)[name] == type, "\(name)") }
            #expect(text.contains("levels: [\"18-24\", \"25-39\", \"40+\"]"))

            let again = try Command.run(["check", cohort, "--draft", draft])
            #expect(again.exitCode == 2)
            let elsewhere = try Command.run(["check", cohort, "--draft", "-"])
            #expect(elsewhere.output == text)
        }
    }

    /// Names that YAML would take for something else, and every kind of type, come back through the reader.
    @Test func oddNamesComeBack() throws {
        try Command.withFolder { folder in
            let cohort = folder.appendingPathComponent("people.csv")
            let header = "no,\"a \"\"b\"\": c\",#x,-y,£z\n"
            let rows = (0..<40).map { "\($0),yes,\($0 % 3).5,N,£1.50\n" }.joined()
            try (header + rows).write(to: cohort, atomically: true, encoding: .utf8)
            let draft = folder.appendingPathComponent("study.yaml").path
            let made = try Command.run(["check", cohort.path, "--draft", draft])
            #expect(made.exitCode == 0, "\(made.errors)")
            let checked = try Command.run(["check", cohort.path, "--study", draft])
            #expect(checked.exitCode == 0, "\(checked.errors)")
        }
    }

    /// The type of each declared column, by lines such as `need: {type: integer, range: [0, 4]}`.
    private static func types(_ yaml: String) -> [String: String] {
        var types: [String: String] = [:]
        for line in yaml.split(separator: "\n") {
            guard let match = line.firstMatch(of: /^  (\w+): +\{type: (\w+)/) else { continue }
            types[String(match.1)] = String(match.2)
        }
        return types
    }
}
