import Foundation
import Testing
import TopsliceTestSupport

/// The same regression, attribution and importance through every source of rows there is, and through cells and moments.
@Suite struct SourceAgreementTests {
    private static let fixtures = "Tests/CohortDataTests/Fixtures/sources/"
    private static let formula = "y ~ a + b + need + factor(band)"

    /// What stands behind a command for each source; `more` goes behind the files.
    private struct Source {
        let name: String
        let files: [String]
        var more: [String] = []
        var bringsModel = false
    }

    private static let commands: [(name: String, model: [String], rest: [String])] = [
        ("regress", ["--formula", formula], ["--vcov", "cluster:area"]),
        ("importance", ["--formula", formula, "--cluster", "area"], []),
        (
            "attribute",
            [
                "--outcome", "y", "--covariates", "need,band", "--linear", "need", "--family",
                "gaussian", "--shrinkage", "none", "--interactions", "none", "--cluster", "area",
            ], ["--agencies", "a,b"]
        ),
    ]

    /// Every number of a result by its place, but those about the run and, of attributions, what only rows can say.
    private func numbers(_ json: String) throws -> [String: Double] {
        var result: [String: Double] = [:]
        func walk(_ value: Any, _ path: String) {
            if let object = value as? [String: Any] {
                for (key, value) in object
                where !["provenance", "sample", "method", "warnings"].contains(key) {
                    walk(value, path + "." + key)
                }
            } else if let list = value as? [Any] {
                for (place, value) in list.enumerated() { walk(value, path + "[\(place)]") }
            } else if let number = value as? Double {
                result[path] = number
            }
        }
        walk(try JSONSerialization.jsonObject(with: Data(json.utf8)), "")
        return result
    }

    private func answers(_ source: Source, in folder: URL) throws -> [[String: Double]] {
        try Self.commands.map { command in
            let outcome = try run(command, source, "--json -", in: folder)
            return try numbers(outcome.output)
        }
    }

    private func run(
        _ command: (name: String, model: [String], rest: [String]),
        _ source: Source,
        _ form: String,
        in folder: URL
    ) throws -> Command.Outcome {
        var words = [command.name] + source.files + source.more + command.rest
        if !source.bringsModel { words += command.model }
        let quoted = words.map { "'\($0.replacing("'", with: "'\\''"))'" }
        let outcome = try Command.shell(
            "topslice \(quoted.joined(separator: " ")) \(form)",
            in: folder
        )
        try #require(outcome.exitCode == 0, "\(source.name): \(outcome.errors)")
        return outcome
    }

    private func compare(
        _ found: [[String: Double]],
        _ expected: [[String: Double]],
        _ source: Source
    ) throws {
        for (place, command) in Self.commands.enumerated() {
            let (own, rows) = (found[place], expected[place])
            // What moments hold is a part of what rows say.
            #expect(source.bringsModel || own.count == rows.count, "\(source.name)")
            #expect(own.count > 20, "\(source.name) \(command.name): \(own.count)")
            for (path, value) in own {
                guard let other = rows[path] else {
                    #expect(path.hasSuffix("standard_error"), "\(source.name) \(path)")
                    continue
                }
                #expect(
                    abs(value - other) <= 1e-10 * max(1, abs(other)),
                    "\(source.name) \(command.name) \(path): \(value) \(other)"
                )
            }
        }
    }

    /// Prepares files in the folder and names the sources there.
    private func sources(in folder: URL) throws -> [Source] {
        for name in ["people.csv", "people.parquet", "people.dta"] {
            try FileManager.default.copyItem(
                at: Command.root.appendingPathComponent(Self.fixtures + name),
                to: folder.appendingPathComponent(name)
            )
        }
        let bytes = Array(try Data(contentsOf: folder.appendingPathComponent("people.csv")))
        try Data(Compressor.gzip(bytes)).write(to: folder.appendingPathComponent("people.csv.gz"))
        try Data(Compressor.zstandard(bytes)).write(
            to: folder.appendingPathComponent("people.csv.zst")
        )
        let made = try Command.shell(
            """
            mkdir parts
            for part in 1 2 3; do
                (head -n 1 people.csv; tail -n +$((400 * part - 398)) people.csv | head -n 400) >parts/$part.csv
            done
            topslice cells people.parquet --columns y,a,b,need,band,area --output cells.csv
            topslice moments build people.dta --formula '\(Self.formula)' --cluster area --output whole.moments
            topslice moments build people.csv --formula '\(Self.formula)' --cluster area --output pieces.moments
            """,
            in: folder
        )
        try #require(made.exitCode == 0, "\(made.errors)")
        var sources = [
            Source(name: "gzip", files: ["people.csv.gz"]),
            Source(name: "Zstandard", files: ["people.csv.zst"]),
            Source(name: "Parquet", files: ["people.parquet"]),
            Source(name: "Stata", files: ["people.dta"]),
            Source(name: "a pattern", files: ["parts/*.csv"]),
            Source(name: "cells", files: ["cells.csv"], more: ["--counts", "people"]),
            Source(name: "moments", files: ["pieces.moments"], bringsModel: true),
            Source(name: "moments of Stata", files: ["whole.moments"], bringsModel: true),
        ]
        if DuckDBCommand.isHere {
            let built = try Command.shell(
                """
                duckdb people.duckdb -c "CREATE TABLE people AS SELECT * FROM read_csv_auto('people.csv')"
                duckdb -c "COPY (SELECT * FROM read_csv_auto('people.csv')) TO 'people.json'"
                """,
                in: folder
            )
            try #require(built.exitCode == 0, "\(built.errors)")
            sources += [
                Source(
                    name: "DuckDB",
                    files: ["duckdb:people.duckdb?query=SELECT * FROM people"]
                ),
                Source(
                    name: "a table",
                    files: ["duckdb:people.duckdb"],
                    more: ["--table", "people"]
                ),
                Source(name: "JSON", files: ["duckdb:people.json"]),
            ]
        }
        if DuckDBCommand.readsSQLite {
            let built = try Command.shell(
                """
                duckdb -c "ATTACH 'people.sqlite' AS made (TYPE sqlite); \
                CREATE TABLE made.people AS SELECT * FROM read_csv_auto('people.csv')"
                """,
                in: folder
            )
            try #require(built.exitCode == 0, "\(built.errors)")
            sources.append(
                Source(
                    name: "SQLite",
                    files: ["duckdb:people.sqlite"],
                    more: ["--table", "people"]
                )
            )
        }
        return sources
    }

    @Test func everySourceGivesTheAnswersOfTheText() throws {
        try Command.withFolder { folder in
            let sources = try sources(in: folder)
            let expected = try answers(Source(name: "CSV", files: ["people.csv"]), in: folder)
            for source in sources {
                try compare(try answers(source, in: folder), expected, source)
            }
        }
    }

    /// What ends a command whose result is to be printed without the time it took, and the digest that this goes into.
    private static func table(of command: String) -> String {
        command == "attribute"
            ? "--json - | grep -v -e '\"seconds\"' -e '\"report_sha256\"'" : "--csv -"
    }

    /// The text is of full digits, so that a sum in another order would show.
    @Test func everySourceGivesTheSameBytesTwice() throws {
        try Command.withFolder { folder in
            for source in try sources(in: folder) + [Source(name: "CSV", files: ["people.csv"])] {
                for command in Self.commands {
                    let runs = try (0..<2).map { _ in
                        try run(command, source, Self.table(of: command.name), in: folder).output
                    }
                    #expect(runs[0].split(separator: "\n").count > 2, "\(source.name)")
                    #expect(runs[0] == runs[1], "\(source.name) \(command.name)")
                }
            }
        }
    }

    @Test(.enabled(if: PostgresServer.isHere, PostgresServer.absence))
    func soDoesPostgreSQL() throws {
        try Command.withFolder { folder in
            _ = try sources(in: folder)
            let runs = Self.commands.map { command in
                let words = command.model + command.rest
                return "topslice \(command.name) postgresql:///postgres --table people "
                    + words.map { "'\($0)'" }.joined(separator: " ")
                    + " --json \(command.name).json >/dev/null || exit 3"
            }
            let twice = Self.commands.map { command in
                let words = (command.model + command.rest).map { "'\($0)'" }
                let run =
                    "{ topslice \(command.name) postgresql:///postgres --table people "
                    + "\(words.joined(separator: " ")) \(Self.table(of: command.name)); }"
                return "\(run) >one && \(run) >two && [ -s one ] && cmp one two || exit 4"
            }
            let outcome = try PostgresServer.run(
                (runs + twice).joined(separator: "\n"),
                tables: """
                    CREATE TABLE people (y float8, a smallint, b integer, need bigint, band text, area varchar(3));
                    \\copy people FROM people.csv CSV HEADER
                    """,
                in: folder
            )
            try #require(outcome.exitCode == 0, "\(outcome.errors)")
            let found = try Self.commands.map { command in
                try numbers(
                    String(
                        contentsOf: folder.appendingPathComponent(command.name + ".json"),
                        encoding: .utf8
                    )
                )
            }
            let text = Source(name: "PostgreSQL", files: ["people.csv"])
            try compare(found, answers(text, in: folder), text)
        }
    }

    /// Cells and moments that Spark makes of the same rows, on two workers.
    @Test(.enabled(if: SparkCluster.isHere, SparkCluster.absence))
    func soDoesSpark() throws {
        try Command.withFolder { folder in
            _ = try sources(in: folder)
            let submit = "--submit --master \(SparkCluster.twoWorkers) --output"
            let made = try SparkCluster.shell(
                """
                set -e
                topslice spark people.parquet --cells y,a,b,need,band,area \(submit) spark.csv
                topslice spark people.parquet --formula '\(Self.formula)' --cluster area \(submit) spark.moments
                topslice spark people.parquet --formula '\(Self.formula)' --cluster area \(submit) again.moments
                cmp spark.moments again.moments
                """,
                in: folder
            )
            try #require(made.exitCode == 0, "\(made.errors)")
            let expected = try answers(Source(name: "CSV", files: ["people.csv"]), in: folder)
            let cells = Source(
                name: "cells of Spark",
                files: ["spark.csv"],
                more: ["--counts", "people"]
            )
            let moments = Source(
                name: "moments of Spark",
                files: ["spark.moments"],
                bringsModel: true
            )
            for source in [cells, moments] {
                try compare(try answers(source, in: folder), expected, source)
            }
        }
    }

    @Test func importanceOfCellsIsThatOfTheirPeopleAndSinglePeopleAreNotDrawn() throws {
        try Command.withFolder { folder in
            _ = try sources(in: folder)
            // No cluster: intervals by the influence of every single person.
            let model = ["--formula", Self.formula, "--json", "-"]
            let runs = try [["people.csv"], ["cells.csv", "--counts", "people"]].map { files in
                let words = (["importance"] + files + model).map { "'\($0)'" }
                let outcome = try Command.shell(
                    "topslice " + words.joined(separator: " "),
                    in: folder
                )
                try #require(outcome.exitCode == 0, "\(outcome.errors)")
                return try numbers(outcome.output)
            }
            #expect(runs[0].count == runs[1].count && runs[0].count > 20)
            #expect(runs[0].keys.contains { $0.contains("conf_low") })
            for (path, value) in runs[0] {
                #expect(
                    abs(value - (runs[1][path] ?? .nan)) <= 1e-10 * max(1, abs(value)),
                    "\(path)"
                )
            }
            let drawn = try Command.shell(
                "topslice importance cells.csv --counts people --formula 'y ~ a + b' --bootstrap 50",
                in: folder
            )
            #expect(drawn.exitCode == 2)
            #expect(drawn.errors.contains("--bootstrap draws single people"), "\(drawn.errors)")
            // Clusters are drawn of cells as of people.
            let clusters = try ["people.csv", "cells.csv --counts people"].map { files in
                let outcome = try Command.shell(
                    "topslice importance \(files) --formula 'y ~ a + b' --cluster area --bootstrap 50 --csv -",
                    in: folder
                )
                #expect(outcome.exitCode == 0, "\(outcome.errors)")
                return outcome.output.split(separator: "\n").map {
                    $0.split(separator: ",").compactMap { Double($0) }
                }
            }
            #expect(clusters[0].count == clusters[1].count && clusters[0].count > 2)
            for (one, other) in zip(clusters[0].joined(), clusters[1].joined()) {
                #expect(abs(one - other) <= 1e-10)
            }
        }
    }
}
