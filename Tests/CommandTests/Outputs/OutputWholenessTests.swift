import Foundation
import Testing

/// Whatever happens to a run, what it writes is there whole or not at all, and the exit code says which.
@Suite struct OutputWholenessTests {
    private static let names = [
        "awards.csv", "claims.json", "claims.xlsx", "journal.csv", "report.html",
    ]

    /// The files of a folder that do not hold the time of the run.
    private func tables(_ folder: URL) throws -> [String: Data] {
        var files: [String: Data] = [:]
        for name in ["awards.csv", "journal.csv", "report.html"] {
            files[name] = try Data(contentsOf: folder.appendingPathComponent(name))
        }
        return files
    }

    private func list(_ folder: URL) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    }

    @Test func killedAtAnyMomentTheFolderIsOldOrNewAndTheNextRunMendsTheRest() throws {
        try Command.withFolder { folder in
            try EveryCommand.fill(folder)
            let output = folder.appendingPathComponent("o")
            func arguments(_ estate: String) -> [String] {
                let file = folder.appendingPathComponent("claims.csv").path
                return ["claims", file, "--estate", estate, "--output", output.path, "--force"]
            }
            let begun = ContinuousClock.now
            #expect(try Command.run(arguments("20")).exitCode == 0)
            let length = ContinuousClock.now - begun
            let old = try tables(output)
            #expect(try Command.run(arguments("25")).exitCode == 0)
            let new = try tables(output)
            #expect(old != new)
            try Data("mine".utf8).write(to: output.appendingPathComponent("notes.txt"))
            var killed = 0
            for moment in 0..<60 {
                #expect(try Command.run(arguments("20")).exitCode == 0)
                #expect(try list(folder).filter { $0.hasPrefix(".") } == [], "moment \(moment)")
                let run = try Command.start(arguments("25"))
                usleep(UInt32((length * moment / 50) / .microseconds(1)))
                kill(run.process.processIdentifier, SIGKILL)
                run.process.waitUntilExit()
                if run.process.terminationReason == .uncaughtSignal { killed += 1 }
                #expect(try list(output) == (Self.names + ["notes.txt"]).sorted())
                let found = try tables(output)
                #expect(found == old || found == new, "moment \(moment)")
            }
            #expect(killed > 10)
        }
    }

    @Test func ofTwoRunsAtOnceOneWritesAndTheOtherSaysSo() throws {
        try Command.withFolder { folder in
            try EveryCommand.fill(folder)
            var refused = 0
            for _ in 0..<20 {
                let run = try Command.shell(
                    """
                    for estate in 20 21 22 23; do
                        (topslice claims claims.csv --estate $estate --output o --force >/dev/null; echo $?) &
                    done; wait
                    """,
                    in: folder
                )
                let codes = run.output.split(separator: "\n")
                #expect(codes.count == 4)
                let failures = codes.filter { $0 == "2" }.count
                #expect(codes.allSatisfy { $0 == "0" || $0 == "2" } && failures < 4)
                let said = run.errors.split(separator: "\n")
                #expect(said.count == failures)
                #expect(said.allSatisfy { $0.contains("another run is writing to 'o'") })
                refused += failures
                #expect(try list(folder.appendingPathComponent("o")) == Self.names)
                #expect(try list(folder).filter { $0.hasPrefix(".") } == [])
            }
            #expect(refused > 0)
        }
    }

    @Test(arguments: EveryCommand.all)
    func aFullDiskOnStandardOutputIsAnError(_ run: EveryCommand) throws {
        try Command.withFolder { folder in
            try EveryCommand.fill(folder)
            let words = run.arguments.map { "'\($0)'" }.joined(separator: " ")
            var more = run.writesFolder ? ["--output o"] : ["--json o", "--json -"]
            if run.results == ["--output"] { more = ["--output -"] }
            for option in more {
                let outcome = try Command.shell(
                    "topslice \(words) \(option) >/dev/full",
                    in: folder
                )
                #expect(outcome.exitCode == 2)
                #expect(
                    outcome.errors.contains("cannot write to standard output: the disk is full"),
                    "\(outcome.errors)"
                )
                #expect(try list(folder).filter { $0.hasPrefix(".") || $0 == "o" } == [])
            }
            // Closed from the start, and a pipe whose reader has gone.
            for begin in ["exec >&-", "exec > >(true); sleep 0.2"] {
                let script = "\(begin); topslice \(words) \(more.last ?? "")"
                let outcome = try Command.shell(script, in: folder)
                #expect(outcome.exitCode == 2, "\(script)")
                #expect(outcome.errors.contains("cannot write to standard output"))
                #expect(try list(folder).filter { $0.hasPrefix(".") || $0 == "o" } == [])
            }
        }
    }

    @Test(arguments: [
        "check agreement.yaml", "check cohort.csv --study study.yaml", "--help", "--version",
        "claims --help", "simulate --people 10 --output s",
    ])
    func whatOnlyPrintsFailsOnAFullDiskToo(_ words: String) throws {
        try Command.withFolder { folder in
            try EveryCommand.fill(folder)
            try Data(
                "columns:\n  id: {type: id}\n  level: {type: category}\n".utf8
            ).write(to: folder.appendingPathComponent("study.yaml"))
            #expect(try Command.shell("topslice \(words)", in: folder).exitCode == 0)
            try? FileManager.default.removeItem(at: folder.appendingPathComponent("s"))
            let outcome = try Command.shell("topslice \(words) > /dev/full", in: folder)
            #expect(outcome.exitCode == 2)
            #expect(outcome.errors.contains("standard output"))
        }
    }

    @Test func aLimitOfFileSizesIsAnErrorAndLeavesNothing() throws {
        try Command.withFolder { folder in
            try EveryCommand.fill(folder)
            let temporary = folder.appendingPathComponent("tmp")
            try FileManager.default.createDirectory(
                at: temporary,
                withIntermediateDirectories: true
            )
            for (limit, words) in [
                (1, "claims claims.csv --estate 20"), (4, "claims claims.csv --estate 20"),
                (12, "settle agreement.yaml --actuals actuals.csv"),
            ] {
                let outcome = try Command.shell(
                    "ulimit -f \(limit); topslice \(words) --output o > /dev/null",
                    in: folder,
                    environment: ["TMPDIR": temporary.path]
                )
                #expect(outcome.exitCode == 2, "\(words): \(outcome.errors)")
                // One message of our own, none of a library's.
                #expect(outcome.errors.split(separator: "\n").count == 1, "\(outcome.errors)")
                #expect(outcome.errors.hasPrefix("error: "))
                #expect(try list(temporary) == [])
                #expect(try list(folder).filter { $0.hasPrefix(".") || $0 == "o" } == [])
            }
        }
    }

    @Test(arguments: EveryCommand.all)
    func whatWasReadIsNeverWritten(_ run: EveryCommand) throws {
        try Command.withFolder { folder in
            try EveryCommand.fill(folder)
            for input in run.inputs {
                let file = folder.appendingPathComponent(input)
                let before = try Data(contentsOf: file)
                let script = """
                    rm -f soft hard; ln -s \(input) soft; ln \(input) hard
                    for target in \(input) ./\(input) "$PWD/\(input)" soft hard; do
                    for option in \(run.results.joined(separator: " ")); do
                        topslice \(run.arguments.map { "'\($0)'" }.joined(separator: " ")) $option "$target" --force
                        echo "rc=$?"
                    done; done
                    """
                let outcome = try Command.shell(script, in: folder)
                let codes = outcome.output.split(separator: "\n").filter { $0.hasPrefix("rc=") }
                #expect(codes.count == 5 * run.results.count)
                #expect(codes.allSatisfy { $0 == "rc=2" }, "\(input): \(codes)")
                #expect(outcome.errors.contains("is a file that this run reads"))
                #expect(try Data(contentsOf: file) == before)
            }
        }
    }

    /// A folder of results in which an input has the name of a result.
    @Test func aFolderOfResultsDoesNotTakeThePlaceOfAnInput() throws {
        try Command.withFolder { folder in
            try EveryCommand.fill(folder)
            let script = """
                mv spent.csv costs.csv; cp costs.csv before
                topslice services serves.csv --costs costs.csv --method direct --output . --force; echo rc=$?
                cmp costs.csv before && ls -A
                """
            let outcome = try Command.shell(script, in: folder)
            #expect(outcome.output.contains("rc=2"))
            #expect(!outcome.output.contains("services.json"))
            #expect(!outcome.output.contains(".topslice"))
            #expect(outcome.errors.contains("'./costs.csv' is a file that this run reads"))
        }
    }

    @Test func aNameThatIsNotUTF8IsRefusedInWords() throws {
        try Command.withFolder { folder in
            try EveryCommand.fill(folder)
            for words in [
                "claims claims.csv --estate 20 --output caf$'\\xe9'",
                "claims caf$'\\xe9'.csv --estate 20",
                "claims claims.csv --estate 20 --json=caf$'\\xe9'",
            ] {
                let outcome = try Command.shell(
                    "cp claims.csv caf$'\\xe9'.csv; topslice \(words)",
                    in: folder
                )
                #expect(outcome.exitCode == 2)
                #expect(outcome.errors.contains("caf\\xE9"), "\(outcome.errors)")
                #expect(outcome.errors.contains("is not UTF-8"))
            }
            #expect(try Command.shell("ls | wc -l", in: folder).output == "13\n")
        }
    }

    /// Warnings stand in the text; where a result takes its place, they go to standard error.
    @Test func warningsAreNotLost() throws {
        try Command.withFolder { folder in
            let game = "coalition,value\nA,11\na,7\nA+a,15\n"
            try Data(game.utf8).write(to: folder.appendingPathComponent("game.csv"))
            let words = "topslice game game.csv --orientation cost"
            let shown = try Command.shell(words, in: folder)
            #expect(shown.output.contains("warning: "))
            #expect(shown.errors.isEmpty)
            let replaced = try Command.shell(words + " --json -", in: folder)
            #expect(replaced.output.hasPrefix("{"))
            #expect(
                replaced.errors.contains("warning: game.csv: 'A' and 'a' differ only in capitals")
            )
        }
    }
}
