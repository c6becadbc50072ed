import Foundation
import Testing

/// Cohorts and requests that `attribute` cannot answer: refused with a place and in words, and nothing is written.
@Suite struct AttributionRefusalTests {
    private static let header = "y,a,b,x,area,w"

    /// Sixty people; some cells may be changed.
    private static func cohort(_ change: (Int, inout [String]) -> Void = { _, _ in }) -> String {
        let rows = (0..<60).map { row -> String in
            var cells = [
                "\(row * 7 % 5 < 2 ? 1 : 0)", "\(row % 2)", "\(row / 2 % 2)",
                "\(Double(row * 37 % 60) / 10)", "north\(row % 6)", "1",
            ]
            change(row, &cells)
            return cells.joined(separator: ",")
        }
        return ([header] + rows).joined(separator: "\n") + "\n"
    }

    /// Runs on a file of this text, and sees that nothing is left behind.
    private func refusal(_ text: String, _ arguments: [String]) throws -> String {
        var errors = ""
        try Command.withFolder { folder in
            let file = folder.appendingPathComponent("people.csv")
            try text.write(to: file, atomically: true, encoding: .utf8)
            let output = folder.appendingPathComponent("out")
            let run = try Command.run(
                ["attribute", file.path, "--output", output.path] + arguments
            )
            #expect(run.exitCode == 2, "\(arguments): \(run.output)\(run.errors)")
            #expect(run.output.isEmpty)
            #expect(!FileManager.default.fileExists(atPath: output.path))
            #expect(!run.errors.contains("north"), "a value is shown: \(run.errors)")
            errors = run.errors.replacingOccurrences(of: folder.path + "/", with: "")
        }
        return errors
    }

    private static let roles = ["--outcome", "y", "--agencies", "a,b", "--covariates", "x"]

    @Test func theCohortItselfIsAnswered() throws {
        let run = try Command.run(["attribute", "-"] + Self.roles, input: Self.cohort())
        #expect(run.exitCode == 0, "\(run.errors)")
    }

    /// What rows cannot answer is said of all columns and outcomes at once, each with its place; so is what was asked.
    @Test func everyFaultIsSaidAtOnce() throws {
        let mended = Self.cohort { row, cells in
            (cells[1], cells[2], cells[5]) = ("0", "1", row % 2 == 0 ? "4" : "\(row)")
        }
        let rows = try refusal(mended, Self.roles)
        #expect(rows.contains("people.csv:1: column 'a': nobody was served by this agency"))
        #expect(rows.contains("people.csv:1: column 'b': everybody was served by this agency"))
        // Of two outcomes: one the same where a served, the other where b did not.
        let arms = Self.cohort { row, cells in
            cells[0] = row % 2 == 1 ? "7" : "\(row)"
            cells[5] = row / 2 % 2 == 0 ? "3" : "\(row)"
        }
        let outcomes = try refusal(
            arms,
            ["--outcomes", "y,w", "--agencies", "a,b", "--covariates", "x"]
        )
        #expect(
            outcomes.contains(
                "people.csv:1: column 'y': it is the same for everybody whom 'a' served"
            )
        )
        #expect(
            outcomes.contains(
                "people.csv:1: column 'w': it is the same for everybody whom 'b' did not serve"
            )
        )
        let asked = try refusal(
            Self.cohort(),
            [
                "--outcome", "y", "--agencies", "a,b", "--covariates", "x,x,y", "--linear", "w",
                "--referrals", "a>q", "--unions", "r+a",
            ]
        )
        for words in [
            "'x' is named twice as", "'y' is named twice as covariate and outcome",
            "'w' is named linear but is no covariate", "--referrals: column 'q' is no agency",
            "--unions: column 'r' is no agency",
        ] {
            #expect(asked.contains(words), "\(words): \(asked)")
        }
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let arguments: [String]
        let words: [String]
        let change: @Sendable (Int, inout [String]) -> Void

        init(
            _ name: String,
            _ arguments: [String] = [],
            says words: String...,
            change: @escaping @Sendable (Int, inout [String]) -> Void = { _, _ in }
        ) {
            self.name = name
            self.arguments = arguments
            self.words = words
            self.change = change
        }

        var testDescription: String { name }
    }

    static let cases = [
        Case(
            "a spline of three values",
            ["--splines", "x"],
            says: "people.csv:1: column 'x'",
            "3 values",
            "at least 6"
        ) {
            $1[3] = "\($0 % 3)"
        },
        Case(
            "a spline of one value",
            ["--splines", "x"],
            says: "people.csv:1: column 'x'",
            "1 value,"
        ) {
            $1[3] = "7"
        },
        Case(
            "a spline of words",
            ["--splines", "x"],
            says: "column 'x'",
            "--splines"
        ) {
            $1[3] = $0 % 2 == 0 ? "low" : "high"
        },
        Case(
            "a spline of levels",
            ["--splines", "x", "--categorical", "x"],
            says: "column 'x'",
            "--splines",
            "--categorical"
        ),
        Case(
            "a spline and a line",
            ["--splines", "x", "--linear", "x"],
            says: "column 'x'",
            "--splines",
            "--linear"
        ),
        Case("a spline of no covariate", ["--splines", "w"], says: "column 'w'", "no covariate"),
        Case(
            "all rows left out by the filter",
            ["--where", "x > 100"],
            says: "people.csv:1: no row satisfies the filter"
        ),
        Case(
            "all rows left out by a covariate",
            says: "people.csv:1: none of the 60 rows",
            "60 lack 'x'"
        ) { $1[3] = "" },
        Case(
            "all rows left out by an agency",
            says: "people.csv:1: none of the 60 rows",
            "60 lack 'a'"
        ) { $1[1] = "" },
        Case(
            "all rows left out by the outcome",
            says: "people.csv:1: none of the 60 rows",
            "60 lack 'y'"
        ) { $1[0] = "" },
        Case("all rows left out by two columns", says: "30 lack 'y'", "30 lack 'x'") {
            $1[$0 % 2 == 0 ? 0 : 3] = ""
        },
        Case(
            "all weights zero",
            ["--weights", "w"],
            says: "people.csv:1: column 'w': all weights are zero"
        ) { $1[5] = "0" },
        Case(
            "weights that leave nobody served",
            ["--weights", "w"],
            says: "people.csv:1: column 'b': nobody was served"
        ) {
            $1[5] = $1[2] == "1" ? "0" : "1"
        },
        Case(
            "a number that is the same for all served",
            ["--outcome", "x", "--covariates", "w"],
            says: "people.csv:1: column 'x': it is the same for everybody whom 'a' served"
        ) { if $1[1] == "1" { $1[3] = "2.5" } },
        Case(
            "a number that is the same for all others",
            ["--outcome", "x", "--covariates", "w"],
            says: "people.csv:1: column 'x': it is the same for everybody whom 'b' did not serve"
        ) { if $1[2] == "0" { $1[3] = "2.5" } },
        Case(
            "the outcome as clusters",
            ["--cluster", "y"],
            says: "column 'y' is named twice as outcome and cluster"
        ),
        Case(
            "the outcome as weights",
            ["--weights", "y"],
            says: "column 'y' is named twice as outcome and weights"
        ),
        Case(
            "the outcome as its own period before",
            ["--before", "y"],
            says: "column 'y' is named twice as outcome and outcome before"
        ),
        Case(
            "an empty column imputed",
            ["--impute", "5"],
            says: "people.csv:1: column 'x' has 0 values to learn from"
        ) { $1[3] = "" },
        Case(
            "a value imputed in nobody",
            ["--impute", "5", "--cross-check", "aipw"],
            says: "--cross-check is of complete rows"
        ),
        Case(
            "more agencies than every order of interactions takes",
            ["--agencies", "a,b,c,d,e,f,g,h,i", "--interactions", "full"],
            says: "9 agencies"
        ),
        Case(
            "one cluster",
            ["--cluster", "area"],
            says: "people.csv:1: column 'area' has 1 cluster"
        ) { $1[4] = "north" },
        Case(
            "one cluster with weight",
            ["--cluster", "area", "--weights", "w"],
            says: "people.csv:1: column 'area' has 1 cluster"
        ) {
            $1[5] = $1[4] == "north0" ? "1" : "0"
            // Both agencies still served some of that area.
            $1[1] = "\($0 / 6 % 2)"
            $1[2] = "\($0 / 12 % 2)"
            $1[0] = "\($0 / 6 % 3 % 2)"
        },
        Case("everybody served", says: "people.csv:1: column 'b': everybody was served") {
            $1[2] = "1"
        },
        Case("nobody served", says: "people.csv:1: column 'b': nobody was served") { $1[2] = "0" },
        Case("two agencies alike", says: "people.csv:1: column 'b' is a combination of 'a'") {
            $1[2] = $1[1]
        },
        Case("one agency or the other", says: "people.csv:1: column 'b' is a combination of 'a'") {
            $1[2] = $1[1] == "1" ? "0" : "1"
        },
        Case(
            "nobody with the outcome",
            says: "people.csv:1: column 'y': the outcome has the same value"
        ) { $1[0] = "0" },
        Case(
            "everybody with the outcome",
            says: "people.csv:1: column 'y': the outcome has the same value"
        ) { $1[0] = "1" },
        Case("a constant number", says: "people.csv:1: column 'y': the outcome has the same value")
        { $1[0] = "4.5" },
    ]

    @Test(arguments: cases)
    func isRefusedWithItsPlace(_ given: Case) throws {
        // A role that a case has of its own takes the place of the usual one.
        let roles = stride(from: 0, to: Self.roles.count, by: 2).filter {
            !given.arguments.contains(Self.roles[$0])
        }.flatMap { [Self.roles[$0], Self.roles[$0 + 1]] }
        let errors = try refusal(Self.cohort(given.change), roles + given.arguments)
        for words in given.words { #expect(errors.contains(words), "\(errors)") }
        #expect(errors.split(separator: "\n").count == 1, "\(errors)")
    }

    @Test(arguments: ["0", "-1", "-0.5", "nan", "inf", "-inf", "1e400", "", "half"])
    func aPriorScaleThatIsNone(_ scale: String) throws {
        for name in ["interactions", "agency-covariate", "covariates"] {
            let errors = try refusal(Self.cohort(), Self.roles + ["--prior-\(name)=\(scale)"])
            #expect(errors.contains("--prior-\(name)"), "\(errors)")
        }
    }

    /// In a study file the place is that of the value.
    @Test func aPriorScaleBelowZeroInAStudy() throws {
        try Command.withFolder { folder in
            let study = folder.appendingPathComponent("study.yaml")
            let text = """
                outcome: y
                agencies: [a, b]
                prior_interactions: -0.5

                """
            try text.write(to: study, atomically: true, encoding: .utf8)
            let errors = try refusal(Self.cohort(), ["--study", study.path])
            #expect(errors.contains("study.yaml:3"), "\(errors)")
            #expect(errors.contains("prior_interactions"))
        }
    }

    @Test func twoPeopleAndEightAgencies() throws {
        let text = """
            y,a1,a2,a3,a4,a5,a6,a7,a8
            1,1,0,1,0,1,0,1,0
            0,0,1,0,1,0,1,0,1

            """
        let errors = try refusal(
            text,
            ["--outcome", "y", "--agencies", (1...8).map { "a\($0)" }.joined(separator: ",")]
        )
        #expect(errors.contains("people.csv:1: 2 people"), "\(errors)")
        #expect(errors.split(separator: "\n").count == 1, "\(errors)")
    }

    @Test(arguments: ["", "y,a,b,x,area,w\n"])
    func aFileOfNobody(_ text: String) throws {
        #expect(try refusal(text, Self.roles).hasPrefix("error: people.csv:1: "))
    }
}
