import Foundation
import Testing

/// What leaves an agency: nothing of few people, and the same regression where nothing had to go.
@Suite struct MomentsSealTests {
    private static let formula = "y ~ a + b + x"

    /// People of three agencies in areas of forty, `a` and `b` alternating so that every cell of every area has ten people.
    private func agencies(in folder: URL, rare: Bool = false, small: Bool = false) throws
        -> [String]
    {
        var state: UInt64 = 7
        func noise() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 33) / Double(1 << 31)
        }
        return try (0..<3).map { agency in
            var lines = ["y,a,b,x,r,area"]
            for area in 0..<4 {
                for person in 0..<(small && area == 3 ? 8 : 40) {
                    let (a, b) = (person % 2, person / 2 % 2)
                    let x = noise() * 10 + 1_000
                    let y = 3 + 2 * Double(a) - Double(b) + 0.01 * x + noise() + Double(area) / 5
                    let r = rare && person == 0 && area < 3 ? 1 : 0
                    lines.append("\(y),\(a),\(b),\(x),\(r),\(agency)-\(area)")
                }
            }
            let path = folder.appendingPathComponent("agency\(agency).csv").path
            try (lines.joined(separator: "\n") + "\n").write(
                toFile: path,
                atomically: true,
                encoding: .utf8
            )
            return path
        }
    }

    private func build(_ csv: String, formula: String = Self.formula) throws -> String {
        let path = csv + ".moments"
        let run = try Command.run([
            "moments", "build", csv, "--formula", formula, "--cluster", "area", "--exposures",
            "a,b", "--output", path,
        ])
        #expect(run.exitCode == 0, "\(run.errors)")
        return path
    }

    private func seal(_ moments: String, _ more: [String] = []) throws -> (
        path: String, run: Command.Outcome
    ) {
        let path = moments + ".sealed"
        return (
            path, try Command.run(["moments", "seal", moments, "--output", path] + more)
        )
    }

    private func numbers(_ arguments: [String]) throws -> [Double] {
        let run = try Command.run(arguments + ["--json", "-"])
        #expect(run.exitCode == 0, "\(run.errors)")
        let parsed = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
        let rows = try #require((parsed as? [String: Any])?["coefficients"] as? [[String: Any]])
        return rows.flatMap { row in
            ["estimate", "std_error", "conf_low", "conf_high"].compactMap { row[$0] as? Double }
        }
    }

    @Test func threeSealedFilesMergedGiveThePooledRegression() throws {
        try Command.withFolder { folder in
            let files = try agencies(in: folder)
            let sealed = try files.map { file in
                let (path, run) = try seal(build(file))
                #expect(run.exitCode == 0, "\(run.errors)")
                #expect(run.output.contains("nothing was suppressed"), "\(run.output)")
                let text = try String(contentsOfFile: path, encoding: .utf8)
                #expect(!text.contains("agency"))
                return path
            }
            let sum = folder.appendingPathComponent("sum").path
            let merge = try Command.run(["moments", "merge"] + sealed + ["--output", sum])
            #expect(merge.exitCode == 0, "\(merge.errors)")
            for vcov in ["iid", "cluster:area"] {
                let found = try numbers(["regress", sum, "--vcov", vcov])
                let pooled = try numbers(
                    ["regress"] + files + ["--formula", Self.formula, "--vcov", vcov]
                )
                #expect(found.count == 16 && pooled.count == 16)
                for (one, other) in zip(found, pooled) {
                    #expect(abs(one - other) <= 1e-12 * abs(other), "\(one) \(other)")
                }
            }
            // Twice the same people, at once and hidden in a sum.
            for again in [[sealed[0], sealed[0]], [sum, sealed[1]]] {
                let run = try Command.run(["moments", "merge"] + again + ["--output", sum + "2"])
                #expect(run.exitCode == 2)
                #expect(run.errors.contains("count twice"), "\(run.errors)")
            }
            let twice = try Command.run(["moments", "seal", sealed[0], "--output", sum + "2"])
            #expect(twice.exitCode == 2 && twice.errors.contains("is sealed already"))
        }
    }

    /// A cluster of eight joins the next smallest: coefficients stay, clustered errors are those of one cluster fewer, computed here
    /// from rows that say so.
    @Test func aSmallClusterIsBroughtTogetherWithAnother() throws {
        try Command.withFolder { folder in
            let file = try agencies(in: folder, small: true)[0]
            let (path, run) = try seal(build(file))
            #expect(run.exitCode == 0, "\(run.errors)")
            #expect(
                run.output.contains("brought together: 2 of 4 clusters, 48 people, as 1"),
                "\(run.output)"
            )
            let text = try String(contentsOfFile: path, encoding: .utf8)
            #expect(!text.contains("0-3"))
            let labels = text.split(separator: "\n").filter { $0.hasPrefix("sums,") }
                .map { $0.split(separator: ",")[1] }
            #expect(labels.count == 3)
            let kept = Set(labels.map(String.init))
            let gone = try #require(["0-0", "0-1", "0-2"].first { !kept.contains($0) })
            let joined = folder.appendingPathComponent("joined.csv")
            try String(contentsOfFile: file, encoding: .utf8)
                .replacingOccurrences(of: "0-3\n", with: gone + "\n")
                .write(to: joined, atomically: true, encoding: .utf8)
            for (data, vcov) in [(file, "iid"), (joined.path, "cluster:area")] {
                let found = try numbers(["regress", path, "--vcov", vcov])
                let rows = try numbers([
                    "regress", data, "--formula", Self.formula, "--vcov", vcov,
                ])
                for (one, other) in zip(found, rows) {
                    #expect(abs(one - other) <= 1e-11 * abs(other), "\(one) \(other)")
                }
            }
        }
    }

    @Test func aColumnOfThreePeopleIsLeftOutAndSaid() throws {
        try Command.withFolder { folder in
            let files = try agencies(in: folder, rare: true)
            let with = Self.formula + " + r"
            let (path, run) = try seal(build(files[0], formula: with))
            #expect(run.exitCode == 0, "\(run.errors)")
            #expect(run.output.contains("left out: column 'r'"), "\(run.output)")
            let text = try String(contentsOfFile: path, encoding: .utf8)
            #expect(text.contains("\ncolumns,a,b,x,y\n"))
            let found = try numbers(["regress", path, "--vcov", "iid"])
            let without = try numbers([
                "regress", files[0], "--formula", Self.formula, "--vcov", "iid",
            ])
            #expect(found.count == 16)
            for (one, other) in zip(found, without) {
                #expect(abs(one - other) <= 1e-12 * abs(other))
            }
            // Files that have the column are not added, and shares of the formula are refused.
            let other = try build(files[1], formula: with)
            let merge = try Command.run(["moments", "merge", path, other, "--output", "-"])
            #expect(merge.exitCode == 2)
            #expect(merge.errors.contains("only the second has 'r'"), "\(merge.errors)")
            let shares = try Command.run(["importance", path])
            #expect(shares.exitCode == 2 && shares.errors.contains("the seal left out 'r'"))
        }
    }

    /// Every cell that the sealed sums show, worked out from them anew, has nobody or at least the threshold.
    @Test(arguments: [5, 10, 20])
    func noCellOfFewPeopleIsInTheFile(threshold: Int) throws {
        try Command.withFolder { folder in
            let moments = folder.appendingPathComponent("m").path
            let built = try Command.run([
                "moments", "build", "datasets/resettlement/cohort.csv", "--formula",
                "outcome ~ got_housing * got_health + got_jobs + factor(age_band)", "--cluster",
                "area",
                "--exposures", "got_housing,got_health,got_jobs", "--output", moments,
            ])
            try #require(built.exitCode == 0, "\(built.errors)")
            let (path, run) = try seal(moments, ["--threshold", "\(threshold)"])
            try #require(run.exitCode == 0, "\(run.errors)")
            let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
            func fields(_ name: String) throws -> [String] {
                try #require(lines.first { $0.hasPrefix(name + ",") }).split(separator: ",")
                    .dropFirst().map(String.init)
            }
            let columns = try fields("columns")
            let origin = try fields("origin").compactMap(Double.init)
            let order = columns.count + 1
            var cells = 0
            for line in lines where line.hasPrefix("sums,") {
                let numbers = line.split(separator: ",", omittingEmptySubsequences: false)
                    .dropFirst(2).compactMap { Double($0) }
                let people = numbers[0]
                #expect(people >= Double(max(threshold, 3 * columns.count)))
                var triangle = Array(numbers.dropFirst())[...]
                var raw = [[Double]](
                    repeating: [Double](repeating: 0, count: order),
                    count: order
                )
                for column in 0..<order {
                    for row in column..<order { raw[column][row] = triangle.removeFirst() }
                }
                // Every column of this model is 0 or 1.
                func both(_ one: Int, _ other: Int) -> Double {
                    raw[one + 1][other + 1] + origin[one] * raw[0][other + 1]
                        + origin[other] * raw[0][one + 1] + origin[one] * origin[other] * people
                }
                for one in columns.indices {
                    for other in one..<columns.count {
                        let (n, own, second) = (
                            both(one, other), both(one, one), both(other, other)
                        )
                        for cell in [n, own - n, second - n, people - own - second + n] {
                            cells += 1
                            #expect(
                                cell.magnitude < 0.01 || cell > Double(threshold) - 0.01,
                                "\(columns[one]) \(columns[other]): \(cell)"
                            )
                        }
                    }
                }
            }
            #expect(cells > 50)
            var patternPeople = 0
            for line in lines where line.hasPrefix("pattern,") {
                let count = try #require(Int(line.split(separator: ",")[2]))
                #expect(count >= threshold && count % 5 == 0)
                patternPeople += count
            }
            #expect(patternPeople > 0)
        }
    }

    /// Weights that no sum of weights tells people from: a cell of three who weigh as much as thirty.
    @Test func weightedMomentsAreSealedByPeopleAndNotByWeights() throws {
        try Command.withFolder { folder in
            func path(_ name: String) -> String { folder.appendingPathComponent(name).path }
            func line(_ person: Int, _ agency: Int) -> String {
                let (a, b) = (person % 2, person / 2 % 2)
                let r = person < 3 ? 1 : 0
                let y = Double((person * 37 + agency * 11) % 29) / 7 + Double(a)
                // Even those of an area of eight weigh more than the threshold.
                let area = person < 8 ? 0 : 1 + person / 4 % 4
                return
                    "\(y),\(a),\(b),\(r),\(r == 1 ? 12.5 : 0.5 + Double(person % 5)),\(agency)-\(area)"
            }
            var files: [String] = []
            for agency in 0..<3 {
                let rows = ["y,a,b,r,w,area"] + (0..<200).map { line($0, agency) }
                files.append(path("\(agency).csv"))
                try (rows.joined(separator: "\n") + "\n").write(
                    toFile: path("\(agency).csv"),
                    atomically: true,
                    encoding: .utf8
                )
            }
            func build(_ formula: String) throws -> [String] {
                try files.map { file in
                    let run = try Command.run([
                        "moments", "build", file, "--formula", formula, "--weights", "w",
                        "--cluster", "area", "--exposures", "a,b", "--output", file + ".m",
                        "--force",
                    ])
                    #expect(run.exitCode == 0, "\(run.errors)")
                    return file + ".m"
                }
            }
            let plain = try build("y ~ a + b")
            let sealed = try plain.map { file in
                let (path, run) = try seal(file)
                #expect(run.exitCode == 0, "\(run.errors)")
                #expect(run.output.contains("brought together: 2 of 5 clusters"), "\(run.output)")
                let text = try String(contentsOfFile: path, encoding: .utf8)
                #expect(!text.contains("people,"))
                // Fifty of each pattern, and their weights only roughly.
                let patterns = text.split(separator: "\n").filter { $0.hasPrefix("pattern,") }
                    .map { $0.split(separator: ",")[2...3].compactMap { Double($0) } }
                #expect(patterns.map { $0[0] } == [50, 50, 50, 50])
                #expect(patterns.allSatisfy { $0[1].remainder(dividingBy: 10) == 0 })
                return path
            }
            let merge = try Command.run(["moments", "merge"] + sealed + ["--output", path("sum")])
            #expect(merge.exitCode == 0, "\(merge.errors)")
            let model = ["--formula", "y ~ a + b", "--weights", "w"]
            let found = try numbers(["regress", path("sum"), "--vcov", "iid"])
            let pooled = try numbers(["regress"] + files + model + ["--vcov", "iid"])
            #expect(found.count == 12 && pooled.count == 12)
            for (one, other) in zip(found, pooled) {
                #expect(abs(one - other) <= 1e-12 * max(1, abs(other)), "\(one) \(other)")
            }
            // Three people have r, who weigh 37.5 together.
            let (_, run) = try seal(build("y ~ a + r")[0], ["--force"])
            #expect(run.exitCode == 0, "\(run.errors)")
            #expect(run.output.contains("'r'") || run.output.contains(" r"), "\(run.output)")
            let text = try String(contentsOfFile: path("0.csv.m.sealed"), encoding: .utf8)
            #expect(text.contains("columns,a,y"), "\(text.prefix(600))")
        }
    }

    @Test func whatCannotBeSealedIsRefusedWithTheWayOut() throws {
        try Command.withFolder { folder in
            let rows =
                "y,x,w,v\n"
                + (0..<24).map { "\($0 % 7),\($0),1,\($0 / 20)\n" }.joined()
            let file = folder.appendingPathComponent("few.csv").path
            try rows.write(toFile: file, atomically: true, encoding: .utf8)
            let cases: [([String], [String], String)] = [
                (["--formula", "y ~ x"], ["--threshold", "25"], "fewer than the threshold of 25"),
                (
                    ["--formula", "y ~ poly(x, 8, raw = TRUE)"], [],
                    "9 coefficients need 27 people"
                ),
                (["--formula", "v ~ x"], [], "fewer than 10 people have one of the two"),
            ]
            for (number, (model, more, words)) in cases.enumerated() {
                let moments = folder.appendingPathComponent("m\(number)").path
                let built = try Command.run(
                    ["moments", "build", file] + model + ["--output", moments]
                )
                try #require(built.exitCode == 0, "\(built.errors)")
                let (path, run) = try seal(moments, more)
                #expect(run.exitCode == 2)
                #expect(run.errors.contains(words), "\(run.errors)")
                #expect(!FileManager.default.fileExists(atPath: path))
            }
        }
    }
}
