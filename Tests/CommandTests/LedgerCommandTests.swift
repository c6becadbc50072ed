import Foundation
import Testing

/// `settle --ledger` and `--other-rules` as a finance officer runs them.
@Suite struct LedgerCommandTests {
    private static let fund = "datasets/funds/better-care"

    private func settle(_ more: [String]) throws -> Command.Outcome {
        try Command.run(
            [
                "settle", "\(Self.fund)/agreement.yaml", "--actuals",
                "\(Self.fund)/actuals.csv",
            ] + more
        )
    }

    @Test func theLedgerStandsBesideTheOthers() throws {
        try Command.withFolder { folder in
            let output = folder.appendingPathComponent("out")
            let outcome = try settle([
                "--output", output.path, "--ledger", "\(Self.fund)/ledger-signed.yaml",
                "--other-rules",
            ])
            #expect(outcome.exitCode == 0, "\(outcome.errors)")
            let ledger = try String(
                contentsOf: output.appendingPathComponent("ledger.csv"),
                encoding: .utf8
            )
            #expect(
                ledger.hasPrefix(
                    "Company,Date,Account,Cost centre,Amount,Reference,Narrative,VAT\n"
                )
            )
            let json = try String(
                contentsOf: output.appendingPathComponent("settlement.json"),
                encoding: .utf8
            )
            #expect(json.contains("\"other_rules\""))
        }
    }

    /// Nothing is written where an account has no code.
    @Test func aLayoutWithoutCodesIsRefused() throws {
        try Command.withFolder { folder in
            let layout = folder.appendingPathComponent("layout.yaml")
            let text = """
                columns: [{head: Account, value: account}, {head: Amount, value: amount}]
                accounts:
                  pool: {account: "1"}
                """
            try Data(text.utf8).write(to: layout)
            let output = folder.appendingPathComponent("out")
            let outcome = try settle(["--output", output.path, "--ledger", layout.path])
            #expect(outcome.exitCode == 2)
            #expect(
                outcome.errors.contains("key 'accounts.line:beds': money moves on this account")
            )
            #expect(outcome.errors.contains("key 'accounts.suppliers'"))
            #expect(!FileManager.default.fileExists(atPath: output.path))
        }
    }

    @Test(arguments: [
        (["--ledger", "x.yaml"], "expected --output as well"),
        (
            ["--ledger", "x.yaml", "--output", "/nowhere/x", "--audience", "public"],
            "expected --audience commissioner"
        ),
    ])
    func aLedgerNeedsAFolderAndEverything(words: [String], message: String) throws {
        let outcome = try settle(words)
        #expect(outcome.exitCode == 2)
        #expect(outcome.errors.contains(message), "\(outcome.errors)")
    }
}
