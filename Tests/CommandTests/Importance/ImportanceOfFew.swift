import Foundation
import Testing

/// Shares of variance of flags that few people have.
@Suite struct ImportanceOfFew {
    /// Of 300 people four are flagged; everybody has a number and one of two common kinds, three of them a kind of their own.
    private static let rows: [String] = (0..<300).map { row in
        let mixed = row * 7_919 % 1_009
        let kind = row < 3 ? "z" : mixed % 2 == 0 ? "x" : "y"
        return "\(mixed % 97),\(row % 75 == 50 ? 1 : 0),\(mixed % 31),\(kind),\(1 + mixed % 3)"
    }

    private func withFile(_ body: (String, URL) throws -> Void) throws {
        try Command.withFolder { folder in
            let file = folder.appendingPathComponent("people.csv").path
            try (["y,flag,x,kind,w"] + Self.rows).joined(separator: "\n").appending("\n")
                .write(toFile: file, atomically: true, encoding: .utf8)
            try body(file, folder)
        }
    }

    @Test(arguments: [[], ["--weights", "w"]]) func aFlagOfFewIsRefused(_ more: [String]) throws {
        try withFile { file, folder in
            let model = ["--formula", "y ~ x + flag"] + more
            let out = folder.appendingPathComponent("out").path
            let refused = try Command.run(["importance", file] + model + ["--output", out])
            #expect(refused.exitCode == 2)
            #expect(refused.errors.contains("'flag': fewer than 10 people have it, or lack it"))
            #expect(!FileManager.default.fileExists(atPath: out))
            let open = try Command.run(
                ["importance", file] + model + ["--disclosure-threshold", "0"]
            )
            #expect(open.exitCode == 0, "\(open.errors)")
            let grouped = try Command.run(
                ["importance", file] + model + ["--groups", "both=x+flag"]
            )
            #expect(grouped.exitCode == 0, "\(grouped.errors)")
            #expect(!grouped.output.contains("flag  "))
        }
    }

    /// A factor with one rare level among common ones says nothing of that level.
    @Test func aFactorIsSharedOutWhole() throws {
        try withFile { file, _ in
            let run = try Command.run(["importance", file, "--formula", "y ~ x + kind"])
            #expect(run.exitCode == 0, "\(run.errors)")
        }
    }

    /// Files of moments say the same, also of people by weights, whom they count beside these.
    @Test(arguments: [[], ["--weights", "w"]]) func momentsSayTheSame(_ more: [String]) throws {
        try withFile { file, folder in
            let moments = folder.appendingPathComponent("people.moments").path
            let built = try Command.run(
                ["moments", "build", file, "--formula", "y ~ x + flag", "--output", moments]
                    + more
            )
            try #require(built.exitCode == 0, "\(built.errors)")
            let shares = try Command.run(["importance", moments])
            #expect(shares.exitCode == 2)
            #expect(shares.errors.contains("'flag': fewer than 10"))
            let fit = try Command.run(["regress", moments, "--vcov", "iid", "--csv", "-"])
            #expect(fit.exitCode == 0, "\(fit.errors)")
            #expect(fit.output.contains("flag,,,,,,") && fit.output.contains("(Intercept),,,,,,"))
            #expect(!fit.output.contains("x,,,,,,"))
        }
    }

    /// A fit that was made elsewhere counts nobody: coefficients of levels and flags are withheld, those of numbers written.
    @Test func aFitThatCountsNobodyTellsNothingOfFlags() throws {
        let fit = "Tests/CohortDataTests/Fixtures/sources/people-fit.moments"
        let run = try Command.run(["regress", fit, "--vcov", "iid", "--csv", "-"])
        #expect(run.exitCode == 0, "\(run.errors)")
        let lines = run.output.split(separator: "\n").map(String.init)
        let withheld = lines.filter { $0.contains(",,,,,,") }
            .compactMap { $0.split(separator: ",").first.map(String.init) }
        #expect(withheld.contains("b") && withheld.contains("(Intercept)"))
        #expect(withheld.contains { $0.hasPrefix("band") })
        #expect(!withheld.contains("need") && !withheld.contains("y"))
    }
}
