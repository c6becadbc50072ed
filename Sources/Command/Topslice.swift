internal import ArgumentParser
internal import Glibc
import TopsliceFormats
internal import TopsliceReports

/// The command line: every command is one file, and every file one call of a library.
@main
struct Topslice: ParsableCommand {
    static let version = Provenance.softwareVersion

    static let configuration = CommandConfiguration(
        commandName: "topslice",
        abstract:
            "Who caused an outcome, what that was worth to each, and who should pay and gain.",
        version: version,
        subcommands: [
            AttributeCommand.self, ProtocolCommand.self, ReportCommand.self,
            ImportanceCommand.self, RegressCommand.self, MomentsCommand.self,
            CellsCommand.self, SparkCommand.self, GameCommand.self, ClaimsCommand.self,
            ApportionCommand.self,
            ServicesCommand.self,
            SettleCommand.self, AuditCommand.self, CompareCommand.self, CashFlowCommand.self,
            AppraiseCommand.self, PowerCommand.self, CheckCommand.self, SimulateCommand.self,
            ReferenceCommand.self,
        ]
    )

    /// Everything refused ends with exit code 2 and a message on standard error; what was stopped, with 130.
    static func main() {
        Process.prepare()
        do {
            try Process.checkArguments()
            let words = CommandWords(Process.arguments(), root: Self.self)
            var command = try parseAsRoot(try words.checked())
            try command.run()
        } catch {
            end(after: error)
        }
    }

    private static func end(after error: any Error) -> Never {
        if exitCode(for: error) == .success {
            // Help and the version: asked for, so standard output must take them.
            do { try StandardStream.output.say(fullMessage(for: error) + "\n") } catch {
                Terminal.fail("error: \(error)")
            }
            exit(withError: ExitCode.success)
        }
        if let error = error as? UsageError { Terminal.fail(error.message) }
        // A command that ends with a code of its own has said why already.
        if let code = error as? ExitCode { Glibc.exit(code.rawValue) }
        Terminal.fail(
            message(for: error, full: fullMessage(for: error)),
            exitCode: Interruption.isAsked ? Interruption.exitCode : 2
        )
    }

    private static func message(for error: any Error, full: String) -> String {
        error is CleanExit || error is ValidationError || full.contains("Usage:")
            ? full : "error: \(message(for: error))"
    }
}
