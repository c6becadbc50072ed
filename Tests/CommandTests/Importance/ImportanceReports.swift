import Foundation
import Testing

/// What `topslice importance` writes: page, files, terminal; who shares; exact or sampled.
@Suite struct ImportanceReports {
    private static func run(_ more: [String]) throws -> Command.Outcome {
        try Command.run(
            ["importance", "-", "--formula", Swiss.formula] + more,
            input: try Swiss.csv()
        )
    }

    @Test func thePageOpensWithTheAnswerAndItsCaveatAndShowsEachChartWithItsTable() throws {
        try Command.withFolder { folder in
            let output = folder.appendingPathComponent("out").path
            let run = try Self.run(["--output", output, "--bootstrap", "100"])
            #expect(run.exitCode == 0, "\(run.errors)")
            let names = try FileManager.default.contentsOfDirectory(atPath: output).sorted()
            #expect(names == ["importance.csv", "importance.json", "report.html"])
            let page = try String(contentsOfFile: output + "/report.html", encoding: .utf8)
            let answer = try #require(
                page.range(of: "The 5 regressors together account for 70.7% of the differences")
            )
            let caveat = try #require(page.range(of: "They are not causal"))
            let contents = try #require(page.range(of: "On this page"))
            #expect(answer.lowerBound < caveat.lowerBound)
            #expect(caveat.lowerBound < contents.lowerBound)
            for figure in ["fig-shares", "fig-orders", "fig-dominance", "fig-interactions"] {
                let place = try #require(page.range(of: "<figure id=\"\(figure)\""), "\(figure)")
                let rest = page[place.upperBound...]
                let end = try #require(rest.range(of: "</figure>"))
                #expect(rest[..<end.lowerBound].contains("<svg"))
                #expect(rest[end.upperBound...].prefix(200).contains("class=\"scroll\""))
            }
        }
    }

    @Test func aNameInAMatrixIsEscapedOnThePage() throws {
        try Command.withFolder { folder in
            let output = folder.appendingPathComponent("out").path
            let run = try Command.run(
                ["importance", "--matrix", "-", "--response", "y", "--output", output],
                input: "y,<script>alert(1)</script>,b\n1,0.5,0.2\n0.5,1,0.1\n0.2,0.1,1\n"
            )
            #expect(run.exitCode == 0, "\(run.errors)")
            let page = try String(contentsOfFile: output + "/report.html", encoding: .utf8)
            #expect(!page.contains("<script"))
            #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
        }
    }

    @Test func theTidyTableBeginsWithTheSharesInOrder() throws {
        let run = try Self.run(["--csv", "-"])
        #expect(run.exitCode == 0, "\(run.errors)")
        let lines = run.output.split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false)
        }
        #expect(
            lines[0].joined(separator: ",")
                == "term,estimate,std_error,statistic,p_value,conf_low,conf_high,quantity"
        )
        let table = try Swiss.figures("swiss_relaimpo_metrics")
        let names = ["Agriculture", "Examination", "Education", "Catholic", "Infant.Mortality"]
        for (line, name) in zip(lines.dropFirst(), names) {
            #expect(line[0] == name)
            #expect(line[7] == "lmg")
            let figure = try #require(table[name]?["lmg"])
            #expect((try #require(Double(line[1])) - figure).magnitude < 1e-10)
        }
        let quantities = Set(lines.dropFirst().map { String($0[7]) })
        for quantity in [
            "share", "first", "last", "genizi", "car", "pmvd", "interaction", "r_squared",
        ] {
            #expect(quantities.contains(quantity), "\(quantity)")
        }
    }

    @Test func theTerminalShowsTheLargestShareFirstAndTheCaveat() throws {
        let run = try Self.run([])
        #expect(run.exitCode == 0, "\(run.errors)")
        #expect(
            run.output.contains("R² 0.7067: 5 regressors explain 70.7% of the variance of 47 rows")
        )
        #expect(run.output.contains("exact: every one of 32 subsets was visited"))
        #expect(run.output.contains("No money should follow them."))
        let education = try #require(run.output.range(of: "Education "))
        let agriculture = try #require(run.output.range(of: "Agriculture "))
        #expect(education.lowerBound < agriculture.lowerBound)
    }

    @Test func aFactorAndAPolynomialShareAsOneRegressor() throws {
        let csv = try Swiss.csv(adding: "canton") { "c\($0 % 4)" }
        let terms = "Education + canton + poly(Agriculture, 2, raw = TRUE)"
        let result = try ImportanceJSON(
            Command.run(
                ["importance", "-", "--formula", "Fertility ~ \(terms)", "--json", "-"],
                input: csv
            )
        )
        #expect(result.regressors == ["Education", "canton", "poly(Agriculture, 2, raw = TRUE)"])
        #expect(result.shares[1]["columns"] as? [String] == ["cantonc1", "cantonc2", "cantonc3"])
        // The same columns, grouped by hand, are the same players.
        let byHand = try ImportanceJSON(
            Command.run(
                [
                    "importance", "-", "--formula",
                    "Fertility ~ Education + canton + Agriculture + I(Agriculture^2)", "--groups",
                    "curve=Agriculture+I(Agriculture^2)", "--json", "-",
                ],
                input: csv
            )
        )
        #expect(byHand.regressors == ["Education", "canton", "curve"])
        for (left, right) in zip(result.shares, byHand.shares) {
            let apart = try #require(left["lmg"] as? Double) - #require(right["lmg"] as? Double)
            #expect(apart.magnitude < 1e-10)
        }
    }

    /// Owen (1977): a union of everybody, and unions of single players, change nothing; the shares of a union's members
    /// sum to what the union gets as one player.
    @Test func unionsShareBeforeTheirMembersDo() throws {
        let plain = try ImportanceJSON(Self.run(["--json", "-"]))
        let members = "Agriculture+Examination"
        let united = try ImportanceJSON(Self.run(["--unions", "work=\(members)", "--json", "-"]))
        let grouped = try ImportanceJSON(Self.run(["--groups", "work=\(members)", "--json", "-"]))
        let everybody = try ImportanceJSON(
            Self.run(["--unions", "all=\(plain.regressors.joined(separator: "+"))", "--json", "-"])
        )
        let union = try #require((united.object["unions"] as? [[String: Any]])?.first)
        #expect(union["union"] as? String == "work")
        let whole = try #require(union["lmg"] as? Double)
        #expect((whole - (try grouped.value("work", "lmg"))).magnitude < 1e-12)
        for regressor in plain.regressors {
            let apart = try everybody.value(regressor, "lmg") - plain.value(regressor, "lmg")
            #expect(apart.magnitude < 1e-12, "\(regressor)")
        }
    }

    /// Seven copies of the five regressors of `swiss`, copies uncorrelated, each correlated with the response 1/√7 as
    /// much: R² of a subset is the sum over copies, so every share is a seventh of relaimpo's.
    @Test func moreThanThirtyRegressorsAreSampledToTheStatedError() throws {
        let copies = 7
        let rows = try Swiss.rows("lmg_swiss_corr")
        let names = rows[0].dropFirst(2)
        let between = try rows.dropFirst(2).map { row in
            try row.dropFirst(2).map { try #require(Double($0)) }
        }
        let withResponse = try rows.dropFirst(2).map {
            try #require(Double($0[1])) / Double(copies).squareRoot()
        }
        let size = 5 * copies
        var matrix =
            "y,"
            + (0..<copies).flatMap { copy in names.map { "\($0)_\(copy)" } }
            .joined(separator: ",") + "\n"
        matrix += "1," + (0..<size).map { "\(withResponse[$0 % 5])" }.joined(separator: ",") + "\n"
        for row in 0..<size {
            matrix += "\(withResponse[row % 5])"
            for column in 0..<size {
                matrix += row / 5 == column / 5 ? ",\(between[row % 5][column % 5])" : ",0"
            }
            matrix += "\n"
        }
        let arguments = ["importance", "--matrix", "-", "--response", "y", "--json", "-"]
        let result = try ImportanceJSON(Command.run(arguments, input: matrix))
        #expect(result.object["method"] as? String == "sampled")
        #expect(result.regressors.count == size)
        let error = try result.number("error")
        #expect(error <= 1e-3)
        let table = try Swiss.figures("lmg_swiss_relaimpo")
        let squares = try result.regressors.reduce(0.0) { sum, regressor in
            let figure = try #require(table[String(regressor.dropLast(2))]?["lmg"])
            let apart = try result.value(regressor, "lmg") - figure / Double(copies)
            return sum + apart * apart
        }
        #expect(squares.squareRoot() <= error)
        #expect(squares.squareRoot() > 1e-9, "nothing was sampled")
        // The same seed gives the same bytes on any number of threads.
        let alone = try ImportanceJSON(
            Command.run(arguments + ["--threads", "1"], input: matrix)
        )
        for regressor in result.regressors {
            #expect(try result.value(regressor, "lmg") == alone.value(regressor, "lmg"))
        }
    }

    @Test func aReplaceableRegressorIsNamedAndStillShares() throws {
        let csv = try Swiss.csv(adding: "sum") { number in
            let row = try? Swiss.rows("swiss")[number]
            let parts = [row?[2], row?[4]].compactMap { $0.flatMap(Double.init) }
            return "\(parts.reduce(0, +))"
        }
        let result = try ImportanceJSON(
            Command.run(
                ["importance", "-", "--formula", Swiss.formula + " + sum", "--json", "-"],
                input: csv
            )
        )
        let warnings = try #require(result.object["warnings"] as? [String])
        #expect(
            warnings.first?.hasPrefix(
                "regressor 'sum' is a combination of 'Agriculture' and 'Education'"
            ) == true,
            "\(warnings)"
        )
        let sum = result.shares.compactMap { $0["lmg"] as? Double }.reduce(0, +)
        #expect((sum - (try result.number("r_squared"))).magnitude < 1e-10)
        #expect(try result.value("sum", "last").magnitude < 1e-10)
    }

    @Test func missingValuesAreLeftOutAndCounted() throws {
        let csv = try Swiss.csv().replacingOccurrences(of: "83.1,45.1", with: "83.1,")
        let result = try ImportanceJSON(
            Command.run(
                [
                    "importance", "-", "--formula", Swiss.formula, "--json", "-",
                    "--disclosure-threshold", "0",
                ],
                input: csv
            )
        )
        #expect(result.object["rows"] as? Int == 46)
        let sample = try #require(result.object["sample"] as? [String: Any])
        #expect(sample["rows_excluded"] as? Int == 1)
    }
}
