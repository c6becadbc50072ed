import Foundation
import Testing

/// `./install`, with everything it calls replaced: what it refuses, in which words, and where it puts things.
@Suite struct InstallTests {
    /// A machine: the programs on its path, and a checkout to install from.
    private struct Machine {
        var swiftVersion: String? = "6.2.1"
        var isDebian = true
        var hasPackages = true
        var isRoot = true
        var hasSudo = true
        var hasLibraries = false

        private static let borrowed = [
            "bash", "env", "sed", "head", "grep", "cat", "dirname", "mkdir", "install", "chmod",
        ]

        /// The programs are written by a child: while this process holds a file open for writing, whatever
        /// another test forks holds it too, and until that has become its own program the file can't be run
        /// ("Text file busy", execve(2)).
        func prepare(_ folder: URL) throws {
            var script = """
                set -e
                mkdir -p bin checkout/docs/man checkout/built checkout/Sources/CParquet
                for name in \(Self.borrowed.joined(separator: " ")); do
                    ln -s "$(command -v "$name")" "bin/$name"
                done
                cp '\(Command.root.appendingPathComponent("install").path)' checkout/install
                echo '.TH topslice 1' > checkout/docs/man/topslice.1

                """
            for (path, body) in programs(log: folder.appendingPathComponent("log").path) {
                script += """
                    cat > \(path) <<'PROGRAM'
                    #!/bin/bash
                    \(body)
                    PROGRAM
                    chmod 755 \(path)

                    """
            }
            let outcome = try Command.shell(script, in: folder)
            try #require(outcome.exitCode == 0, "\(outcome.errors)")
        }

        private func programs(log: String) -> [(path: String, body: String)] {
            var programs = [
                ("bin/id", "echo \(isRoot ? 0 : 1000)"),
                ("bin/pkg-config", "exit \(hasLibraries ? 0 : 1)"),
                ("checkout/built/topslice", "echo \"completion of $2\""),
                ("checkout/Sources/CParquet/install", "echo \"parquet $1\" >> \(log)"),
            ]
            if hasSudo { programs.append(("bin/sudo", "echo \"sudo $*\" >> \(log)")) }
            if isDebian {
                programs.append(("bin/apt-get", "echo \"apt-get $*\" >> \(log)"))
                programs.append(
                    ("bin/dpkg-query", hasPackages ? "echo install ok installed" : "exit 1")
                )
            }
            if let swiftVersion {
                let answers = """
                    case "$*" in
                    --version) echo "Swift version \(swiftVersion) (swift-\(swiftVersion)-RELEASE)" ;;
                    *--show-bin-path) echo "$PWD/built" ;;
                    *) echo "swift $*" >> \(log) ;;
                    esac
                    """
                programs.append(("bin/swift", answers))
            }
            return programs
        }
    }

    /// Runs it from a folder beside the checkout; `log` is what was built and installed by others.
    private func install(
        _ machine: Machine,
        _ arguments: String,
        prefix: String? = nil,
        body: (Command.Outcome, String, URL) throws -> Void
    ) throws {
        try Command.withFolder { folder in
            try machine.prepare(folder)
            var variables = ["PATH": folder.appendingPathComponent("bin").path]
            variables["HOME"] = folder.path
            variables["PREFIX"] = prefix ?? ""
            let outcome = try Command.shell(
                "../checkout/install \(arguments)",
                in: folder.appendingPathComponent("bin"),
                environment: variables
            )
            let log = try? String(
                contentsOf: folder.appendingPathComponent("log"),
                encoding: .utf8
            )
            try body(outcome, log ?? "", folder)
        }
    }

    @Test(arguments: ["--package-only", "--packages-only --force", "everything", "-n"])
    func aMistypedOptionInstallsNothing(_ arguments: String) throws {
        var machine = Machine()
        machine.hasPackages = false
        try install(machine, arguments, prefix: "there") { outcome, log, folder in
            #expect(outcome.exitCode == 2)
            #expect(outcome.errors.contains("is not an option"))
            #expect(outcome.errors.contains("Usage: ./install"))
            #expect(log.isEmpty)
            #expect(!FileManager.default.fileExists(atPath: folder.path + "/bin/there"))
        }
    }

    @Test func helpIsPrintedAndNothingElseDone() throws {
        try install(Machine(), "--help") { outcome, log, _ in
            #expect(outcome.exitCode == 0)
            #expect(outcome.output.hasPrefix("Usage: ./install [--packages-only]"))
            #expect(log.isEmpty)
        }
    }

    @Test(arguments: [
        (nil, "swift is not on the PATH"), ("6.1.9", "Swift 6.1 is too old"),
        ("5.10", "Swift 5.10 is too old"), ("unknown", "does not say which version"),
    ])
    func aMissingOrOldSwiftIsSaidBeforeAnythingIsInstalled(
        _ version: String?,
        _ words: String
    ) throws {
        var machine = Machine()
        machine.swiftVersion = version
        machine.hasPackages = false
        try install(machine, "") { outcome, log, _ in
            #expect(outcome.exitCode == 2)
            #expect(outcome.errors.contains(words), "\(outcome.errors)")
            #expect(outcome.errors.contains("6.2 or later"))
            #expect(log.isEmpty)
        }
    }

    @Test(arguments: ["6.2", "6.3.1", "6.10", "7.0"])
    func aSwiftThatIsNewEnoughBuilds(_ version: String) throws {
        var machine = Machine()
        machine.swiftVersion = version
        try install(machine, "", prefix: "there") { outcome, log, _ in
            #expect(outcome.exitCode == 0, "\(outcome.errors)")
            #expect(log.contains("swift build -c release --product topslice --static-swift-stdlib"))
        }
    }

    @Test func whatReadsParquetGoesBesideTheCommandUnlessItIsLeftOut() throws {
        try install(Machine(), "", prefix: "there") { outcome, log, folder in
            #expect(outcome.exitCode == 0, "\(outcome.errors)")
            #expect(log.contains("parquet \(folder.path)/bin/there/lib/topslice\n"))
        }
        try install(Machine(), "--packages-only") { outcome, log, _ in
            #expect(outcome.exitCode == 0, "\(outcome.errors)")
            #expect(log == "parquet .build/parquet\n")
        }
        for arguments in ["--without-parquet", "--packages-only --without-parquet"] {
            try install(Machine(), arguments, prefix: "there") { outcome, log, _ in
                #expect(outcome.exitCode == 0, "\(outcome.errors)")
                #expect(!log.contains("parquet"))
            }
        }
    }

    @Test func withoutSudoTheCommandForRootIsSaid() throws {
        var machine = Machine()
        machine.hasPackages = false
        machine.isRoot = false
        machine.hasSudo = false
        try install(machine, "--packages-only") { outcome, log, _ in
            #expect(outcome.exitCode == 2)
            #expect(outcome.errors.contains("there is no sudo"))
            #expect(
                outcome.errors.contains("apt-get install --no-install-recommends libopenblas-dev")
            )
            #expect(log.isEmpty)
        }
        machine.hasSudo = true
        try install(machine, "--packages-only") { outcome, log, _ in
            #expect(outcome.exitCode == 0)
            #expect(log.contains("sudo apt-get update"))
            #expect(!log.contains("swift build"))
        }
    }

    @Test func anotherSystemIsNamedUnlessItHasTheLibraries() throws {
        var machine = Machine()
        machine.isDebian = false
        try install(machine, "--packages-only") { outcome, _, _ in
            #expect(outcome.exitCode == 2)
            #expect(outcome.errors.contains("not a Debian system"))
        }
        machine.hasLibraries = true
        try install(machine, "--packages-only") { outcome, _, _ in
            #expect(outcome.exitCode == 0)
        }
    }

    @Test(arguments: ["there", "there/deeper"])
    func aRelativePrefixIsThatOfTheCaller(_ prefix: String) throws {
        try install(Machine(), "", prefix: prefix) { outcome, _, folder in
            #expect(outcome.exitCode == 0, "\(outcome.errors)")
            let place = folder.path + "/bin/" + prefix
            for (file, text) in [
                ("share/bash-completion/completions/topslice", "completion of bash\n"),
                ("share/zsh/site-functions/_topslice", "completion of zsh\n"),
                ("share/fish/vendor_completions.d/topslice.fish", "completion of fish\n"),
                ("share/man/man1/topslice.1", ".TH topslice 1\n"),
            ] {
                let found = try? String(contentsOfFile: place + "/" + file, encoding: .utf8)
                #expect(found == text, "\(file)")
            }
            #expect(FileManager.default.isExecutableFile(atPath: place + "/bin/topslice"))
            #expect(outcome.output.contains("installed \(place)/bin/topslice"))
            #expect(outcome.output.contains("is not on your PATH"))
            #expect(!FileManager.default.fileExists(atPath: folder.path + "/checkout/" + prefix))
        }
    }

    @Test func aPrefixThatCannotBeIsRefused() throws {
        try install(Machine(), "", prefix: "bash/x") { outcome, log, _ in
            #expect(outcome.exitCode == 2)
            #expect(outcome.errors.contains("may not be written to"))
            #expect(!log.contains("swift build"))
        }
    }
}
