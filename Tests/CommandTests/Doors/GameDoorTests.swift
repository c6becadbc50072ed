import Foundation
import Testing

/// What `game` takes, `settle` takes, with the same refusals.
@Suite struct GameDoorTests {
    struct GameFile: CustomTestStringConvertible, Sendable {
        let name: String
        let content: Data

        init(_ name: String, _ text: String) {
            self.name = name
            content = Data(text.utf8)
        }

        init(_ name: String, _ content: Data) {
            self.name = name
            self.content = content
        }

        var testDescription: String {
            name + ": " + String(decoding: content.prefix(60), as: UTF8.self)
        }
    }

    static let good: [GameFile] = [
        .init("plain.csv", "coalition,value\na,100\nb,20\na+b,180\n"),
        .init(
            "attribution.csv",
            columns + "none,0,0,true,0\na,1,0.1,true,0\nb,2,,true,0\na+b,4,0.1,false,0.25\n"
        ),
        .init("spaces.csv", "coalition,value\n\"a\",100\nb,20\n\"a+b\",180\n"),
        .init("order.csv", "coalition,value\na+b,180\nb,20\na,100\n"),
        .init("exponent.csv", "coalition,value\na,1.0e2\nb,2e1\na+b,18.0E+1\n"),
        .init("fraction.csv", "coalition,value\na,7/4\nb,1/4\na+b,3\n"),
        .init("money.csv", "coalition,value\na,£1\nb,2\na+b,4\n"),
        .init("grouped.csv", "coalition,value\na,\"1,000\"\nb,2\na+b,4\n"),
        .init("lines.csv", "coalition,value\r\na,100\r\nb,20\r\na+b,180"),
        .init(
            "mark.csv",
            Data([0xEF, 0xBB, 0xBF]) + Data("coalition,value\na,1\nb,2\na+b,4\n".utf8)
        ),
        .init("wide.csv", Data([0xFF, 0xFE]) + wide("coalition,value\na,1\nb,2\na+b,4\n")),
        .init("map.json", #"{"values": {"a": 1, "b": 2, "a+b": 4}}"#),
        .init("masks.json", #"{"players": ["a", "b"], "values": [0, 1, 2, 4]}"#),
        .init(
            "list.json",
            #"[{"members": ["a"], "value": 1}, {"coalition": "b", "value": 2}, {"members": ["a", "b"], "value": 4}]"#
        ),
        .init("said.json", #"{"values": {"a": 1, "b": 2, "a+b": 4}, "orientation": "savings"}"#),
    ]

    static let bad: [GameFile] = [
        .init("empty.csv", ""), .init("header.csv", "coalition,value\n"),
        .init("nobody.csv", "coalition,value\nnone,0\n"),
        .init("twice.csv", "coalition,value\na,1\na,2\nb,1\na+b,4\n"),
        .init("alias.csv", "coalition,value\na,1\nb,2\na+b,4\nb+a,4\n"),
        .init("member.csv", "coalition,value\na++b,1\na,1\nb,2\na+b,4\n"),
        .init("double.csv", "coalition,value\na+a,1\nb,2\na+b,4\n"),
        .init("words.csv", "coalition,value\na,one\nb,nan\na+b,inf\n"),
        .init("gap.csv", "coalition,value\na,\nb,2\na+b,4\n"),
        .init("column.csv", "coalition,vlaue\na,1\nb,2\na+b,4\n"),
        .init("extra.csv", "coalition,value\na,1,2\nb,2\na+b,4\n"),
        .init("semicolon.csv", "coalition;value\na;1\nb;2\na+b;4\n"),
        .init("title.csv", "Savings of the year\n\ncoalition,value\na,1\nb,2\na+b,4\n"),
        .init("quote.csv", "coalition,value\n\"a,1\nb,2\na+b,4\n"),
        .init("error.csv", "coalition,value,standard_error\na,1,-0.1\nb,2,0\na+b,4,0\n"),
        .init("flag.csv", "coalition,value,supported\na,1,perhaps\nb,2,true\na+b,4,true\n"),
        .init("bytes.csv", Data("coalition,value\na,".utf8) + Data([0xFF]) + Data("\nb,2\n".utf8)),
        .init("nothing.json", "{}"), .init("broken.json", #"{"values": {"a": 1"#),
        .init("key.json", #"{"values": {"a": 1, "a": 2, "b": 2, "a+b": 4}}"#),
        .init("other.json", #"{"values": {"a": 1, "b": 2, "a+b": 4}, "valeus": 1}"#),
        .init("short.json", #"{"players": ["a", "b"], "values": [0, 1, 2]}"#),
        .init("long.json", #"{"values": {"a": 1e999999999, "b": 2, "a+b": 4}}"#),
    ]

    private static let columns = "coalition,value,standard_error,supported,unsupported_share\n"

    private static func wide(_ text: String) -> Data {
        Data(text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
    }

    /// Runs both doors on one file in a folder of its own.
    private static func run(
        _ file: GameFile
    ) throws -> (game: Command.Outcome, settle: Command.Outcome) {
        try Command.withFolder { folder in
            let path = folder.appendingPathComponent(file.name)
            try file.content.write(to: path)
            let agreement = folder.appendingPathComponent("agreement.yaml")
            try """
            agreement: Test
            term: {from: 2025-04-01, to: 2026-03-31}
            partners:
              - {id: a, role: host}
              - {id: b, role: funder}
            savings_shares:
              - {id: s, measured: {game: \(file.name), orientation: savings}}
            savings:
              - {id: v, beneficiary: a, share: s}

            """.write(to: agreement, atomically: true, encoding: .utf8)
            let actuals = folder.appendingPathComponent("actuals.csv")
            try "date,kind,id,amount\n2026-03-31,saving,v,100.00\n"
                .write(to: actuals, atomically: true, encoding: .utf8)
            return (
                try Command.run([
                    "game", path.path, "--orientation", "savings", "--rules", "shapley",
                ]),
                try Command.run(["settle", agreement.path, "--actuals", actuals.path])
            )
        }
    }

    @Test(arguments: good)
    func bothTakeIt(_ file: GameFile) throws {
        let (game, settle) = try Self.run(file)
        #expect(game.exitCode == 0, "\(game.errors)")
        #expect(settle.exitCode == 0, "\(settle.errors)")
    }

    @Test(arguments: bad)
    func bothRefuseItInTheSameWords(_ file: GameFile) throws {
        let (game, settle) = try Self.run(file)
        #expect(game.exitCode == 2, "\(game.output)")
        #expect(settle.exitCode == 2, "\(settle.output)")
        let faults = Self.faults(game.errors, of: file.name)
        #expect(!faults.isEmpty, "\(game.errors)")
        #expect(Self.faults(settle.errors, of: file.name) == faults)
    }

    /// Places and words of the faults of one file, whatever folder it is said to be in.
    private static func faults(_ errors: String, of name: String) -> [String] {
        errors.split(separator: "\n").compactMap { line in
            line.range(of: name + ":").map { String(line[$0.upperBound...]) }
        }
    }
}
