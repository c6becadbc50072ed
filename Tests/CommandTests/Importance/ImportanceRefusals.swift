import Foundation
import Testing

/// Bad input to `topslice importance`: the exact message, exit code 2, nothing on standard output.
@Suite struct ImportanceRefusals {
    private static func refusal(
        _ arguments: [String],
        input: String? = nil
    ) throws -> String {
        let run = try Command.run(["importance"] + arguments, input: input)
        #expect(run.exitCode == 2)
        #expect(run.output.isEmpty)
        return run.errors
    }

    /// Rows of y, a, b, c; b and c are what the test makes of the number of the row.
    private static func csv(
        _ rows: Int = 12,
        b: (Int) -> String = { "\($0 * $0 % 7)" },
        c: (Int) -> String = { "\($0 * 5 % 11)" }
    ) -> String {
        "y,a,b,c\n"
            + (1...rows).map { "\($0 * 7 % 5),\($0),\(b($0)),\(c($0))\n" }.joined()
    }

    private static let formula = ["-", "--formula", "y ~ a + b + c"]

    @Test func aConstantRegressorIsNamed() throws {
        #expect(
            try Self.refusal(Self.formula, input: Self.csv(b: { _ in "5.1" }))
                == "error: regressor 'b' is constant: it cannot explain anything\n"
        )
    }

    @Test func aFactorOfOneLevelIsConstant() throws {
        #expect(
            try Self.refusal(
                ["-", "--formula", "y ~ a + factor(b)"],
                input: Self.csv(b: { _ in "5" })
            ) == "error: regressor 'factor(b)' is constant: it cannot explain anything\n"
        )
    }

    @Test func aConstantResponseIsNamed() throws {
        let csv = "y,a\n" + (1...9).map { "0.3,\($0 * $0)\n" }.joined()
        #expect(
            try Self.refusal(["-", "--formula", "y ~ a"], input: csv)
                == "error: the response 'y' is constant: there is nothing to explain\n"
        )
    }

    @Test func aDuplicatedRegressorIsNamedWithItsTwin() throws {
        #expect(
            try Self.refusal(Self.formula, input: Self.csv(c: { "\(1000 - 3 * $0)" }))
                == "error: regressor 'c' duplicates 'a' (correlation 1 or -1): drop one of them\n"
        )
    }

    @Test func fewerRowsThanRegressorsAreRefused() throws {
        let words = "rows cannot tell 3 regressors apart: more rows than regressors are needed\n"
        #expect(try Self.refusal(Self.formula, input: Self.csv(3)) == "error: 3 " + words)
        let matrix = ",y,a,b,c\ny,1,0,0,0\na,0,1,0,0\nb,0,0,1,0\nc,0,0,0,1\n"
        #expect(
            try Self.refusal(["--matrix", "-", "--response", "y", "--rows", "2"], input: matrix)
                == "error: 2 " + words
        )
    }

    private static func identity(_ size: Int) -> String {
        let names = ["y"] + (1..<size).map { "x\($0)" }
        return names.joined(separator: ",") + "\n"
            + (0..<size).map { row in
                (0..<size).map { row == $0 ? "1" : row * $0 == 0 ? "0.01" : "0" }
                    .joined(separator: ",") + "\n"
            }.joined()
    }

    @Test func moreThanFortyFiveExactlyAreRefusedWithTheTimeAndAnOffer() throws {
        #expect(
            try Self.refusal(
                ["--matrix", "-", "--response", "y", "--exact"],
                input: Self.identity(51)
            )
                == "error: exact shares of 50 regressors would take about 4 days; at most 45 are "
                + "enumerated: ask for a tolerance instead, such as 0.001, and the shares are sampled to "
                + "that error\n"
        )
    }

    @Test func aTestSetWithOtherColumnsIsRefused() throws {
        try Command.withFolder { folder in
            let path = folder.appendingPathComponent("test.csv").path
            try "y,a,b,other\n1,2,3,4\n2,5,3,1\n".write(
                toFile: path,
                atomically: true,
                encoding: .utf8
            )
            #expect(
                try Self.refusal(Self.formula + ["--test", path], input: Self.csv())
                    == "error: \(path):1: column 'c': the column is missing from the header\n"
            )
            let other = folder.appendingPathComponent("other.csv").path
            try "y,a,d\n1,0.1,0.2\n0.1,1,0.3\n0.2,0.3,1\n".write(
                toFile: other,
                atomically: true,
                encoding: .utf8
            )
            #expect(
                try Self.refusal(
                    ["--matrix", "-", "--response", "y", "--test", other],
                    input: "y,a,b\n1,0.1,0.2\n0.1,1,0.3\n0.2,0.3,1\n"
                ) == "error: the test set lacks 'b' and has 'd' instead\n"
            )
        }
    }

    @Test func aTestSetWithUnknownLevelsIsRefused() throws {
        try Command.withFolder { folder in
            let path = folder.appendingPathComponent("test.csv").path
            try "y,a,b,c\n1,2,z,4\n2,5,u,1\n3,1,w,1\n".write(
                toFile: path,
                atomically: true,
                encoding: .utf8
            )
            #expect(
                try Self.refusal(
                    ["-", "--formula", "y ~ a + b", "--test", path],
                    input: Self.csv(b: { $0 % 2 == 0 ? "u" : "v" })
                )
                    == "error: '\(path)': column 'b' holds 2 levels that no training row has, so that "
                    + "nothing is known of them\n"
            )
        }
    }

    @Test(arguments: [
        ("y,a\n1,0.5\n", "-:2: 1 row of 2 columns, expected as many rows as columns"),
        ("y,a\n1,0.5\n0.5,1\n0,0\n", "-:4: a row too many, expected 2 as there are columns"),
        (
            "y,a\n1,0.5\n0.4,1\n",
            "-:3: column 'y': the entry of 'a' differs from its mirror image on line 2, expected a "
                + "symmetric matrix"
        ),
        (
            "y,a\n1,x\n,1\n",
            "-:2: column 2: not a number, expected a decimal such as -0.25\n"
                + "-:3: column 1: the cell is empty, expected a number; both triangles must be filled"
        ),
        (
            "y,a\n1,nan\nnan,1\n",
            "-:2: column 2: not a number, expected a decimal such as -0.25\n"
                + "-:3: column 1: not a number, expected a decimal such as -0.25"
        ),
        ("y,a\n1,0.5,3\n0.5,1\n", "-:2: 3 fields, expected 2 as in the header"),
        ("y,y\n1,0.5\n0.5,1\n", "-:1: columns 1 and 2 have the same name"),
        ("y,\n1,0.5\n0.5,1\n", "-:1: the header of column 2 is empty, expected a name"),
        ("1,0.5\n0.5,1\n", "-:1: the first line holds numbers, expected the names of the columns"),
        (
            ",y,a\na,1,0.5\ny,0.5,1\n",
            "-:2: the name of this row is not that of column 2; rows stand in the order of the columns\n"
                + "-:3: the name of this row is not that of column 3; rows stand in the order of the columns"
        ),
        (
            "y,a\n1,0.5\n0.5,-1\n",
            "-:3: column 'a': the variance is below zero, expected zero or more"
        ),
        (
            "y;a\n1;0.5\n0.5;1\n",
            "-:1: one column found where the delimiter is comma; it looks like semicolon, give "
                + "--delimiter semicolon"
        ),
        ("y,a\n", "-:1: no rows below the names, expected a matrix"),
        (
            "y,a\n1,\"0.5\n0.5,1\n",
            "-:2: a quote (\") is opened and never closed, in field 2, expected a closing quote"
        ),
        (
            "y,a,b\n1,0.9,0.9\n0.9,1,-0.9\n0.9,-0.9,1\n",
            "the matrix is not one of cross-products: 'y' has a negative variance once the columns before "
                + "it are accounted for"
        ),
        (
            "y,a,b,c\n1,0,0,0\n0,1,0.9,0.9\n0,0.9,1,-0.9\n0,0.9,-0.9,1\n",
            "the matrix is not one of cross-products: 'c' has a negative variance once the columns before "
                + "it are accounted for"
        ),
        ("x,a\n1,0.5\n0.5,1\n", "there is no 'y'; there are 'x', 'a'"),
        ("y\n1\n", "there is no regressor to share the explained variance among"),
    ])
    func aMatrixThatIsNoneIsRefusedWithItsLine(_ matrix: String, _ message: String) throws {
        #expect(
            try Self.refusal(["--matrix", "-", "--response", "y"], input: matrix)
                == "error: \(message)\n"
        )
    }

    @Test(arguments: [
        (
            ["--groups", "g"],
            "--groups: 'g' is not understood; expected NAME=member+member, several separated by commas"
        ),
        (["--groups", "g=a,g=b"], "--groups: 'g' stands twice"),
        (["--groups", "g=a+z"], "there is no 'z'; there are 'a', 'b', 'c'"),
        (["--groups", "g=a+b", "--always", "b"], "'b' is in 'always' and again in 'g'"),
        (["--unions", "u=a+z"], "there is no 'z'; there are 'a', 'b', 'c'"),
        (["--always", "a,b,c"], "there is no regressor to share the explained variance among"),
        (["--groups", "a=b"], "the name 'a' occurs twice"),
        (["--unions", "u=a+b", "--bootstrap", "10"], "intervals are not available with unions"),
        (["--bootstrap", "10", "--test", "x.csv"], "--bootstrap is not available with --test"),
    ])
    func playersThatDoNotFitAreNamed(_ more: [String], _ message: String) throws {
        let errors = try Self.refusal(Self.formula + more, input: Self.csv())
        #expect(
            errors.split(separator: "\n").first.map(String.init)?.hasSuffix(message) == true,
            "\(errors)"
        )
    }

    @Test(arguments: [
        ([], "give a FILE with --formula, or --matrix with --response"),
        (["x.csv", "--matrix", "m.csv"], "--matrix takes the place of FILE; give one of them"),
        (["--matrix", "m.csv"], "--matrix needs --response NAME"),
        (["x.csv", "--formula", "y ~ a", "--response", "y"], "--response goes with --matrix"),
        (
            ["x.csv", "--formula", "y ~ a", "--exact", "--tolerance", "0.1"],
            "--exact has no tolerance; give one of --exact and --tolerance"
        ),
        (
            ["x.csv", "--formula", "y ~ a", "--tolerance", "0"],
            "--tolerance: '0' is not a number above 0 and below 1"
        ),
        (
            ["x.csv", "--formula", "y ~ a", "--tolerance", "nan"],
            "--tolerance: 'nan' is not a number above 0 and below 1"
        ),
        (
            ["x.csv", "--formula", "y ~ a", "--bootstrap", "1"],
            "--bootstrap: '1' is not a whole number from 2 to 1000000"
        ),
        (
            ["x.csv", "--formula", "y ~ a", "--level", "1"],
            "--level: '1' is not a number above 0 and below 1"
        ),
        (
            ["--matrix", "m.csv", "--response", "y", "--bootstrap", "9"],
            "--bootstrap needs rows: a matrix does not hold them"
        ),
        (
            ["--matrix", "m.csv", "--response", "y", "--weights", "w"],
            "--weights needs rows: a matrix does not hold them"
        ),
        (
            ["x.csv", "--formula", "y ~ a - 1"],
            "a share of variance is one about the mean: the formula needs its intercept, leave out '- 1'"
        ),
        (
            ["x.csv", "--formula", "y ~ a | la"],
            "effects after '|' are absorbed, not shared; write factor(la) in the formula and --always 'factor(la)'"
        ),
        (["x.csv"], "no model was given; give --formula 'y ~ x1 + x2'"),
        (
            ["x.csv", "--formula", "y ~"],
            "formula, character 4: expected a column or a function, in 'y ~'"
        ),
        (["/nonexistent.csv", "--formula", "y ~ a"], "/nonexistent.csv:1: no such file"),
        (["--matrix", "/nonexistent.csv", "--response", "y"], "/nonexistent.csv:1: no such file"),
    ])
    func whatCannotBeDoneIsSaid(_ arguments: [String], _ message: String) throws {
        let errors = try Self.refusal(arguments)
        let first = errors.split(separator: "\n").first.map(String.init) ?? ""
        #expect(first.hasSuffix(message), "\(errors)")
    }

    @Test func aNegativeWeightAndAMissingClusterColumnAreNamed() throws {
        let weights = try Self.refusal(
            Self.formula + ["--weights", "c"],
            input: Self.csv(c: { $0 == 4 ? "-1" : "\($0 % 3)" })
        )
        #expect(weights.hasPrefix("error: "), "\(weights)")
        #expect(weights.contains(":5: column 'c': "), "\(weights)")
        #expect(
            try Self.refusal(Self.formula + ["--cluster", "la"], input: Self.csv())
                == "error: -:1: column 'la': the column is missing from the header\n"
        )
        #expect(
            try Self.refusal(
                Self.formula + ["--cluster", "k", "--bootstrap", "9"],
                input: "y,a,b,c,k\n"
                    + (1...12).map { "\($0 * 7 % 5),\($0),\($0 * $0 % 7),\($0 * 5 % 11),one\n" }
                    .joined()
            ) == "error: intervals need at least two clusters, not 1\n"
        )
    }

    @Test func momentsOfOtherClustersAreRefused() throws {
        try Command.withFolder { folder in
            let moments = folder.appendingPathComponent("m").path
            let made = try Command.run(
                ["moments", "build", "-", "--formula", "y ~ a + b", "--output", moments],
                input: Self.csv()
            )
            #expect(made.exitCode == 0, "\(made.errors)")
            #expect(
                try Self.refusal([moments, "--cluster", "c"])
                    == "error: the moments are kept apart by no cluster, not by 'c'\n"
            )
            #expect(
                try Self.refusal([moments, "--weights", "c"])
                    == "error: the moments are weighted by nothing, not by 'c'\n"
            )
            #expect(
                try Self.refusal([moments, "--formula", "y ~ a"])
                    == "error: the moments are those of 'y ~ a + b', not of 'y ~ a'\n"
            )
        }
    }

    @Test func aStoppedWalkSaysHowFarItCame() throws {
        try Command.withFolder { folder in
            let path = folder.appendingPathComponent("m.csv")
            try Self.identity(46).write(to: path, atomically: true, encoding: .utf8)
            let started = try Command.start([
                "importance", "--matrix", path.path, "--response", "y", "--exact",
            ])
            // Two seconds for the process to be on its way; the whole walk would take hours.
            Thread.sleep(forTimeInterval: 2)
            started.interrupt()
            let run = started.finish()
            #expect(run.exitCode == 130)
            #expect(run.output.isEmpty)
            #expect(run.errors.hasPrefix("error: stopped when "), "\(run.errors)")
            #expect(
                run.errors.hasSuffix("% of the work was done; nothing was printed\n")
            )
        }
    }
}
