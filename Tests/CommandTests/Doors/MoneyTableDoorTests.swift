import Foundation
import Testing

/// Every table of money is read by one reader: the same damage is refused in the same words at every door.
@Suite struct MoneyTableDoorTests {
    /// A command over one table, whose sound form it takes.
    struct Door: CustomTestStringConvertible, Sendable {
        let arguments: [String]
        let header: [String]
        let rows: [[String]]
        /// A column of names.
        var names = 0

        var testDescription: String { arguments[0] }
    }

    static let doors: [Door] = [
        .init(
            arguments: ["claims", "table.csv", "--estate", "20"],
            header: ["claimant", "claim"],
            rows: [["a", "10.00"], ["b", "20.00"]]
        ),
        .init(
            arguments: ["apportion", "table.csv", "--amount", "10.01"],
            header: ["id", "weight"],
            rows: [["a", "1"], ["b", "2"]]
        ),
        .init(
            arguments: ["game", "table.csv", "--orientation", "cost"],
            header: ["coalition", "value"],
            rows: [["a", "1"], ["b", "2"], ["a+b", "2"]]
        ),
        .init(
            arguments: [
                "services", "shares.csv", "--costs", "table.csv", "--method", "direct",
            ],
            header: ["department", "cost"],
            rows: [["a", "10.00"], ["b", "20.00"]]
        ),
        .init(
            arguments: ["settle", "agreement.yaml", "--actuals", "table.csv"],
            header: ["date", "kind", "id", "amount"],
            rows: [["2026-03-31", "spend", "l", "10.00"], ["2026-02-28", "spend", "l", "1.00"]],
            names: 2
        ),
    ]

    /// Ways to spoil a table that do not depend on its columns, and what is said of each.
    enum Damage: CaseIterable {
        case empty, longRow, shortRow, unclosedQuote, textAfterQuote, badByte
        case semicolons, columnTwice, unknownColumn, titleRow, hiddenCharacter

        func spoil(_ door: Door) -> Data {
            var lines = ([door.header] + door.rows).map { $0.joined(separator: ",") }
            switch self {
            case .empty: return Data()
            case .longRow: lines[1] += ",9"
            case .shortRow: lines[1] = door.rows[0].dropLast().joined(separator: ",")
            case .unclosedQuote: lines[1] = "\"" + lines[1]
            case .textAfterQuote: lines[1] = "\"\(door.rows[0][0])\"x" + lines[1].drop { $0 != "," }
            case .badByte:
                return Data((lines[0] + "\n").utf8) + Data([0xFF]) + Data((lines[1] + "\n").utf8)
            case .semicolons: lines = lines.map { $0.replacingOccurrences(of: ",", with: ";") }
            case .columnTwice:
                lines = lines.map { $0 + "," + ($0.split(separator: ",").last ?? "") }
            case .unknownColumn:
                lines = zip(lines, ["remarks", "x", "y", "z"]).map { $0 + "," + $1 }
            case .titleRow: lines = ["Figures of the year", ""] + lines
            case .hiddenCharacter:
                var cells = door.rows[0]
                cells[door.names] += "\u{200B}"
                lines[1] = cells.joined(separator: ",")
            }
            return Data((lines.joined(separator: "\n") + "\n").utf8)
        }
    }

    private static func run(_ door: Door, _ content: Data) throws -> Command.Outcome {
        try Command.withFolder { folder in
            try content.write(to: folder.appendingPathComponent("table.csv"))
            try "from,to,share\na,b,1\n"
                .write(
                    to: folder.appendingPathComponent("shares.csv"),
                    atomically: true,
                    encoding: .utf8
                )
            try """
            agreement: Test
            term: {from: 2025-04-01, to: 2026-03-31}
            partners:
              - {id: a, role: host}
            lines:
              - {id: l, owner: a, budget: 20.00}
            contributions:
              - {id: c, rule: fixed, partner: a, amount: 20.00}

            """.write(
                to: folder.appendingPathComponent("agreement.yaml"),
                atomically: true,
                encoding: .utf8
            )
            let arguments = door.arguments.map { word in
                word.hasSuffix(".csv") || word.hasSuffix(".yaml")
                    ? folder.appendingPathComponent(word).path : word
            }
            return try Command.run(arguments)
        }
    }

    @Test(arguments: doors)
    func everyDoorTakesASoundTable(_ door: Door) throws {
        let text = ([door.header] + door.rows).map { $0.joined(separator: ",") }
        for end in ["\n", "\r\n"] {
            let content = Data((text.joined(separator: end) + end).utf8)
            let run = try Self.run(door, content)
            #expect(run.exitCode == 0, "\(run.errors)")
            let marked = try Self.run(door, Data([0xEF, 0xBB, 0xBF]) + content)
            #expect(marked.exitCode == 0, "\(marked.errors)")
        }
    }

    /// The words of a fault, without its place and without the names of columns, which differ by the table.
    @Test(arguments: Damage.allCases)
    func everyDoorRefusesADamagedTableInTheSameWords(_ damage: Damage) throws {
        var said: [String: [String]] = [:]
        for door in Self.doors {
            let run = try Self.run(door, damage.spoil(door))
            #expect(run.exitCode == 2, "\(door.arguments[0]) \(damage): \(run.output)")
            let words = Self.words(run.errors, door)
            #expect(!words.isEmpty, "\(door.arguments[0]) \(damage): \(run.errors)")
            said[words.joined(separator: "\n"), default: []].append(door.arguments[0])
        }
        #expect(said.count == 1, "\(damage): \(said)")
    }

    private static func words(_ errors: String, _ door: Door) -> [String] {
        errors.split(separator: "\n").map(String.init).compactMap { line -> String? in
            guard let place = line.range(of: "table.csv:") else { return nil }
            var words = String(line[place.upperBound...])
            // The character of the line, where one is named, is that of another cell in another table.
            words.replace(#/^(\d+)(:\d+)?: /#) { "\($0.1): " }
            words.replace(/column '[^']*'/) { _ in "column" }
            words.replace(/column \d+/) { _ in "column" }
            words.replace(/\d+ fields?, expected \d+/) { _ in "fields" }
            words.replace(/expected (the columns )?[a-z_, ]+[;.]?.*/) { _ in "expected" }
            return words
        }
    }
}
