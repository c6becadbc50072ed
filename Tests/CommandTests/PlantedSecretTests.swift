import Foundation
import Testing

/// A recognisable value in every kind of cell is found again in no message and no output of any command.
///
/// What stands in a cell of a person may not be repeated, whether the cell is good, bad, or in the wrong place.
@Suite struct PlantedSecretTests {
    /// Texts, numbers, dates, addresses and what spreadsheets make of them; each begins with what is searched for.
    private static let secrets = [
        "Zqxseacole", "Zqx Seacole", "987654.3217", "98765432171", "1987-06-05", "-98765432.17",
        "Zqx@example.org", "98765e43", "07700 900123", "£98765432.17", "9.87654E+21",
    ]

    private static let header = [
        "person_id", "y", "cost", "a", "b", "need", "income", "area", "when", "w",
    ]

    /// Rows of people whose outcome and agencies follow from their number, so that every model has an answer.
    private static func people(_ count: Int = 240) -> [[String]] {
        (0..<count).map { number in
            let mixed = (number * 7919 + 13) % 1009
            return [
                "P\(number)", "\(mixed % 3 == 0 ? 1 : 0)", "\(mixed % 97).25", "\(mixed % 2)",
                "\(mixed / 2 % 2)", ["low", "mid", "high"][mixed % 7 % 3], "\(20 + mixed % 31).5",
                "E\(number % 12)", "2025-03-0\(1 + number % 9)", "1",
            ]
        }
    }

    private static let study = """
        columns:
          person_id: {type: id}
          y: {type: binary}
          cost: {type: money}
          a: {type: binary}
          b: {type: binary}
          need: {type: category, levels: [low, mid, high]}
          income: {type: number}
          area: {type: category}
          when: {type: date}
          w: {type: number}
        """

    /// Commands over a file of people; `FILE`, `STUDY` and `OUT` stand for paths.
    private static let commands: [[String]] = [
        ["check", "FILE", "--study", "STUDY"],
        ["check", "FILE", "--draft", "-"],
        [
            "attribute", "FILE", "--outcome", "y", "--agencies", "a,b", "--covariates",
            "need,income", "--cluster", "area", "--output", "OUT", "--force",
        ],
        [
            "attribute", "FILE", "--outcome", "cost", "--agencies", "a,b", "--covariates",
            "need,income", "--weights", "w", "--json", "-",
        ],
        ["regress", "FILE", "--formula", "y ~ a + b + need + income", "--vcov", "cluster:area"],
        ["regress", "FILE", "--formula", "cost ~ a + factor(need) | area", "--csv", "-"],
        [
            "regress", "FILE", "--formula", "y ~ a + income + need", "--family", "binomial",
            "--json", "-",
        ],
        [
            "importance", "FILE", "--formula", "y ~ a + b + need + income", "--output", "OUT",
            "--force",
        ],
        ["importance", "--matrix", "FILE", "--response", "y"],
        ["claims", "FILE", "--estate", "100"],
        ["apportion", "FILE", "--amount", "100"],
        ["game", "FILE", "--orientation", "savings"],
        ["services", "FILE", "--costs", "FILE", "--method", "direct"],
        ["settle", "AGREEMENT", "--actuals", "FILE"],
    ]

    @Test(arguments: commands)
    func noCommandRepeatsACell(of people: [String]) throws {
        try Command.withFolder { folder in
            let file = folder.appendingPathComponent("people.csv")
            let study = folder.appendingPathComponent("study.yaml")
            let out = folder.appendingPathComponent("out")
            try Self.study.write(to: study, atomically: true, encoding: .utf8)
            let places = [
                "FILE": file.path, "STUDY": study.path, "OUT": out.path,
                "AGREEMENT": "datasets/funds/free-rider/agreement.yaml",
            ]
            let arguments = people.map { places[$0] ?? $0 }
            for (number, secret) in Self.secrets.enumerated() {
                // Every secret stands in a third of the columns, every column holds four of them: all of both in bounded time.
                for column in Self.header.indices where (number + column) % 3 == 0 {
                    var rows = Self.people()
                    rows[(number * 31 + column * 17) % rows.count][column] = secret
                    try Self.write([Self.header] + rows, to: file)
                    try Self.search(arguments, secret, out, "in \(Self.header[column])")
                }
                guard number % 3 == 0 else { continue }
                // A file without its header, and a row that is one cell too long.
                var headless = Self.people()
                headless[0][number % Self.header.count] = secret
                try Self.write(headless, to: file)
                try Self.search(arguments, secret, out, "in place of the header")
                try Self.write(
                    [Self.header] + [[secret] + headless[1]] + headless[2...],
                    to: file
                )
                try Self.search(arguments, secret, out, "in a row too long")
            }
        }
    }

    private static func write(_ rows: [[String]], to file: URL) throws {
        let text = rows.map { $0.joined(separator: ",") + "\n" }.joined()
        try text.write(to: file, atomically: true, encoding: .utf8)
    }

    private static func search(
        _ arguments: [String],
        _ secret: String,
        _ out: URL,
        _ place: String
    ) throws {
        let run = try Command.run(arguments)
        #expect(run.exitCode == 0 || run.exitCode == 1 || run.exitCode == 2, "\(run.errors)")
        var texts = [run.output, run.errors]
        let files = (try? FileManager.default.contentsOfDirectory(atPath: out.path)) ?? []
        for name in files {
            let bytes = try Data(contentsOf: out.appendingPathComponent(name))
            texts.append(String(decoding: bytes, as: UTF8.self))
        }
        let marks = [secret, String(secret.drop { "£-".contains($0) })]
        let found = texts.contains { text in marks.contains { text.contains($0) } }
        #expect(!found, "\(arguments[0]) repeats '\(secret)' \(place)")
        if FileManager.default.fileExists(atPath: out.path) {
            try FileManager.default.removeItem(at: out)
        }
    }
}
