import Foundation
import Testing

/// `settle`, `compare` and `check` as a finance officer runs them.
@Suite struct FundCommandsTests {
    private static let funds = "datasets/funds"

    private func settle(_ more: [String]) throws -> Command.Outcome {
        try Command.run(
            [
                "settle", "\(Self.funds)/free-rider/agreement.yaml", "--actuals",
                "\(Self.funds)/free-rider/actuals.csv",
            ] + more
        )
    }

    @Test func settlingWritesItsFilesAndTheSameBytesAgain() throws {
        try Command.withFolder { folder in
            let names = [
                "journal.csv", "letters.html", "settlement.json", "settlement.xlsx",
                "statement.html",
                "transfers.csv",
            ]
            var written: [[Data]] = []
            for run in ["first", "second"] {
                let output = folder.appendingPathComponent(run)
                let outcome = try settle(["--output", output.path])
                #expect(outcome.exitCode == 0, "\(outcome.errors)")
                #expect(outcome.output.contains("Reconciled: all"))
                let found = try FileManager.default.contentsOfDirectory(atPath: output.path)
                #expect(found.sorted() == names)
                written.append(
                    try names.map { try Data(contentsOf: output.appendingPathComponent($0)) }
                )
            }
            #expect(written[0] == written[1])
        }
    }

    @Test func whatStandsThereIsOverwrittenOnlyWhenAsked() throws {
        try Command.withFolder { folder in
            let file = folder.appendingPathComponent("journal.csv")
            try "mine".write(to: file, atomically: true, encoding: .utf8)
            let refused = try settle(["--output", folder.path])
            #expect(refused.exitCode == 2)
            #expect(refused.errors.contains("journal.csv"))
            #expect(try String(contentsOf: file, encoding: .utf8) == "mine")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 1)
            #expect(try settle(["--output", folder.path, "--force"]).exitCode == 0)
            #expect(try String(contentsOf: file, encoding: .utf8) != "mine")
        }
    }

    /// The keys that programs rely on, with amounts as decimal strings.
    @Test func theJSONHoldsTheContract() throws {
        let outcome = try settle(["--json", "-"])
        let object = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
        let root = try #require(object as? [String: Any])
        func rows(_ key: String) throws -> [[String: Any]] {
            let rows = try #require(root[key] as? [[String: Any]])
            // A loop over nothing would hold whatever it says.
            try #require(!rows.isEmpty, "\(key)")
            return rows
        }
        for partner in try rows("partners") {
            for key in [
                "id", "contribution", "risk_share", "savings", "outcome_payments", "net", "pays",
                "receives",
            ] {
                #expect(partner[key] is String, "\(key)")
            }
        }
        let payer = try #require(try rows("partners").first { $0["id"] as? String == "a" })
        #expect(payer["net"] as? String == "-200000.00")
        for transfer in try rows("transfers") {
            #expect(Set(transfer.keys).isSuperset(of: ["from", "to", "amount", "clause"]))
        }
        for line in try rows("journal") {
            #expect(
                Set(line.keys)
                    .isSuperset(of: ["date", "debit", "credit", "amount", "clause", "source"])
            )
        }
        for check in try rows("checks") {
            #expect(check["expected"] as? String == check["actual"] as? String)
            #expect(check["difference"] as? String == "0.00")
        }
        #expect(root["warnings"] is [String])
    }

    @Test func faultsOfBothFilesAreListedTogetherAndNothingIsWritten() throws {
        try Command.withFolder { folder in
            let agreement = folder.appendingPathComponent("a.yaml")
            try """
            agreement: Two faults
            term: {from: 2025-04-01, to: 2025-02-30}
            partners:
              - {id: a, name: A, role: host}
            contributions:
              - {id: c, rule: fixed, partner: nobody, amount: 1.005}
            """.write(to: agreement, atomically: true, encoding: .utf8)
            let actuals = folder.appendingPathComponent("actuals.csv")
            try "date,kind,id,amount\n2025-04-31,spend,nothing,1.00\n"
                .write(to: actuals, atomically: true, encoding: .utf8)
            let output = folder.appendingPathComponent("out").path
            let run = try Command.run([
                "settle", agreement.path, "--actuals", actuals.path, "--output", output, "--json",
                output + ".json",
            ])
            #expect(run.exitCode == 2)
            #expect(run.output.isEmpty)
            for place in ["a.yaml:2:", "a.yaml:6:", "actuals.csv:2:"] {
                #expect(run.errors.contains(place), "\(run.errors)")
            }
            #expect(run.errors.contains("'nobody'"))
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 2)
        }
    }

    @Test func aComparisonSaysWhoGainsAndWhoLoses() throws {
        try Command.withFolder { folder in
            let output = folder.appendingPathComponent("out")
            let run = try Command.run([
                "compare", "\(Self.funds)/free-rider/agreement.yaml",
                "\(Self.funds)/free-rider/repaired.yaml", "--actuals",
                "\(Self.funds)/free-rider/actuals.csv", "--output", output.path,
            ])
            #expect(run.exitCode == 0, "\(run.errors)")
            let table = try String(
                contentsOf: output.appendingPathComponent("comparison.csv"),
                encoding: .utf8
            )
            // Repaired, A gives 40% and B 60% of £200,000.00 instead of all and nothing.
            #expect(table.contains("\na,net,120000.00\n"))
            #expect(table.contains("\nb,net,-120000.00\n"))
            let page = try String(
                contentsOf: output.appendingPathComponent("comparison.html"),
                encoding: .utf8
            )
            #expect(page.contains("Better off under B: Department A by £120,000.00."))
            #expect(try FileManager.default.contentsOfDirectory(atPath: output.path).count == 4)
        }
    }

    @Test func faultsOfBothAgreementsAreListedTogether() throws {
        try Command.withFolder { folder in
            for name in ["a", "b"] {
                try "agreement: \(name)\nterm: {from: 2025-04-01, to: 2025-02-30}\npartners: []\n"
                    .write(
                        to: folder.appendingPathComponent("\(name).yaml"),
                        atomically: true,
                        encoding: .utf8
                    )
            }
            let run = try Command.run(
                ["compare"] + ["a", "b"].map { folder.appendingPathComponent("\($0).yaml").path }
            )
            #expect(run.exitCode == 2)
            #expect(run.errors.contains("a.yaml:2:"))
            #expect(run.errors.contains("b.yaml:2:"))
            #expect(run.output.isEmpty)
        }
    }

    @Test func aCompleteAgreementIsSaidToBeComplete() throws {
        let run = try Command.run([
            "check", "\(Self.funds)/south-tyneside/agreement.yaml", "--actuals",
            "\(Self.funds)/south-tyneside/actuals.csv",
        ])
        #expect(run.exitCode == 0)
        #expect(run.output.contains("Complete"))
        // Colour is for terminals only; the word is there without it.
        #expect(!run.output.contains("\u{1B}"))
    }

    /// The whole way of the README: rows of a cohort, their attribution, its shares, and pennies.
    @Test func aRowBecomesAPennyByTwoCommands() throws {
        try Command.withFolder { folder in
            let example = Command.root.appendingPathComponent("\(Self.funds)/attributed")
            for name in ["agreement.yaml", "actuals.csv"] {
                try FileManager.default.copyItem(
                    at: example.appendingPathComponent(name),
                    to: folder.appendingPathComponent(name)
                )
            }
            let attribution = folder.appendingPathComponent("attribution.json").path
            let attributed = try Command.run([
                "attribute", "datasets/resettlement/cohort.csv", "--study",
                "datasets/resettlement/study.yaml", "--json", attribution,
            ])
            #expect(attributed.exitCode == 0, "\(attributed.errors)")
            let settled = try Command.run([
                "settle", folder.appendingPathComponent("agreement.yaml").path, "--actuals",
                folder.appendingPathComponent("actuals.csv").path, "--json", "-",
            ])
            #expect(settled.exitCode == 0, "\(settled.errors)")
            let object = try JSONSerialization.jsonObject(with: Data(settled.output.utf8))
            let root = try #require(object as? [String: Any])
            let partners = try #require(root["partners"] as? [[String: Any]])
            let nets = try partners.map { partner in
                let id = try #require(partner["id"] as? String)
                let net = try #require(partner["net"] as? String)
                return "\(id),\(net)"
            }
            let expected = try String(
                contentsOf: example.appendingPathComponent("expected.csv"),
                encoding: .utf8
            )
            #expect(
                nets.sorted()
                    == expected.split(separator: "\n").dropFirst().map(String.init).sorted()
            )
            let measured = try #require(root["measured"] as? [[String: Any]])
            #expect(measured.first?["people"] as? Int == 3_000)
        }
    }
}
