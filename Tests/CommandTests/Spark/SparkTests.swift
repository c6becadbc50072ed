import Foundation
import Testing

/// Cells, moments and fits that a real Spark makes, on two workers that may die.
@Suite(.serialized, .enabled(if: SparkCluster.isHere, SparkCluster.absence))
struct SparkTests {
    private static let people = "Tests/CohortDataTests/Fixtures/sources/people.parquet"

    /// A folder with a Parquet folder `people` of three files.
    private func withPeople(_ body: (URL) throws -> Void) throws {
        try Command.withFolder { folder in
            let parts = folder.appendingPathComponent("people")
            try FileManager.default.createDirectory(at: parts, withIntermediateDirectories: true)
            for part in 1...3 {
                try FileManager.default.copyItem(
                    at: Command.root.appendingPathComponent(Self.people),
                    to: parts.appendingPathComponent("part-\(part).parquet")
                )
            }
            try body(folder)
        }
    }

    private func numbers(_ csv: String) -> [String: [Double]] {
        var result: [String: [Double]] = [:]
        for line in csv.split(separator: "\n").dropFirst() {
            let cells = line.split(separator: ",", omittingEmptySubsequences: false)
            result[String(cells[0])] = cells.dropFirst().compactMap { Double($0) }
        }
        return result
    }

    /// What fails and dies on its way changes no byte of what comes out.
    @Test func partitionsThatFailAndWorkersThatDieChangeNoByte() throws {
        try withPeople { folder in
            let outcome = try SparkCluster.shell(
                """
                set -e
                topslice spark people --formula 'y ~ a*b + need + factor(band)' --cluster area --print --output plain.py
                python3 - <<'PYTHON'
                text = open("plain.py").read()
                head = "        tally, sums = Tally(), Sums(job)\\n"
                assert text.count(head) == 1
                fault = '''        from pyspark import TaskContext
                        context = TaskContext.get()
                        if context.attemptNumber() == 0 and context.partitionId() < 2:
                            here = "\(folder.path)/" + ("failed", "died")[context.partitionId()]
                            if not os.path.exists(here):
                                open(here, "w").close()
                                if context.partitionId() == 0:
                                    raise RuntimeError("a partition fails")
                                daemon = open(f"/proc/{os.getppid()}/stat").read().rsplit(")", 1)[1].split()
                                os.kill(int(daemon[1]), 9)
                '''
                open("faulty.py", "w").write(text.replace(head, fault + head))
                PYTHON
                submit() { "$SPARK_HOME/bin/spark-submit" --master \(SparkCluster.twoWorkers) $1.py $1.moments 2>$1.log; }
                submit plain
                submit faulty
                cmp plain.moments faulty.moments
                test -e failed -a -e died
                grep -q 'a partition fails' faulty.log
                grep -qi 'executor.*lost\\|lost executor' faulty.log
                topslice moments build people --formula 'y ~ a*b + need + factor(band)' --cluster area --output rows.moments
                for from in plain rows; do topslice regress $from.moments --vcov cluster:area --csv $from.csv >/dev/null; done
                cat plain.csv; echo ==; cat rows.csv
                """,
                in: folder
            )
            try #require(outcome.exitCode == 0, "\(outcome.errors)")
            let parts = outcome.output.split(separator: "==\n").map { numbers(String($0)) }
            try #require(parts.count == 2 && parts[0].count == 7, "\(outcome.output)")
            for (term, own) in parts[0] {
                let rows = try #require(parts[1][term])
                for (one, other) in zip(own, rows) {
                    #expect(abs(one - other) <= 1e-10 * max(1, abs(other)), "\(term)")
                }
            }
        }
    }

    @Test func cellsAreThoseOfTheRowsByteForByte() throws {
        try withPeople { folder in
            let outcome = try SparkCluster.shell(
                """
                set -e
                columns=y,a,b,need,band,area
                topslice spark people --cells $columns --submit --master \(SparkCluster.local) --output spark.csv
                topslice cells people --columns $columns --output rows.csv
                cmp spark.csv rows.csv
                topslice spark --query 'SELECT a, band, need > 0 AS needs FROM parquet.`people`' --cells a,band,needs \
                    --least-people 400 --submit --master \(SparkCluster.local) --output few.csv
                cat few.csv
                """,
                in: folder
            )
            try #require(outcome.exitCode == 0, "\(outcome.errors)")
            #expect(outcome.output.hasPrefix("a,band,needs,people\n"), "\(outcome.output)")
            #expect(outcome.errors.contains("cells with"), "\(outcome.errors)")
        }
    }

    /// Families other than least squares, one pass an iteration, against the fit of the rows.
    @Test(arguments: [
        ("binomial", "a ~ b + need + band + y"), ("poisson", "b ~ a + need + factor(band) - 1"),
        ("fractional", "a ~ b + y"), ("gamma", "I(exp(y)) ~ a + need"),
    ])
    func fitsAreThoseOfTheRows(family: String, formula: String) throws {
        try withPeople { folder in
            let model = "--formula '\(formula)' --family \(family)"
            let outcome = try SparkCluster.shell(
                """
                set -e
                topslice spark people \(model) --cluster area --submit --master \(SparkCluster.local) --output fit.moments
                for errors in cluster:area iid; do
                    topslice regress fit.moments --vcov $errors --csv - --disclosure-threshold 0 ; echo ==
                    topslice regress people \(model) --vcov $errors --csv - ; echo ==
                done
                if topslice attribute fit.moments --agencies b 2>said; then exit 7; fi
                cat said
                """,
                in: folder
            )
            try #require(outcome.exitCode == 0, "\(outcome.errors)")
            let parts = outcome.output.components(separatedBy: "==\n")
            #expect(parts[4].contains("topslice spark --cells"), "\(parts[4])")
            for pair in [0, 2] {
                let (own, rows) = (numbers(parts[pair]), numbers(parts[pair + 1]))
                #expect(own.count >= 3 && own.keys == rows.keys)
                for (term, values) in own {
                    for (one, other) in zip(values, rows[term] ?? []) {
                        #expect(abs(one - other) <= 1e-8 * max(1, abs(other)), "\(term)")
                    }
                }
            }
        }
    }

    /// Weighted sums carry people beside them, so that they are sealed as those that were built from the rows.
    @Test(arguments: ["", "--counts times"])
    func weightedMomentsAreSealedAsThoseOfTheRows(counts: String) throws {
        try Command.withFolder { folder in
            try FileManager.default.copyItem(
                at: Command.root.appendingPathComponent(
                    "Tests/CohortDataTests/Fixtures/sources/kinds.parquet"
                ),
                to: folder.appendingPathComponent("kinds.parquet")
            )
            let outcome = try SparkCluster.shell(
                """
                set -e
                model="--cluster area --exposures a,b --weights w --missing 99 \(counts)"
                formula='y ~ a*b + need + factor(place) + factor(quarter)'
                topslice spark kinds.parquet --formula "$formula" $model --submit --master \(SparkCluster.local) --output spark
                topslice moments build kinds.parquet --formula "$formula" $model --output rows
                for from in spark rows; do
                    topslice moments seal $from --output $from.sealed >$from.said
                    grep -c ^pattern-people, $from
                    grep ^pattern, $from.sealed | cut -d, -f1-4
                    topslice regress $from.sealed --vcov iid --csv - ; echo ==
                done
                cmp spark.said rows.said
                """,
                in: folder
            )
            try #require(outcome.exitCode == 0, "\(outcome.errors)")
            let parts = outcome.output.components(separatedBy: "==\n")
            func patterns(_ text: String) -> [Substring] {
                text.split(separator: "\n").filter { $0 == "4" || $0.hasPrefix("pattern,") }
            }
            #expect(patterns(parts[0]) == patterns(parts[1]) && patterns(parts[0]).count == 5)
            let (own, rows) = (numbers(parts[0]), numbers(parts[1]))
            #expect(own.count > 12 && own.keys == rows.keys)
            for (term, values) in own {
                for (one, other) in zip(values, rows[term] ?? []) {
                    #expect(abs(one - other) <= 1e-10 * max(1, abs(other)), "\(term)")
                }
            }
        }
    }

    /// What is wrong is said in words without values, and nothing is written.
    @Test func whatCannotBeMadeIsRefusedAndNothingIsWritten() throws {
        try withPeople { folder in
            let cases: [(arguments: String, words: String)] = [
                ("people --formula 'y ~ nothing'", "column 'nothing': the column is missing"),
                ("people --formula 'y ~ I(band^2)'", "no finite numbers"),
                ("people --formula 'y ~ a' --exposures need", "neither 0 nor 1"),
                ("people --formula 'y ~ log(need)'", "not a finite number"),
                ("people --cells y,need,nothing", "column 'nothing': the column is missing"),
                ("people --formula 'y ~ a' --family binomial", "must lie between 0 and 1"),
                ("--table nowhere --cells a", "nowhere"),
                ("--query 'DROP TABLE people' --cells a", "query:"),
                ("--query 'SELECT 1 AS a) AS x; DELETE FROM (people' --cells a", "query:"),
                ("nowhere --cells a", "nowhere"),
            ]
            for (arguments, words) in cases {
                let outcome = try SparkCluster.shell(
                    "topslice spark \(arguments) --submit --master \(SparkCluster.local) --output out",
                    in: folder
                )
                #expect(outcome.exitCode == 2, "\(arguments)")
                #expect(outcome.errors.contains(words), "\(arguments): \(outcome.errors)")
            }
            let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            #expect(Set(left).isSubset(of: ["people", "spark-warehouse"]), "\(left)")
        }
    }
}
