import Testing

/// Command lines that say nothing the program knows: refused with exit code 2, never taken for a request for help.
@Suite struct UsageTests {
    private static let commands = [
        "attribute", "importance", "regress", "moments", "game", "claims", "apportion", "services",
        "settle", "compare", "check", "simulate",
    ]

    @Test(arguments: commands)
    func aWordBehindOneDashIsAnUnknownOption(_ command: String) throws {
        for word in ["-weights", "-output", "-help", "-xh", "-hh", "-h=1", "-9"] {
            let run = try Command.run([command, "nosuch.csv", word, "w"])
            #expect(run.exitCode == 2, "\(command) \(word)")
            #expect(run.errors.hasPrefix("Error: Unknown option '\(word)'"), "\(run.errors)")
            #expect(run.errors.contains("Usage: topslice \(command) "), "\(run.errors)")
            #expect(run.output.isEmpty)
        }
    }

    @Test(arguments: commands)
    func helpIsGivenWhereItIsAskedFor(_ command: String) throws {
        for words in [[command, "-h"], [command, "--help"], ["help", command]] {
            let run = try Command.run(words)
            #expect(run.exitCode == 0)
            #expect(run.errors.isEmpty)
            #expect(run.output.hasPrefix("OVERVIEW: "))
            #expect(run.output.split(separator: "\n").allSatisfy { $0.count <= 100 })
        }
    }

    @Test(arguments: [
        (["attribute", "a.csv", "--outcome="], "--outcome has an empty value"),
        (["regress", "a.csv", "--formula", ""], "--formula has an empty value"),
        (["attribute", "a.csv", "--level", "0.9", "--level=0.9"], "--level is given twice"),
        (["attribute", "a.csv", "--force=yes"], "'--force' does not take any value"),
        (["attribute", "a.csv", "--help=yes"], "--help takes no value"),
        (["attribute", "a.csv", "--outcom", "y"], "Unknown option '--outcom'"),
        (["settle", "a.yaml", "--actuals", "x.csv", "--", "-h"], "Unexpected argument '-h'"),
        (["settle", "a.yaml", "b.csv", "--actuals", "x.csv"], "Unexpected argument 'b.csv'"),
        (["attribute"], "Missing expected argument '<files> ...'"),
        (["attribut", "a.csv"], "unexpected arguments: 'attribut'"),
        (["help", "attribut"], "help is of one command: attribute,"),
        (["help", "attribute", "regress"], "help is of one command: attribute,"),
        ([], "OVERVIEW: "),
    ])
    func whatIsNotUnderstoodIsSaidWithExitCodeTwo(_ words: [String], _ message: String) throws {
        let run = try Command.run(words)
        #expect(run.exitCode == 2)
        #expect(run.errors.contains(message), "\(run.errors)")
        #expect(run.output.isEmpty)
    }

    @Test func theOptionProbablyMeantIsNamed() throws {
        let run = try Command.run(["attribute", "nosuch.csv", "-weights", "w"])
        #expect(
            run.errors == """
                Error: Unknown option '-weights'. Did you mean '--weights'?
                Usage: topslice attribute [<options>] <files> ...
                  See 'topslice attribute --help' for more information.

                """
        )
    }

    /// A number below zero is a value, also as a code of what is missing.
    @Test func aNegativeNumberBehindAnOptionIsItsValue() throws {
        let run = try Command.run(
            ["regress", "-", "--formula", "y ~ x", "--missing", "-9", "--json", "-"],
            input: "y,x\n1,2\n2,3\n-9,3\n4,7\n5,-9\n3,2\n"
        )
        #expect(run.exitCode == 0, "\(run.errors)")
        #expect(run.output.contains("\"-9\""))
    }
}
