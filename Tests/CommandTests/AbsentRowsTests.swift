import Foundation
import Testing

/// `importance` and `moments` as the others: rows of weight 0 are not there, and no unit matters.
@Suite struct AbsentRowsTests {
    private static func text(absent: Bool, weight: Int = 0, outcome: Int = 0, column: Int = 0)
        -> String
    {
        var lines = ["y,x,z,f,c,w"]
        for row in 0..<80 {
            lines.append(
                "\(row * 11 % 17)e\(outcome),\(row * 7 % 13)e\(column),\(row * 5 % 11),"
                    + "f\(row % 3),c\(row % 8),\(1 + row % 3)e\(weight)"
            )
            if absent, row % 30 == 7 { lines.append("9e9,-77,1,f9,c9,0") }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func run(_ text: String, _ arguments: [String], in folder: URL) throws -> String {
        let file = folder.appendingPathComponent("rows.csv")
        try text.write(to: file, atomically: true, encoding: .utf8)
        let words = arguments.prefix { !$0.hasPrefix("-") }
        let run = try Command.run(words + [file.path] + arguments.dropFirst(words.count))
        #expect(run.exitCode == 0, "\(run.errors)")
        return run.output
    }

    private static let importance = [
        ["importance", "--formula", "y ~ x + z + f", "--weights", "w", "--csv", "-"],
        [
            "importance", "--formula", "y ~ x + z + f", "--weights", "w", "--cluster", "c",
            "--csv", "-",
        ],
        [
            "importance", "--formula", "y ~ x + z + f", "--weights", "w", "--bootstrap", "50",
            "--csv", "-",
        ],
    ]

    @Test(arguments: importance)
    func absentRowsCountNowhereInShares(arguments: [String]) throws {
        try Command.withFolder { folder in
            let with = try run(Self.text(absent: true), arguments, in: folder)
            let without = try run(Self.text(absent: false), arguments, in: folder)
            #expect(with == without)
        }
    }

    @Test func absentRowsCountNowhereInMoments() throws {
        let arguments = [
            "moments", "build", "--formula", "y ~ x + z + f", "--weights", "w", "--cluster", "c",
            "--output", "-",
        ]
        try Command.withFolder { folder in
            // The record of the file itself differs: it has more rows, and other bytes.
            func sums(_ text: String) throws -> [Substring] {
                try run(text, arguments, in: folder).split(separator: "\n")
                    .filter { !$0.hasPrefix("input,") && !$0.hasPrefix("sha256,") }
            }
            let (with, without) = try (
                sums(Self.text(absent: true)), sums(Self.text(absent: false))
            )
            #expect(with == without)
        }
    }

    @Test(arguments: importance.dropLast())
    func unitsChangeNoShare(arguments: [String]) throws {
        func numbers(_ csv: String) -> [[Double?]] {
            csv.split(separator: "\n").dropFirst().map { line in
                line.split(separator: ",", omittingEmptySubsequences: false).dropFirst()
                    .map { Double($0) }
            }
        }
        try Command.withFolder { folder in
            let plain = numbers(try run(Self.text(absent: false), arguments, in: folder))
            #expect(plain.count >= 3)
            for power in [-30, -9, 9, 30] {
                for text in [
                    Self.text(absent: false, weight: power),
                    Self.text(absent: false, outcome: power),
                    Self.text(absent: false, column: power),
                ] {
                    let scaled = numbers(try run(text, arguments, in: folder))
                    for (found, expected) in zip(scaled.joined(), plain.joined()) {
                        guard let found, let expected else {
                            #expect(found == nil && expected == nil)
                            continue
                        }
                        #expect(abs(found - expected) <= 1e-9 * max(abs(expected), 1e-3))
                    }
                }
            }
        }
    }
}
