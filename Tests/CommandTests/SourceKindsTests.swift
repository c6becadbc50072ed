import Foundation
import Testing
import TopsliceTestSupport

/// Every family with every kind of error and weight, over missing values, days, truth values and levels out of order, through every source.
@Suite struct SourceKindsTests {
    private static let fixtures = "Tests/CohortDataTests/Fixtures/sources/"
    private static let covariates = "need + factor(place) + factor(quarter)"
    /// By response, which is of that family.
    private static let families = [
        "gaussian": "y", "binomial": "late", "poisson": "visits", "gamma": "cost",
    ]
    /// `need` is also missing where it is 99, which the text writes as `99.0`.
    private static let study = """
        outcome: late
        agencies: [a, b]
        covariates: [need, place, quarter]
        cluster: area
        family: binomial
        columns:
          late: {type: binary}
          a: {type: binary}
          b: {type: binary}
          need: {type: number, missing_codes: ["99"], missing: allowed}
          place: {type: category, missing: allowed}
          quarter: {type: category}

        """

    private struct Source {
        let name: String
        /// The words that stand for the rows, and for the rows with `times` people each.
        let rows: String
        let counted: String

        init(_ name: String, _ rows: String, counted: String? = nil) {
            (self.name, self.rows) = (name, rows)
            self.counted = counted ?? rows + " --counts times"
        }
    }

    /// Results of every kind of command, without the files.
    static func commands(family: String) -> [String] {
        let response = families[family] ?? ""
        let model = "--family \(family) --missing 99 --json -"
        let formula = "'\(response) ~ a*b + \(covariates)'"
        let errors = ["iid", "hc1", "hc3", "cluster:area"]
        var result = errors.flatMap { kind in
            ["", " --weights w"].map {
                "regress FILES --formula \(formula) --vcov \(kind)\($0) \(model)"
            }
        }
        result += ["", " --weights w --cluster area"].map {
            "attribute FILES --agencies a,b --outcome \(response) --covariates need,place,quarter\($0) \(model)"
        }
        if family == "gaussian" {
            result += ["", " --weights w --cluster area"].map {
                "importance FILES --formula \(formula)\($0) --missing 99 --json -"
            }
        }
        if family == "binomial" {
            result += ["attribute FILES --study study.yaml --json -"]
        }
        return result
    }

    private static let prepared = """
        gzip -c kinds.csv >kinds.csv.gz
        all=y,late,visits,cost,a,b,need,place,quarter,area,w
        topslice cells kinds.parquet --columns $all,times --output cells.csv
        topslice cells kinds.dta --columns $all --counts times --output counted.csv
        """

    private func withSources(_ body: (URL, [Source]) throws -> Void) throws {
        try Command.withFolder { folder in
            for name in ["kinds.csv", "kinds.parquet", "kinds.dta"] {
                try FileManager.default.copyItem(
                    at: Command.root.appendingPathComponent(Self.fixtures + name),
                    to: folder.appendingPathComponent(name)
                )
            }
            try Self.study.write(
                to: folder.appendingPathComponent("study.yaml"),
                atomically: true,
                encoding: .utf8
            )
            let made = try Command.shell("set -e\n" + Self.prepared, in: folder)
            try #require(made.exitCode == 0, "\(made.errors)")
            var sources = [
                Source("gzip", "kinds.csv.gz"), Source("Parquet", "kinds.parquet"),
                Source("Stata", "kinds.dta"),
                Source("cells", "cells.csv --counts people", counted: "counted.csv --counts times"),
            ]
            if DuckDBCommand.isHere {
                let built = try Command.shell(
                    "duckdb kinds.duckdb -c \"CREATE TABLE kinds AS SELECT * FROM 'kinds.parquet'\"",
                    in: folder
                )
                try #require(built.exitCode == 0, "\(built.errors)")
                sources.append(Source("DuckDB", "duckdb:kinds.duckdb --table kinds"))
            }
            try body(folder, sources)
        }
    }

    /// Every number of every result, one result a line.
    private func results(_ output: String) throws -> [[String: Double]] {
        try output.components(separatedBy: "==\n").dropLast().map { json in
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
    }

    /// The commands over some files, each followed by a line `==`.
    private static func script(_ family: String, _ source: Source) -> String {
        [source.rows, source.counted].flatMap { files in
            commands(family: family).map {
                "topslice " + $0.replacing("FILES", with: files) + " || exit 3; echo; echo =="
            }
        }.joined(separator: "\n")
    }

    private func compare(
        _ found: [[String: Double]],
        _ expected: [[String: Double]],
        _ name: String
    ) {
        #expect(found.count == expected.count)
        for (place, (own, rows)) in zip(found, expected).enumerated() {
            #expect(own.keys == rows.keys, "\(name) \(place)")
            #expect(own.count > 20)
            for (path, value) in own {
                let other = rows[path] ?? .nan
                #expect(
                    abs(value - other) <= 1e-10 * max(1, abs(other)),
                    "\(name) \(place) \(path): \(value) \(other)"
                )
            }
        }
    }

    @Test(arguments: ["gaussian", "binomial", "poisson", "gamma"])
    func everySourceGivesTheAnswersOfTheText(family: String) throws {
        try withSources { folder, sources in
            func answers(_ source: Source) throws -> [[String: Double]] {
                let run = try Command.shell(Self.script(family, source), in: folder)
                try #require(run.exitCode == 0, "\(source.name): \(run.errors)")
                return try results(run.output)
            }
            let expected = try answers(Source("CSV", "kinds.csv"))
            for source in sources { compare(try answers(source), expected, source.name) }
        }
    }

    /// A server sorts by the rules of a language; levels stand in the order of their bytes all the same.
    @Test(.enabled(if: PostgresServer.isHere, PostgresServer.absence))
    func soDoesPostgreSQL() throws {
        try withSources { folder, _ in
            let ways = [
                (
                    "gaussian",
                    Source(
                        "query",
                        "postgresql:///postgres --query 'SELECT * FROM kinds ORDER BY place'"
                    )
                ), ("binomial", Source("table", "postgresql:///postgres --table kinds")),
            ]
            let script = ways.map { "{ \(Self.script($0, $1))\n} >\($0)" }
            let outcome = try PostgresServer.run(
                script.joined(separator: "\n"),
                tables: """
                    CREATE TYPE place AS ENUM ('west', 'Öst', 'Zürich', 'apple', 'B', 'éclair');
                    CREATE TABLE kinds (y numeric(8, 2), late boolean, visits integer, cost real, a boolean, b boolean,
                        need float8, place place, quarter date, area smallint, w numeric, times bigint);
                    CREATE TEMP TABLE told (y text, late text, visits text, cost text, a text, b text, need text,
                        place text, quarter text, area text, w text, times text);
                    \\copy told FROM kinds.csv CSV HEADER
                    INSERT INTO kinds SELECT y::numeric, late::boolean, visits::int, cost::real, a::boolean, b::boolean,
                        need::float8, place::place, quarter::date, area::smallint, w::numeric, times::bigint FROM told;
                    """,
                in: folder
            )
            try #require(outcome.exitCode == 0, "\(outcome.errors)")
            for (family, source) in ways {
                let rows = try Command.shell(
                    Self.script(family, Source("CSV", "kinds.csv")),
                    in: folder
                )
                let found = try String(
                    contentsOf: folder.appendingPathComponent(family),
                    encoding: .utf8
                )
                compare(try results(found), try results(rows.output), source.name)
            }
        }
    }
}
