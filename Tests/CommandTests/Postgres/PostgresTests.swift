import Foundation
import Testing

/// PostgreSQL as a source of rows, held against CSV files that the server itself wrote of the same rows.
@Suite(.enabled(if: PostgresServer.isHere, PostgresServer.absence), .serialized)
struct PostgresTests {
    /// Sixty thousand people in more pages than one thread reads at a time, of every type that has a number, a text or a day.
    private static let people = """
        CREATE TYPE band AS ENUM ('18-24', '25-39', '40+');
        CREATE DOMAIN score AS numeric(14, 6);
        CREATE SCHEMA health;
        CREATE TABLE health."People of 2024" AS
        SELECT i AS id, sin(i) * 3 + (i % 5) + (i % 2) AS y, cos(i * 0.7)::float4 AS x,
            (i % 2)::int2 AS a, i % 3 = 0 AS b, 'E0' || i % 7 AS area, (i * 1.000001 / 7)::score AS n,
            (ARRAY['18-24', '25-39', '40+'])[1 + i % 3]::band AS age, DATE '2020-01-01' + i % 900 AS d,
            TIMESTAMP '2020-01-01 00:00:01' + i * INTERVAL '1 hour' AS t, (i % 11)::int8 AS k,
            CASE WHEN i % 97 > 0 THEN i % 13 END AS gaps, repeat('x', 600) AS padding,
            md5(i::text)::uuid AS u, interval '1 day' AS span
        FROM generate_series(1, 60000) AS i;
        """

    private func coefficients(_ path: String, in folder: URL) throws -> [String: [Double]] {
        let data = try Data(contentsOf: folder.appendingPathComponent(path))
        let parsed = try JSONSerialization.jsonObject(with: data) as? [String: Any]
        let rows = try #require(parsed?["coefficients"] as? [[String: Any]])
        var result: [String: [Double]] = [:]
        for row in rows {
            result[try #require(row["term"] as? String)] = ["estimate", "std_error"].compactMap {
                row[$0] as? Double
            }
        }
        return result
    }

    @Test func theAnswersAreThoseOfText() throws {
        try Command.withFolder { folder in
            let outcome = try PostgresServer.run(
                """
                table='health."People of 2024"'
                psql -q -c "\\\\copy (select y,x,a,b::int as b,area,n,age,d,t,k,gaps,u from $table) to people.csv csv header"
                formula='y ~ x + a + b + area + n + factor(age) + factor(k) + gaps'
                for threads in 1 2 3; do
                    topslice regress postgresql:///postgres --table "$table" --formula "$formula" --vcov cluster:area \\
                        --threads $threads --json table$threads.json || exit 3
                done
                topslice regress postgresql:///postgres --table "$table" --formula "$formula" --vcov cluster:area --json again.json
                topslice regress postgresql:///postgres --query "SELECT * FROM $table -- all of them" --formula "$formula" \\
                    --vcov cluster:area --json query.json || exit 3
                topslice regress people.csv --formula "$formula" --vcov cluster:area --json text.json || exit 3
                topslice cells postgresql:///postgres --table "$table" --columns d,t,b,age,u --output cells-db.csv
                topslice cells people.csv --columns d,t,b,age,u --output cells.csv
                topslice attribute postgresql:///postgres --table "$table" --outcome y --agencies a,b --covariates x,age \\
                    --cluster area --json attributed-db.json >/dev/null || exit 3
                topslice attribute people.csv --outcome y --agencies a,b --covariates x,age --cluster area \\
                    --json attributed.json >/dev/null || exit 3
                """,
                tables: Self.people,
                in: folder
            )
            try #require(outcome.exitCode == 0, "\(outcome.errors)")
            let expected = try coefficients("text.json", in: folder)
            #expect(expected.count > 20)
            for name in ["table1", "table2", "table3", "query"] {
                let found = try coefficients(name + ".json", in: folder)
                #expect(found.count == expected.count)
                for (term, numbers) in expected {
                    for (one, other) in zip(numbers, try #require(found[term])) {
                        #expect(
                            abs(one - other) <= 1e-10 * max(1, abs(other)),
                            "\(name) \(term): \(one) \(other)"
                        )
                    }
                }
            }
            func text(_ name: String) throws -> String {
                try String(
                    contentsOf: folder.appendingPathComponent(name),
                    encoding: .utf8
                )
            }
            // The same source twice: the same bytes but for the clock, whatever connection sent what.
            func lines(_ name: String) throws -> [Substring] {
                try text(name).split(separator: "\n").filter { !$0.contains("seconds") }
            }
            #expect(try lines("table2.json") == lines("again.json"))
            let digests = try ["table1", "table3"].map { name in
                try #require(try lines(name + ".json").first { $0.contains("sha256") })
            }
            #expect(digests[0] == digests[1])
            #expect(try text("cells-db.csv") == text("cells.csv"))
            #expect(try text("cells.csv").split(separator: "\n").count > 60_000)
            func shares(_ name: String) throws -> [Double] {
                let parsed = try JSONSerialization.jsonObject(with: Data(text(name).utf8))
                let rows = (parsed as? [String: Any])?["attribution"] as? [[String: Any]]
                return try #require(rows).flatMap { row in
                    ["shapley", "standard_error"].compactMap { row[$0] as? Double }
                }
            }
            let (one, other) = try (shares("attributed-db.json"), shares("attributed.json"))
            #expect(one.count == 4)
            for (one, other) in zip(one, other) { #expect(abs(one - other) <= 1e-10) }
        }
    }

    @Test func whatCannotBeReadIsRefusedInWordsAndChangesNothing() throws {
        let cases: [(String, String)] = [
            ("--table nothing", "there is no such table"),
            ("--table 'a b'", "the database refuses"),
            ("--table people --formula 'y ~ nothing'", "column 'nothing': the column is missing"),
            ("--formula 'y ~ x'", "give --table NAME or --query"),
            ("--table people --query 'SELECT 1'", "give either --table or --query, not both"),
            ("--query 'DELETE FROM people RETURNING *'", "no query that only reads"),
            ("--query 'DELETE FROM people'", "no query that only reads"),
            ("--query 'DROP TABLE people'", "no query that only reads"),
            (
                "--query 'WITH gone AS (DELETE FROM people RETURNING *) SELECT * FROM gone'",
                "no query that only reads"
            ),
            ("--query 'SELECT y, x FROM people; DELETE FROM people'", "the database refuses"),
            ("--query \"SELECT 1) AS r) TO PROGRAM 'touch hacked'; --\"", "the database refuses"),
            ("--query 'SELECT nextval($$s$$) AS y, 1 AS x'", "would change data"),
            ("--query 'SELECT y / 0 AS y, x FROM people'", "data exception, SQLSTATE 22012"),
            (
                "--query 'SELECT secret::int AS y, x FROM people'", "data exception, SQLSTATE 22P02"
            ),
            (
                "--query \"SELECT CASE WHEN x = 7 THEN 'NaN' ELSE y END AS y, x FROM people\"",
                "row 7: column 'y'"
            ),
            (
                "--query \"SELECT CASE WHEN x = 8 THEN numeric 'Infinity' ELSE 1 END AS y, x FROM people\"",
                "row 8: column 'y'"
            ),
            ("--query 'SELECT span AS y, x FROM people'", "is of the type interval"),
            ("--query 'SELECT y, x FROM people WHERE x < 0'", "no records"),
            ("--query \"SELECT date 'infinity' AS y, x FROM people\"", "'infinity'"),
        ]
        try Command.withFolder { folder in
            let script = cases.enumerated().map { number, one in
                let formula = one.0.contains("--formula") ? "" : "--formula 'y ~ x'"
                return """
                    topslice regress postgresql:///postgres \(one.0) \(formula) --json out.json 2>err\(number)
                    echo "rc=$?"
                    """
            }.joined(separator: "\n")
            let outcome = try PostgresServer.run(
                script + """

                    psql -At -c 'SELECT count(*) FROM people' -c 'SELECT is_called FROM s'
                    PGPASSWORD=wrongsecret topslice regress postgresql://nobody@localhost/postgres --table people --formula 'y ~ x' 2>err-user
                    topslice regress postgresql://nobody:hiddensecret@localhost/postgres --table people --formula 'y ~ x' 2>err-password
                    topslice regress 'postgresql:///postgres?password=hiddensecret' --table people --formula 'y ~ x' 2>>err-password
                    PGPORT=1 topslice regress postgresql:///postgres --table people --formula 'y ~ x' 2>err-port
                    topslice check postgresql:///postgres --table people --study s.yaml 2>err-check; echo "rc=$?"
                    ls
                    """,
                tables: """
                    CREATE TABLE people AS SELECT i * 1.5 AS y, i AS x, 'Jane Miller' AS secret,
                        interval '1 day' AS span FROM generate_series(1, 50) AS i;
                    CREATE SEQUENCE s;
                    """,
                in: folder
            )
            let said = outcome.output.split(separator: "\n")
            #expect(said.filter { $0 == "rc=2" }.count == cases.count + 1, "\(outcome.output)")
            #expect(said.contains("50") && said.contains("f"))
            #expect(!outcome.output.contains("hacked") && !outcome.output.contains("out.json"))
            func errors(_ name: String) throws -> String {
                try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
            }
            for (number, one) in cases.enumerated() {
                let found = try errors("err\(number)")
                #expect(found.contains(one.1), "\(one.0): \(found)")
                #expect(!found.contains("Jane") && !found.contains("Miller"))
            }
            for name in ["err-user", "err-password", "err-port"] {
                let found = try errors(name)
                #expect(found.hasPrefix("error: postgresql://"), "\(found)")
                #expect(!found.contains("secret"), "\(found)")
            }
            #expect(try errors("err-password").contains("put it into ~/.pgpass"))
        }
    }

    /// The server is stopped in the middle of a read that cannot have ended.
    @Test func aLostConnectionIsSaidAndNothingIsWritten() throws {
        try Command.withFolder { folder in
            let outcome = try PostgresServer.run(
                """
                topslice regress postgresql:///postgres --formula 'y ~ x' --json out.json \\
                    --query 'SELECT i AS y, i % 7 AS x, pg_sleep(0.001) FROM generate_series(1, 60000) AS i' 2>err &
                reader=$!
                sleep 1
                psql -q -At -c "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'topslice'" >/dev/null
                wait $reader; echo "rc=$?"; ls
                """,
                tables: "SELECT 1;",
                in: folder
            )
            #expect(outcome.output.contains("rc=2"), "\(outcome.output)")
            #expect(!outcome.output.contains("out.json"))
            let errors = try String(
                contentsOf: folder.appendingPathComponent("err"),
                encoding: .utf8
            )
            #expect(errors.contains("connection to the database was lost"), "\(errors)")
        }
    }
}
