import Foundation
import Testing

/// Moments gathered apart, merged and fitted: what two agencies would do that may not share records.
@Suite struct MomentsCommandTests {
    private static let fixture = "Tests/RegressionTests/Fixtures/programme.csv"
    private static let formula = "y ~ x1 + factor(z)"

    /// Splits the made-up people in two files with the same header.
    private func halves(in folder: URL) throws -> [String] {
        let whole = Command.root.appendingPathComponent(Self.fixture)
        let lines = try String(contentsOf: whole, encoding: .utf8).split(
            whereSeparator: \.isNewline
        )
        return try (0..<2).map { half in
            let own = lines.dropFirst().enumerated().filter { $0.offset % 2 == half }
            let text = ([lines[0]] + own.map(\.element)).joined(separator: "\n") + "\n"
            let path = folder.appendingPathComponent("half\(half).csv")
            try text.write(to: path, atomically: true, encoding: .utf8)
            return path.path
        }
    }

    private func standardErrors(_ json: String) throws -> [Double] {
        let parsed = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
        let rows = try #require(parsed?["coefficients"] as? [[String: Any]])
        return rows.compactMap { $0["std_error"] as? Double }
    }

    /// A fit that Spark made (`topslice spark people.parquet --formula … --family binomial --cluster area --submit`) says what the rows say.
    @Test func aFitMadeWhereTheRowsAreGivesTheirCoefficientsAndErrors() throws {
        let sources = "Tests/CohortDataTests/Fixtures/sources/"
        let model = ["--formula", "a ~ b + need + band + y", "--family", "binomial"]
        for errors in ["cluster:area", "iid"] {
            let runs = try [["people-fit.moments"], ["people.csv"] + model].map { words in
                let run = try Command.run(
                    ["regress", sources + words[0]] + words.dropFirst()
                        + ["--vcov", errors, "--csv", "-", "--disclosure-threshold", "0"]
                )
                try #require(run.exitCode == 0, "\(run.errors)")
                return run.output.split(separator: "\n").map {
                    $0.split(separator: ",").compactMap { Double($0) }
                }
            }
            #expect(runs[0].count == 7 && runs[0].count == runs[1].count)
            for (own, rows) in zip(runs[0].joined(), runs[1].joined()) {
                #expect(abs(own - rows) <= 1e-9 * max(1, abs(rows)))
            }
        }
    }

    @Test(arguments: [
        (["regress", "FIT", "--family", "poisson"], "binomial one that was fitted"),
        (["regress", "FIT", "--vcov", "hc1"], "needs the rows"),
        (["importance", "FIT"], "importance after a fitted binomial model"),
        (["attribute", "FIT", "--agencies", "b"], "topslice attribute --counts people"),
        (["moments", "merge", "FIT", "FIT", "--output", "-"], "cannot be merged"),
        (["moments", "seal", "FIT", "--output", "-"], "do not count people"),
    ])
    func aFitIsNoCrossProductsAndSaysSo(words: [String], refusal: String) throws {
        let fit = "Tests/CohortDataTests/Fixtures/sources/people-fit.moments"
        let run = try Command.run(words.map { $0 == "FIT" ? fit : $0 })
        #expect(run.exitCode == 2)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains(refusal), "\(run.errors)")
    }

    @Test func mergedHalvesFitLikeTheWhole() throws {
        try Command.withFolder { folder in
            let parts = try halves(in: folder).map { half in
                let moments = half + ".moments"
                let run = try Command.run([
                    "moments", "build", half, "--formula", Self.formula, "--cluster", "area",
                    "--output", moments,
                ])
                #expect(run.exitCode == 0, "\(run.errors)")
                return moments
            }
            let sum = folder.appendingPathComponent("sum.moments").path
            let merge = try Command.run(["moments", "merge"] + parts + ["--output", sum])
            #expect(merge.exitCode == 0, "\(merge.errors)")
            let clustered = ["--vcov", "cluster:area", "--json", "-"]
            let found = try Command.run(["regress", sum] + clustered)
            let whole = try Command.run(
                ["regress", Self.fixture, "--formula", Self.formula] + clustered
            )
            let (left, right) = (
                try standardErrors(found.output), try standardErrors(whole.output)
            )
            #expect(left.count == 5 && right.count == 5)
            for (one, other) in zip(left, right) {
                // Two origins and orders of summation of 600 numbers.
                #expect(abs(one / other - 1) <= 1e-11)
            }
            let again = try Command.run(["moments", "merge"] + parts + ["--output", sum])
            #expect(again.exitCode == 2)
            #expect(again.errors.contains("--force"))
        }
    }

    @Test func whatMomentsCannotGiveIsSaid() throws {
        try Command.withFolder { folder in
            let moments = folder.appendingPathComponent("m").path
            let made = try Command.run([
                "moments", "build", Self.fixture, "--formula", Self.formula, "--output", moments,
            ])
            #expect(made.exitCode == 0, "\(made.errors)")
            let refusals = [
                (["regress", moments], "hc1 needs the rows"),
                (["regress", moments, "--vcov", "cluster:area"], "'area' needs the rows"),
                (["regress", moments, "--vcov", "iid", "--formula", "y ~ x2"], "not of 'y ~ x2'"),
                (["moments", "merge", moments, moments, "--output", "-"], "count twice"),
                (["regress", Self.fixture], "--formula"),
                (
                    ["moments", "merge", moments, Self.fixture, "--output", "-"],
                    "programme.csv:1:"
                ),
            ]
            for (arguments, words) in refusals {
                let run = try Command.run(arguments)
                #expect(run.exitCode == 2)
                #expect(run.errors.contains(words), "\(arguments): \(run.errors)")
                #expect(run.output.isEmpty)
            }
        }
    }
}
