import Foundation
import Testing

/// What somebody finds out who takes one thing that is written from another, or has two results.
@Suite struct DifferencingTests {
    private static let header = "person,need,age,area,a,b,y,cost"

    /// 420 people in 12 areas; so many of the last lack their need, and nothing else tells how many these are.
    private static func rows(lacking: Int, placeless: Int = 0) -> [String] {
        (0..<(400 + lacking)).map { row in
            let mixed = (row * 7_919 + 13) % 1_009
            // In one area three are served by a; in another b serves all but six.
            let place = mixed % 11 == 0 ? 11 : mixed % 5
            let rank = mixed / 11
            let a = place == 11 ? (rank < 9 ? 1 : 0) : mixed % 2
            let b = place == 4 ? (rank < 6 ? 0 : 1) : mixed / 3 % 2
            let y = (mixed / 7 + a + row) % 3 == 0 ? 1 : 0
            return [
                "P\(row)", row < 400 ? "\(mixed % 4)" : "", ["u25", "25-39", "40+"][mixed % 3],
                row < placeless ? "" : "A\(place)", "\(a)", "\(b)", "\(y)", "\(mixed % 97 * 13)",
            ].joined(separator: ",")
        }
    }

    private func written(_ rows: [String], _ words: [String]) throws -> [String: String] {
        try Command.withFolder { folder in
            let file = folder.appendingPathComponent("people.csv").path
            let out = folder.appendingPathComponent("out")
            try ([Self.header] + rows).joined(separator: "\n").appending("\n")
                .write(toFile: file, atomically: true, encoding: .utf8)
            let run = try Command.run(
                words.map { $0 == "FILE" ? file : $0 == "OUT" ? out.path : $0 }
            )
            try #require(run.exitCode == 0, "\(run.errors)")
            var files = ["terminal": run.output + run.errors]
            let names = (try? FileManager.default.contentsOfDirectory(atPath: out.path)) ?? []
            for name in names where !name.hasSuffix("xlsx") {
                files[name] = try String(
                    contentsOf: out.appendingPathComponent(name),
                    encoding: .utf8
                )
            }
            // What is of the run and not of the people: digests, times, where the file was.
            return files.mapValues { text in
                text.replacingOccurrences(of: folder.path, with: "")
                    .replacingOccurrences(
                        of: #"[0-9a-f]{64}|"seconds": *[0-9.e-]+"#,
                        with: "",
                        options: .regularExpression
                    )
            }
        }
    }

    private static func attribute(_ covariates: String = "need,age") -> [String] {
        ["attribute", "FILE", "--agencies", "a,b", "--covariates", covariates, "--output", "OUT"]
    }

    /// Three people are left out, or five: which of them it was is in no byte of a page, chart, table or file.
    @Test(arguments: [
        attribute() + ["--outcome", "y", "--by", "area", "--cross-check", "aipw"],
        attribute() + ["--outcome", "y", "--cluster", "area"],
        attribute() + ["--outcomes", "y,cost", "--by", "age"],
        attribute() + ["--outcome", "cost"],
        ["regress", "FILE", "--formula", "y ~ need + age + a"],
        ["regress", "FILE", "--formula", "y ~ need + a", "--json", "-"],
        ["importance", "FILE", "--formula", "y ~ need + age + a", "--output", "OUT"],
    ]) func nothingTellsHowManyFewThereWere(_ words: [String]) throws {
        let three = try written(Self.rows(lacking: 3), words)
        let five = try written(Self.rows(lacking: 5), words)
        #expect(Set(three.keys) == Set(five.keys))
        for (name, text) in three {
            guard text != five[name] else { continue }
            let pairs = zip(
                text.split(separator: "\n"),
                (five[name] ?? "").split(separator: "\n")
            )
            let first = pairs.first { $0 != $1 }
            Issue.record("\(name) differs: \(first.map { "\($0.0.prefix(200))" } ?? "in length")")
        }
        let open = try written(Self.rows(lacking: 3), words + ["--disclosure-threshold", "0"])
        #expect(open != three)
    }

    private func json(
        _ rows: [String],
        _ more: [String],
        covariates: String = "need,age"
    ) throws -> [String: Any] {
        let files = try written(rows, Self.attribute(covariates) + more)
        let text = try #require(files["attribution.json"])
        return try #require(
            try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        )
    }

    /// Groups, and those of them that an agency served, are parts of the whole: what is withheld of them is of nobody, or of ten or more in
    /// several groups.
    @Test(arguments: [0, 3, 14]) func groupsTakenFromTheWholeLeaveNoFew(placeless: Int) throws {
        let found = try json(
            Self.rows(lacking: 4, placeless: placeless),
            ["--outcome", "y", "--by", "area"]
        )
        let whole = try #require(found["people"] as? Int)
        #expect(whole == 400)
        let subgroups = try #require(found["subgroups"] as? [String: Any])
        let rows = try #require(subgroups["groups"] as? [[String: Any]])
        var served = ["Together": whole]
        for one in try #require(found["attribution"] as? [[String: Any]]) {
            served[try #require(one["agency"] as? String)] = try #require(one["served"] as? Int)
        }
        for agency in ["Together", "a", "b"] {
            let total = try #require(served[agency])
            let own = rows.filter { $0["agency"] as? String == agency }
            #expect(own.count > 4)
            let counts = own.map { $0[agency == "Together" ? "people" : "served"] as? Int }
            let left = total - counts.reduce(0) { $0 + ($1 ?? 0) }
            #expect(left == 0 || left >= 10, "\(agency): \(counts) of \(total)")
            // Nor are those in these groups whom it did not serve.
            let theirs = zip(own, counts).filter { $1 == nil }.map { $0.0["people"] as? Int }
            guard placeless == 0, agency != "Together", !theirs.contains(nil) else { continue }
            let others = theirs.reduce(0) { $0 + ($1 ?? 0) } - left
            #expect(others == 0 || others >= 10, "\(agency): \(others) others")
        }
    }

    private func served(_ found: [String: Any]) throws -> [Int?] {
        try #require(found["attribution"] as? [[String: Any]]).map { $0["served"] as? Int }
    }

    /// A second result without the column that few lack leaves these few: it is said, and rounding leaves nothing.
    @Test func aResultWithoutAColumnIsWarnedOfAndRoundingHelps() throws {
        let rows = Self.rows(lacking: 4)
        let outcome = ["--outcome", "y"]
        let some = try json(rows, outcome)
        let all = try json(rows, outcome, covariates: "age")
        #expect(some["people"] as? Int == 400 && all["people"] as? Int == 404)
        #expect(try served(some) != served(all))
        let words = "take one from the other"
        let said = try written(rows, Self.attribute() + outcome)
        #expect(said["terminal"]?.contains(words) == true)
        #expect(said["report.html"]?.contains(words) == true)
        let narrow = try written(rows, Self.attribute("age") + outcome)
        #expect(narrow["terminal"]?.contains(words) == false)
        let rounded = outcome + ["--disclosure-rounding", "10"]
        let others = try served(try json(rows, rounded, covariates: "age"))
        #expect(try served(try json(rows, rounded)) == others)
        let quiet = try written(rows, Self.attribute() + rounded)
        #expect(quiet["terminal"]?.contains(words) == false)
    }

    /// Whether people are clustered by area or by age, alone or with other outcomes: all counts are the same, so that none can be taken from
    /// another.
    @Test func clustersAndOtherOutcomesLeaveCountsAsTheyAre() throws {
        let rows = Self.rows(lacking: 0)
        let alone = try json(rows, ["--outcome", "y"])
        for more in [
            ["--outcome", "y", "--cluster", "area"], ["--outcome", "y", "--cluster", "age"],
            ["--outcomes", "y,cost"],
        ] {
            let other = try json(rows, more)
            #expect(other["people"] as? Int == alone["people"] as? Int)
            #expect(try served(other) == served(alone), "\(more)")
            let (own, theirs) = (alone["support"], other["support"])
            #expect((own as? NSObject)?.isEqual(theirs) == true, "\(more)")
        }
    }
}
