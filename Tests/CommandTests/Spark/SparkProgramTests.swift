import Foundation
import Testing

/// What `topslice spark` says without a Spark.
@Suite struct SparkProgramTests {
    @Test func withoutSparkItIsSaidHowToGetItAndNothingIsWritten() throws {
        try Command.withFolder { folder in
            let outcome = try Command.shell(
                "PATH=${PATH%%:*} topslice spark people --cells a --submit --output cells.csv",
                in: folder,
                environment: ["SPARK_HOME": ""]
            )
            #expect(outcome.exitCode == 2)
            #expect(outcome.errors.contains("pip install pyspark"), "\(outcome.errors)")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
        }
    }

    /// The program is one that Python reads, whatever stands in the names it is made from.
    @Test func thePrintedProgramHoldsThePlanWhateverItsNames() throws {
        try Command.withFolder { folder in
            let name = #"it's "a" \ \"\"\" </script> ünï"#
            let outcome = try Command.shell(
                """
                topslice spark --query "$QUERY" --formula "y ~ x + \\`$NAME\\`" --print --output p.py || exit 3
                python3 - <<'PYTHON'
                import ast, json, os
                tree = ast.parse(open("p.py", encoding="utf-8").read())
                plan = next(node.value.args[0].value for node in tree.body
                            if isinstance(node, ast.Assign) and node.targets[0].id == "PLAN")
                plan = json.loads(plan)
                assert plan["variables"][1]["tree"] == ["column", os.environ["NAME"]], plan
                assert plan["source"]["text"] == os.environ["QUERY"]
                print(plan["source"]["shown"])
                PYTHON
                """,
                in: folder,
                environment: ["NAME": name, "QUERY": "SELECT '\"\"\"' AS y, 'secret' AS x"]
            )
            #expect(outcome.exitCode == 0, "\(outcome.errors)")
            #expect(outcome.output == "query\n")
        }
    }

    @Test(arguments: [
        (["people"], "--print"), (["people", "--print"], "--cells COLUMNS or --formula"),
        (["--print", "--cells", "a"], "--table or --query"),
        (["people", "--submit", "--cells", "a"], "--output is missing"),
        (["people", "--print", "--cells", "a,a"], "'a' is named twice"),
        (["people", "--print", "--cells", "a", "--cluster", "b"], "goes with --formula"),
        (["people", "--print", "--formula", "y ~ x | z"], "write factor(…)"),
        (["people", "--print", "--submit", "--cells", "a"], "not both"),
        (
            ["people", "--print", "--formula", "y ~ x", "--family", "poisson", "--exposures", "x"],
            "topslice spark --cells"
        ),
    ])
    func whatDoesNotGoTogetherIsRefused(arguments: [String], words: String) throws {
        let outcome = try Command.run(["spark"] + arguments)
        #expect(outcome.exitCode != 0)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.contains(words), "\(outcome.errors)")
    }
}
