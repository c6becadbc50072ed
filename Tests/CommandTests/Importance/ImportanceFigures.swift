import Foundation
import Testing

/// The command against relaimpo, through every way in.
@Suite struct ImportanceFigures {
    /// relaimpo's figures carry 15 digits of its own rounding, ours those of a file and of cross-products.
    static let tolerance = 1e-10

    private func expect(
        _ result: ImportanceJSON,
        match name: String,
        keys: [String: String],
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let table = try Swiss.figures(name)
        #expect(!result.shares.isEmpty)
        for regressor in result.regressors {
            let expected = try #require(table[regressor], sourceLocation: sourceLocation)
            for (key, column) in keys {
                let figure = try #require(expected[column])
                let value = try result.value(regressor, key)
                #expect(
                    (value - figure).magnitude < Self.tolerance,
                    "\(regressor).\(key): \(value), relaimpo \(figure)",
                    sourceLocation: sourceLocation
                )
            }
        }
    }

    private static let sharesOnly = ["lmg": "lmg", "first": "first", "last": "last"]
    private static let everything = sharesOnly.merging([
        "genizi": "genizi", "car": "car", "pratt": "pratt", "beta_squared": "betasq",
    ]) { first, _ in first }

    @Test func sharesOfRowsAreThoseOfRelaimpo() throws {
        let run = try Command.run(
            ["importance", "-", "--formula", Swiss.formula, "--json", "-"],
            input: try Swiss.csv()
        )
        let result = try ImportanceJSON(run)
        try expect(result, match: "swiss_relaimpo_metrics", keys: Self.everything)
        let whole = try #require(try Swiss.figures("swiss_relaimpo_metrics")["R2"]?["lmg"])
        #expect((try result.number("r_squared") - whole).magnitude < Self.tolerance)
        #expect(result.object["method"] as? String == "exact")
        #expect(result.object["subsets"] as? Int == 32)
        #expect(result.object["error"] as? Double == 0)
        #expect(result.object["rows"] as? Int == 47)
    }

    @Test func sharesOfACorrelationMatrixAreThoseOfRelaimpo() throws {
        let result = try ImportanceJSON(
            Command.run([
                "importance", "--matrix", Swiss.folder + "lmg_swiss_corr.csv", "--response",
                "Fertility", "--rows", "47", "--json", "-",
            ])
        )
        try expect(result, match: "lmg_swiss_relaimpo", keys: Self.everything)
        let levels = try #require(result.object["conditional_dominance"] as? [[Double]])
        let table = try Swiss.figures("lmg_swiss_conditional_dominance")
        for (size, level) in levels.enumerated() {
            for (regressor, value) in zip(result.regressors, level) {
                let figure = try #require(table["\(size)"]?[regressor])
                #expect((value - figure).magnitude < Self.tolerance)
            }
        }
    }

    /// The example of Azen and Budescu (2003), Psychological Methods 8: x1 dominates x2 and x4 completely.
    @Test func theExampleOfAzenAndBudescuComesOutOfTheDatasetFolder() throws {
        let result = try ImportanceJSON(
            Command.run([
                "importance", "--matrix", "datasets/importance/azen_budescu_2003.csv",
                "--response", "y", "--json", "-",
            ])
        )
        try expect(result, match: "lmg_azen_budescu2003_relaimpo", keys: Self.everything)
        let pairs = try #require(result.object["dominance"] as? [[String: Any]])
        let pair = try #require(pairs.first { $0["regressors"] as? [String] == ["x1", "x2"] })
        #expect(pair["complete"] as? String == "x1")
        #expect(pair["first_adds_more"] as? Double == 1)
    }

    @Test func groupedSharesAreThoseOfRelaimpo() throws {
        let groups = "G1=Agriculture+Examination, G2=Education+Catholic"
        for arguments in [
            ["-", "--formula", Swiss.formula],
            ["--matrix", Swiss.folder + "lmg_swiss_corr.csv", "--response", "Fertility"],
        ] {
            let run = try Command.run(
                ["importance"] + arguments + ["--groups", groups, "--json", "-"],
                input: try Swiss.csv()
            )
            let result = try ImportanceJSON(run)
            try expect(result, match: "swiss_relaimpo_grouped", keys: Self.sharesOnly)
            #expect(result.regressors == ["G1", "G2", "Infant.Mortality"])
        }
    }

    @Test func sharesBesideAnAlwaysInRegressorAreThoseOfRelaimpo() throws {
        let run = try Command.run(
            [
                "importance", "-", "--formula", Swiss.formula, "--always", "Agriculture",
                "--json", "-",
            ],
            input: try Swiss.csv()
        )
        let result = try ImportanceJSON(run)
        try expect(
            result,
            match: "swiss_relaimpo_always_agriculture",
            keys: Self.sharesOnly.merging(["pratt": "pratt"]) { first, _ in first }
        )
        #expect(result.object["always"] as? [String] == ["Agriculture"])
    }

    /// The weights of the reference: 1, 2, …, 47 over their mean.
    @Test func weightedSharesAreThoseOfRelaimpo() throws {
        let run = try Command.run(
            [
                "importance", "-", "--formula", Swiss.formula, "--weights", "w", "--json", "-",
            ],
            input: try Swiss.csv(adding: "w") { "\(Double($0) / 24)" }
        )
        try expect(
            ImportanceJSON(run),
            match: "swiss_relaimpo_weighted",
            keys: Self.everything
        )
    }

    /// Two sets of 1,000 draws of 47 rows differ by chance; 0.03 is three standard errors of such a percentile.
    @Test func bootstrapPercentilesAreThoseOfRelaimpo() throws {
        let run = try Command.run(
            [
                "importance", "-", "--formula", Swiss.formula, "--bootstrap", "1000", "--json",
                "-",
            ],
            input: try Swiss.csv()
        )
        let result = try ImportanceJSON(run)
        for row in try Swiss.rows("swiss_relaimpo_boot1000_perc95").dropFirst() {
            let low = try #require(Double(row[3])), high = try #require(Double(row[4]))
            #expect((try result.value(row[1], "conf_low") - low).magnitude < 0.03, "\(row[1])")
            #expect((try result.value(row[1], "conf_high") - high).magnitude < 0.03, "\(row[1])")
        }
        let intervals = try #require(result.object["intervals"] as? [String: Any])
        #expect(intervals["method"] as? String == "bootstrap")
        #expect(intervals["replicates"] as? Int == 1_000)
        #expect(intervals["unit_count"] as? Int == 47)
    }

    @Test func clustersOfOneRowAreRows() throws {
        let csv = try Swiss.csv(adding: "place") { "p\($0)" }
        let ways = [[], ["--cluster", "place"]]
        let results = try ways.map { more in
            try ImportanceJSON(
                Command.run(
                    ["importance", "-", "--formula", Swiss.formula, "--json", "-"] + more,
                    input: csv
                )
            )
        }
        for regressor in results[0].regressors {
            for key in ["std_error", "conf_low", "conf_high", "share_std_error"] {
                let apart = try results[0].value(regressor, key) - results[1].value(regressor, key)
                #expect(apart.magnitude < Self.tolerance, "\(regressor).\(key)")
            }
        }
    }

    /// Clusters give wider intervals than rows where whole clusters differ.
    @Test func clustersWidenIntervalsWhereTheyDiffer() throws {
        // Each row five times: five times the rows, and no more information.
        let rows = try Swiss.rows("swiss")
        let header = rows[0].dropFirst().joined(separator: ",") + ",place\n"
        let csv =
            header
            + rows.dropFirst().enumerated().flatMap { number, row in
                Array(
                    repeating: row.dropFirst().joined(separator: ",") + ",\(number)\n",
                    count: 5
                )
            }.joined()
        func errors(_ more: [String]) throws -> ImportanceJSON {
            try ImportanceJSON(
                Command.run(
                    ["importance", "-", "--formula", Swiss.formula, "--json", "-"] + more,
                    input: csv
                )
            )
        }
        let byRow = try errors([]), byPlace = try errors(["--cluster", "place"])
        for regressor in byRow.regressors {
            let ratio =
                try byPlace.value(regressor, "std_error") / byRow.value(regressor, "std_error")
            // √5, but for the small-sample factors G/(G − 1) of 47 and of 235.
            let expected = (5 * (47.0 / 46) / (235.0 / 234)).squareRoot()
            #expect((ratio - expected).magnitude < 1e-6, "\(regressor): \(ratio)")
        }
    }

    @Test func savedMomentsGiveTheSharesOfTheirRows() throws {
        try Command.withFolder { folder in
            let moments = folder.appendingPathComponent("swiss.moments").path
            let csv = try Swiss.csv(adding: "canton") { "c\($0 % 9)" }
            let formula = Swiss.formula + " + factor(canton)"
            let made = try Command.run(
                [
                    "moments", "build", "-", "--formula", formula, "--cluster", "canton",
                    "--output",
                    moments,
                ],
                input: csv
            )
            #expect(made.exitCode == 0, "\(made.errors)")
            let ways = [
                ["-", "--formula", formula, "--cluster", "canton"], [moments],
            ]
            let results = try ways.map { way in
                try ImportanceJSON(
                    Command.run(
                        ["importance"] + way + ["--bootstrap", "200", "--json", "-"],
                        input: csv
                    )
                )
            }
            #expect(results[1].object["source"] as? String == "moments")
            #expect(results[0].regressors == results[1].regressors)
            #expect(results[0].regressors.last == "factor(canton)")
            for regressor in results[0].regressors {
                for key in ["lmg", "first", "last", "conf_low", "conf_high"] {
                    let apart =
                        try results[0].value(regressor, key) - results[1].value(regressor, key)
                    #expect(apart.magnitude < Self.tolerance, "\(regressor).\(key)")
                }
            }
        }
    }
}
