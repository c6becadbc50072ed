import Foundation
import Testing

/// What somebody who has a sealed file, the formula and a pencil gets out of it: no number of people from one to nine.
@Suite struct MomentsSealAttackTests {
    private static let threshold = 10.0

    /// The sums of a sealed file, all clusters together.
    private struct Sealed {
        var columns: [String] = []
        var origin: [Double] = []
        var sums: [[Double]] = []
        var patterns: [[Double]] = []
        let text: String

        init(_ path: String) throws {
            text = try String(contentsOfFile: path, encoding: .utf8)
            for line in text.split(separator: "\n") {
                let fields = line.split(separator: ",", omittingEmptySubsequences: false).map {
                    String($0)
                }
                let numbers = fields.dropFirst(2).compactMap(Double.init)
                switch fields[0] {
                case "columns": columns = Array(fields.dropFirst())
                case "origin": origin = fields.dropFirst().compactMap(Double.init)
                case "sums": add(Array(numbers.dropFirst()))
                case "pattern": patterns.append(numbers)
                default: break
                }
            }
        }

        private mutating func add(_ triangle: [Double]) {
            let order = columns.count + 1
            if sums.isEmpty {
                sums = Array(repeating: Array(repeating: 0, count: order), count: order)
            }
            var left = triangle[...]
            for column in 0..<order {
                for row in column..<order {
                    let number = left.removeFirst()
                    sums[row][column] += number
                    if row != column { sums[column][row] += number }
                }
            }
        }

        /// Σ f g over all people, of two sums of columns, `1` among them.
        func sum(_ one: [String: Double], _ other: [String: Double]) -> Double {
            func parts(_ set: [String: Double]) -> [Double] {
                var parts = [Double](repeating: 0, count: columns.count + 1)
                for (name, factor) in set {
                    guard let place = columns.firstIndex(of: name) else {
                        parts[0] += factor
                        continue
                    }
                    parts[place + 1] += factor
                    parts[0] += factor * origin[place]
                }
                return parts
            }
            let (left, right) = (parts(one), parts(other))
            return left.indices.reduce(0) { total, row in
                right.indices.reduce(total) { $0 + left[row] * right[$1] * sums[row][$1] }
            }
        }
    }

    private func seal(
        _ rows: [String],
        _ formula: String,
        _ more: [String] = []
    ) throws -> (sealed: Sealed, said: String) {
        try Command.withFolder { folder in
            let path = folder.appendingPathComponent("p.csv").path
            try (rows.joined(separator: "\n") + "\n").write(
                toFile: path,
                atomically: true,
                encoding: .utf8
            )
            let built = try Command.run(
                ["moments", "build", path, "--formula", formula, "--output", path + ".m"] + more
            )
            try #require(built.exitCode == 0, "\(built.errors)")
            let run = try Command.run(["moments", "seal", path + ".m", "--output", path + ".s"])
            try #require(run.exitCode == 0, "\(run.errors)")
            return (try Sealed(path + ".s"), run.output)
        }
    }

    /// Every set that follows from the columns that are there, crossed with every other: nobody, or ten at least.
    private func expectNoSmallCell(_ sealed: Sealed, _ sets: [[String: Double]]) {
        let here = sets.filter { $0.keys.allSatisfy { $0 == "1" || sealed.columns.contains($0) } }
        for (place, one) in here.enumerated() {
            for other in here[...place] {
                let people = sealed.sum(one, other)
                #expect(
                    people.magnitude < 0.01 || people > Self.threshold - 0.01,
                    "\(one) and \(other): \(people)"
                )
            }
        }
        #expect(here.count >= 3)
    }

    /// Three people of the base level have `c`: what is left of all who have it when the other levels are taken away.
    @Test func theBaseLevelOfAFactorCannotBeHadBySubtraction() throws {
        let rows =
            ["y,c,g"]
            + (0..<300).map { person in
                let level = ["base", "east", "west"][person % 3]
                let c = level == "base" ? person < 9 : person % 2 == 0
                return "\(Double(person * 31 % 97) / 9),\(c ? 1 : 0),\(level)"
            }
        let (sealed, said) = try seal(rows, "y ~ c + factor(g)")
        let levels = ["factor(g)east", "factor(g)west"]
        let kept = levels.filter(sealed.columns.contains)
        let base = ["1": 1.0].merging(kept.map { ($0, -1.0) }) { $1 }
        #expect(said.contains("left out: column"), "\(said)")
        expectNoSmallCell(sealed, [["1": 1], ["c": 1], base] + kept.map { [$0: 1] })
    }

    /// Of those whom `a` served without `b`, three have `c`: Σ a c − Σ a b c.
    @Test func oneAgencyWithoutAnotherCannotBeHadBySubtraction() throws {
        let rows =
            ["y,a,b,c"]
            + (0..<400).map { person in
                let (a, b) = (person % 2, person / 2 % 2)
                let c = a == 1 && b == 0 ? person < 12 : person % 3 == 0
                return "\(Double(person * 31 % 97) / 9),\(a),\(b),\(c ? 1 : 0)"
            }
        let (sealed, said) = try seal(rows, "y ~ a * b + c")
        #expect(said.contains("left out: column"), "\(said)")
        var sets: [[String: Double]] = [["1": 1], ["a": 1], ["b": 1], ["c": 1], ["a:b": 1]]
        sets += [
            ["a": 1, "a:b": -1], ["b": 1, "a:b": -1], ["1": 1, "a": -1, "b": -1, "a:b": 1],
        ]
        expectNoSmallCell(sealed, sets)
    }

    /// A level that four people have is not named, nor are products with it.
    @Test func aLevelOfFewIsNotNamed() throws {
        let rows =
            ["y,a,g"]
            + (0..<404).map { person in
                let level = person < 400 ? ["east", "north", "west"][person % 3] : "rarity"
                return
                    "\(Double(person * 31 % 97) / 9),\(person < 400 ? person / 3 % 2 : 0),\(level)"
            }
        let (sealed, said) = try seal(rows, "y ~ a * factor(g)")
        #expect(said.contains("left out: column 'factor(g)rarity'"), "\(said)")
        #expect(sealed.columns.count > 4)
        #expect(!sealed.text.contains("rarity"))
        #expect(
            sealed.text.contains("factor(g)…") && sealed.text.contains("factor,g,east,north,west\n")
        )
    }

    /// A column of 1 and 2 tells as much as one of 0 and 1.
    @Test(arguments: [(1, 2), (0, 1), (-1, 1), (2_021, 2_022)])
    func twoValuesAreCountedWhateverTheyAre(low: Int, high: Int) throws {
        let rows =
            ["y,a,k"]
            + (0..<200).map { person in
                "\(Double(person * 31 % 97) / 9),\(person % 2),\(person < 4 ? high : low)"
            }
        let (sealed, said) = try seal(rows, "y ~ a + k")
        #expect(said.contains("left out: column 'k'"), "\(said)")
        #expect(sealed.columns == ["a", "y"])
    }

    /// What three sets have in common is not in the sums, but sometimes follows: here nobody can have all three, since nobody has two.
    @Test func whatFollowsFromTwosForThreesIsLookedAt() throws {
        // Everybody but four has one of three services, no one two.
        let rows =
            ["y,a,b,c"]
            + (0..<304).map { person in
                let own = person < 300 ? person % 3 : 3
                return "\(Double(person * 31 % 97) / 9),"
                    + (0..<3).map { $0 == own ? "1" : "0" }.joined(separator: ",")
            }
        let (sealed, said) = try seal(rows, "y ~ a + b + c")
        #expect(said.contains("left out: column"), "\(said)")
        let kept = ["a", "b", "c"].filter(sealed.columns.contains)
        let none = ["1": 1.0].merging(kept.map { ($0, -1.0) }) { $1 }
        expectNoSmallCell(sealed, [["1": 1], none] + kept.map { [$0: 1] })
    }

    /// A pattern of three people: Σ a b is that of both patterns that have a and b, so that the other one gives it.
    @Test func aPatternOfFewCannotBeHadFromTheOthers() throws {
        let rows =
            ["y,a,b,c"]
            + (0..<800).map { person in
                var (a, b, c) = (person % 2, person / 2 % 2, person / 4 % 2)
                if a == 1, b == 1, c == 0, person >= 24 { (a, b, c) = (1, 1, 1) }
                return "\(Double(person * 31 % 97) / 9),\(a),\(b),\(c)"
            }
        let few = rows.filter { $0.hasSuffix(",1,1,0") }.count
        #expect(few == 3)
        let (sealed, said) = try seal(rows, "y ~ a + b + c", ["--exposures", "a,b,c"])
        #expect(sealed.patterns.isEmpty)
        #expect(said.contains("8 exposure patterns"), "\(said)")
        // Where all are many they are there, rounded.
        let many = try seal(
            rows.filter { !$0.hasSuffix(",1,1,0") },
            "y ~ a + b + c",
            ["--exposures", "a,b,c"]
        )
        #expect(many.sealed.patterns.count == 7)
        for pattern in many.sealed.patterns {
            #expect(pattern[0] >= 10 && pattern[0].remainder(dividingBy: 5) == 0)
        }
    }
}
