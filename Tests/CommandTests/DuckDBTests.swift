import Foundation
import Testing

/// What only DuckDB opens, and what is said where it cannot be read.
@Suite struct DuckDBTests {
    @Test func withoutTheCommandItIsSaidHowToGetIt() throws {
        try Command.withFolder { folder in
            try Data("x".utf8).write(to: folder.appendingPathComponent("p.duckdb"))
            let outcome = try Command.shell(
                "PATH=${PATH%%:*} topslice regress 'duckdb:p.duckdb?table=people' --formula 'y ~ x' --json -",
                in: folder
            )
            #expect(outcome.exitCode == 2)
            #expect(outcome.output.isEmpty)
            #expect(outcome.errors.contains("pip install duckdb-cli"), "\(outcome.errors)")
        }
    }

    @Test(.enabled(if: DuckDBCommand.isHere, DuckDBCommand.absence))
    func whatCannotBeReadIsRefusedInWordsAndChangesNothing() throws {
        try Command.withFolder { folder in
            let made = try Command.shell(
                """
                duckdb p.duckdb -c "CREATE TABLE people AS SELECT i * 1.5 AS y, i AS x, 'Jane Miller' AS secret, [i] AS list \
                FROM range(1, 51) AS t(i)"
                """,
                in: folder
            )
            try #require(made.exitCode == 0, "\(made.errors)")
            let cases: [(String, String)] = [
                ("duckdb:p.duckdb", "give --table NAME or --query"),
                ("duckdb:none.duckdb?table=people", "no such file"),
                ("duckdb:p.duckdb?table=nothing", "DuckDB refuses"),
                (
                    "duckdb:p.duckdb?query=DELETE FROM people RETURNING *",
                    "no query that only reads"
                ),
                ("duckdb:p.duckdb?query=DROP TABLE people", "no query that only reads"),
                ("duckdb:p.duckdb?query=COPY people TO 'hacked'", "no query that only reads"),
                (
                    "duckdb:p.duckdb?query=SELECT 1) TO 'hacked'; SELECT (1",
                    "no query that only reads"
                ),
                (
                    "duckdb:p.duckdb?query=SELECT secret::INT AS y, x FROM people",
                    "cannot be converted"
                ),
                (
                    "duckdb:p.duckdb?query=SELECT CASE WHEN x = 7 THEN 'NaN'::DOUBLE ELSE y END AS y, x FROM people",
                    "row 7: column 'y'"
                ),
                ("duckdb:p.duckdb?query=SELECT list AS y, x FROM people", "lists"),
                (
                    "duckdb:p.duckdb?query=SELECT y, 'inf'::DOUBLE AS x FROM people",
                    "row 1: column 'x'"
                ),
                ("duckdb:p.duckdb?query=SELECT y FROM people", "column 'x': the column is missing"),
            ]
            let database = folder.appendingPathComponent("p.duckdb")
            let before = try Data(contentsOf: database)
            let read = try Command.shell(
                "topslice regress 'duckdb:p.duckdb?table=people' --formula 'y ~ x' --csv -",
                in: folder
            )
            #expect(read.exitCode == 0, "\(read.errors)")
            #expect(read.output.contains("x,1.5,"), "\(read.output)")
            #expect(try Data(contentsOf: database) == before)
            for (address, words) in cases {
                let outcome = try Command.shell(
                    "topslice regress \"\(address)\" --formula 'y ~ x' --json out.json",
                    in: folder
                )
                #expect(outcome.exitCode == 2, "\(address)")
                #expect(outcome.errors.contains(words), "\(address): \(outcome.errors)")
                #expect(!outcome.errors.contains("Jane"))
            }
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["p.duckdb"]
            )
            #expect(try Data(contentsOf: database) == before)
        }
    }

    /// Which rows were read stands in the provenance, and no password that a query may hold.
    @Test(.enabled(if: DuckDBCommand.isHere, DuckDBCommand.absence))
    func theProvenanceSaysWhichRowsWereReadWithoutCredentials() throws {
        try Command.withFolder { folder in
            let made = try Command.shell(
                """
                duckdb p.duckdb -c "CREATE TABLE people AS SELECT i % 7 * 1.5 AS y, i AS x FROM range(1, 51) AS t(i)"
                topslice regress duckdb:p.duckdb --table people --formula 'y ~ x' --json - || exit 3
                topslice regress duckdb:p.duckdb --query "$QUERY" --formula 'y ~ x' --json - || exit 4
                topslice regress 'duckdb:p.duckdb?table=people' --formula 'y ~ x' --json -
                """,
                in: folder,
                environment: [
                    "QUERY":
                        "SELECT * FROM people WHERE 'password=hunter2' <> 'postgres://me:hunter3@host'"
                ]
            )
            try #require(made.exitCode == 0, "\(made.errors)")
            #expect(made.output.contains("\"table\": \"people\""), "\(made.output)")
            #expect(made.output.contains("SELECT * FROM people WHERE 'password=…'"))
            #expect(made.output.contains("postgres://me:…@host"))
            #expect(!made.output.contains("hunter"))
            #expect(made.output.components(separatedBy: "\"query\"").count == 2)
        }
    }

    @Test func aPatternThatNoFileMeetsIsRefused() throws {
        let run = try Command.run(["regress", "nosuch/*.parquet", "--formula", "y ~ x"])
        #expect(run.exitCode == 2)
        #expect(run.errors.contains("no file's path is of this pattern"), "\(run.errors)")
    }

    @Test func aPatternOverHiveFoldersGivesTheirColumns() throws {
        let fixtures = "Tests/CohortDataTests/Fixtures/parquet/"
        let runs = try ["hive", "hive/*/*.parquet"].map { path in
            try Command.run([
                "regress", fixtures + path, "--formula", "y ~ factor(site)", "--csv", "-",
            ])
        }
        #expect(runs[0].exitCode == 0 && runs[1].exitCode == 0, "\(runs[1].errors)")
        #expect(runs[0].output == runs[1].output)
        #expect(runs[1].output.contains("factor(site)"))
    }
}
