import Foundation
import Testing

/// `docs/reference.md`, the page of the manual and the completions say what the commands take.
@Suite struct ReferenceTests {
    private static let commands = [
        "attribute", "importance", "regress", "moments build", "moments seal", "game", "claims",
        "apportion", "services",
        "settle", "compare", "check", "simulate",
    ]

    @Test(arguments: [("markdown", "docs/reference.md"), ("man", "docs/man/topslice.1")])
    func whatIsWrittenDownIsNotStale(_ form: String, _ path: String) throws {
        let made = try Command.run(["reference", "--form", form])
        #expect(made.exitCode == 0)
        let kept = try String(
            contentsOf: Command.root.appendingPathComponent(path),
            encoding: .utf8
        )
        #expect(made.output == kept, "run: topslice reference --form \(form) >\(path)")
    }

    /// The flags that `--help` names, which the parser prints, against the reference, which the tables give.
    @Test(arguments: commands)
    func everyFlagOfHelpStandsInTheReference(_ command: String) throws {
        let flags = try Self.flags(of: command)
        #expect(flags.count >= 3)
        let section = try #require(try Self.sections()[command])
        let manual = try Command.run(["reference", "--form", "man"]).output
        for flag in flags {
            #expect(section.contains("| `\(flag)` |"), "\(flag)")
            #expect(
                manual.contains("\n.B \(flag.replacingOccurrences(of: "-", with: "\\-"))\n"),
                "\(flag)"
            )
        }
    }

    /// Every word of a choice is named by help, and offered by the completions of each shell.
    @Test func everyWordOfAChoiceIsNamedAndOffered() throws {
        let scripts = try ["bash", "zsh", "fish"].map { shell in
            let run = try Command.run(["--generate-completion-script", shell])
            #expect(run.exitCode == 0)
            return run.output
        }
        var seen = 0
        for (command, section) in try Self.sections() where Self.commands.contains(command) {
            let help = try Command.run(command.split(separator: " ").map(String.init) + ["--help"])
                .output
            for row in section.split(separator: "\n") where row.hasPrefix("| `--") {
                let cells = row.split(separator: "|").map {
                    $0.trimmingCharacters(in: .whitespaces)
                }
                let words = cells.dropFirst().first { $0.hasPrefix("`") && $0.contains("` `") }
                for word in words?.split(separator: " ").map({ $0.filter { $0 != "`" } }) ?? [] {
                    seen += 1
                    for script in scripts {
                        #expect(script.contains(word), "\(command) \(cells[0]) \(word)")
                    }
                    // Rules are too many for help, which says 'all'; a message lists them.
                    if cells[0] != "`--rules`" {
                        #expect(help.contains(word), "\(command) \(cells[0]) \(word)")
                    }
                }
            }
        }
        #expect(seen > 60)
    }

    /// The keys of a request, as a wrong one is told of them.
    @Test(arguments: ["game", "claims", "apportion", "services"])
    func theKeysOfARequestStandInTheReference(_ command: String) throws {
        let section = try #require(try Self.sections()[command])
        try Command.withFolder { folder in
            let path = folder.appendingPathComponent("request.yaml").path
            try "zzzzzzzz: 1\n".write(toFile: path, atomically: true, encoding: .utf8)
            let run = try Command.run([command, path])
            #expect(run.exitCode == 2)
            let list = try #require(run.errors.components(separatedBy: "known are ").last)
            let keys = list.trimmingCharacters(in: .newlines).components(separatedBy: ", ")
            #expect(keys.count >= 6)
            for key in keys where key != "file" {
                #expect(section.contains("| `\(key)` |"), "\(key)")
            }
        }
    }

    @Test func helpOfCheckIsThis() throws {
        let run = try Command.run(["check", "--help"])
        #expect(run.exitCode == 0)
        #expect(
            run.output == """
                OVERVIEW: Check a CSV file against a study, or an agreement, and report every
                fault.

                A cohort needs its study, which --draft makes from the file itself; a file that
                ends in .yaml or .yml without one is an agreement. Exit code 0 with a summary,
                what is missing and any warnings, or 2 with every fault.

                USAGE: topslice check [<options>] <files> ...

                ARGUMENTS:
                  <files>                 The CSV file, or several of one shape (- for standard
                                          input), or an agreement as YAML.

                OPTIONS:
                  --where <where>         Rows to read, such as 'area = E06 and age >= 18':
                                          column, one of = != < <= > >=, value; joined by and.
                  --table <table>         With postgresql://HOST/DATABASE or duckdb:FILE: the
                                          table that is read, perhaps with its schema.
                  --query <query>         With postgresql://HOST/DATABASE or duckdb:FILE: the
                                          query whose rows are read; one that changes data is
                                          refused.
                  --study <study>         The study: types, ranges, missing codes, roles and
                                          options, as YAML.
                  --actuals <actuals>     With an agreement: actuals to check against it, as
                                          CSV or a sheet of a workbook.
                  --columns <columns>     A YAML file that says how the columns of the actuals,
                                          and of tables the agreement names, are headed
                                          (docs/workbooks.md).
                  --previous <previous>   With an agreement: settlement.json of the term
                                          before, with which it opens.
                  --draft <draft>         Draft a study from a cohort: types, ranges and
                                          missing codes of all columns, into this file (- for
                                          standard output).
                  --limit <limit>         How many faults of a cohort are listed; the others
                                          are counted. (from 1 to 1000000; default: 100)
                  --disclosure-threshold <disclosure-threshold>
                                          Counts of fewer people are withheld, with what
                                          derives from them; 0 writes every count. (from 0 to
                                          1000; default: 10)
                  --disclosure-rounding <disclosure-rounding>
                                          Counts of people are rounded to multiples of this.
                                          (from 1 to 1000; default: 1)
                  --json <json>           Write the result as JSON here; - for standard output,
                                          which replaces the table.
                  --csv <csv>             Write tidy CSV here; - for standard output, which
                                          replaces the table.
                  --force                 Overwrite files that are already there.
                  --version               Show the version.
                  -h, --help              Show help information.


                """
        )
    }

    @Test(arguments: [
        (
            ["services", "x.csv", "--method", "stepdown", "--amount-style", "french"],
            """
            error: --method: 'stepdown' is not known; expected one of direct, step-down, reciprocal; did you mean \
            'step-down'?
            --amount-style: 'french' is not known; expected one of british, continental, spaced

            """
        ),
        (
            ["apportion", "x.csv", "--amount", "1", "--units", "2"],
            "error: --units: give either --amount or --units, not both\n"
        ),
        (
            ["simulate", "--output", "x", "--regressors", "1000000000"],
            "error: --regressors: '1000000000' is not a whole number from 1 to 4000\n"
        ),
        (
            ["attribute", "x.csv", "--threads", "0", "--level", "nan"],
            """
            error: --level: 'nan' is not a number above 0 and below 1
            --threads: '0' is not a whole number from 1 to 64

            """
        ),
        (
            ["importance", "x.csv", "--seed", "-1", "--bootstrap", "1e3"],
            """
            error: --bootstrap: '1e3' is not a whole number from 2 to 1000000
            --seed: '-1' is not a whole number from 0 to 18446744073709551615

            """
        ),
        (
            ["check", "x.csv"],
            """
            Error: a cohort is checked against a study; give --study STUDY.yaml, or --draft STUDY.yaml to have one \
            drafted from the file
            Usage: topslice check [<options>] <files> ...
              See 'topslice check --help' for more information.

            """
        ),
    ])
    func whatIsRefusedBeforeAFileIsReadIsSaidWhole(_ words: [String], _ message: String) throws {
        let run = try Command.run(words)
        #expect(run.exitCode == 2)
        #expect(run.errors == message)
        #expect(run.output.isEmpty)
    }

    /// What flags say wins over the study; what neither says has its default, and all of it is printed back.
    @Test func flagsWinOverTheStudyAndAreAllPrintedBack() throws {
        let run = try Command.run([
            "attribute", "datasets/resettlement/cohort.csv", "--study",
            "datasets/resettlement/study.yaml", "--interactions", "none", "--level", "0.9",
            "--missing", "-9", "--json", "-",
        ])
        #expect(run.exitCode == 0, "\(run.errors)")
        let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
        let provenance = try #require((object as? [String: Any])?["provenance"] as? [String: Any])
        let options = try #require(provenance["options"] as? [String: String])
        #expect(options["interactions"] == "none")
        #expect(options["confidence_level"] == "0.9")
        #expect(options["missing_codes"] == "-9")
        #expect(options["outcome"] == "outcome")
        #expect(options["family"] == "binomial")
        #expect(options["agency_by"] == "need")
    }

    private static func flags(of command: String) throws -> Set<String> {
        let help = try Command.run(command.split(separator: " ").map(String.init) + ["--help"])
            .output
        let words = help.split(whereSeparator: { $0.isWhitespace || $0 == "," })
        let own = help.split(separator: "\n").filter { $0.hasPrefix("  -") }
            .flatMap { $0.split(separator: " ").filter { $0.hasPrefix("--") } }
        #expect(!words.isEmpty)
        return Set(own.map(String.init)).subtracting(["--help", "--version"])
    }

    /// The sections of the reference by the commands they are about.
    private static func sections() throws -> [String: String] {
        let text = try Command.run(["reference"]).output
        var sections: [String: String] = [:]
        for part in text.components(separatedBy: "\n## topslice ").dropFirst() {
            let whole = part.components(separatedBy: "\n## ")[0]
            let name = whole.prefix { $0 != "\n" }
            sections[String(name)] = whole
        }
        return sections
    }
}
