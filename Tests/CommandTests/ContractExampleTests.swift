import Foundation
import Testing

/// The worked contracts of `datasets/contracts`, settled by the command.
@Suite struct ContractExampleTests {
    private static let folder = "datasets/contracts"

    private static func tables(_ name: String) -> [String] {
        ["actuals", "outcomes", "referrals", "episodes"].flatMap { table in
            let path = "\(folder)/\(name)/\(table).csv"
            return FileManager.default.fileExists(atPath: Command.root.path + "/" + path)
                ? ["--" + table, path] : []
        }
    }

    private static func settled(_ name: String) throws -> [String: Any] {
        let outcome = try Command.run(
            ["settle", "\(folder)/\(name)/agreement.yaml", "--basis", "final", "--json", "-"]
                + tables(name)
        )
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        let object = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
        return try #require(object as? [String: Any])
    }

    @Test func everyExampleComesOutAsExpected() throws {
        let root = Command.root.appendingPathComponent(Self.folder)
        let names = try FileManager.default.contentsOfDirectory(atPath: root.path)
            .filter {
                FileManager.default.fileExists(
                    atPath: root.appendingPathComponent($0 + "/expected.csv").path
                )
            }
        #expect(names.count >= 4)
        for name in names {
            let result = try Self.settled(name)
            let partners = try #require(result["partners"] as? [[String: Any]])
            var nets: [String: String] = [:]
            for partner in partners {
                let id = try #require(partner["id"] as? String)
                nets[id] = partner["net"] as? String
            }
            let expected = try String(
                contentsOf: root.appendingPathComponent(name + "/expected.csv"),
                encoding: .utf8
            ).split(separator: "\n").dropFirst().map { $0.split(separator: ",").map(String.init) }
            try #require(!expected.isEmpty)
            for row in expected { #expect(nets[row[0]] == row[1], "\(name) \(row[0])") }
        }
    }

    @Test func theJSONHoldsThePayments() throws {
        let result = try Self.settled("two-departments")
        let payments = try #require(result["payments"] as? [[String: Any]])
        let first = try #require(payments.first { $0["outcome"] as? String == "job" })
        #expect(first["party"] as? String == "provider")
        #expect(first["people"] as? Int == 1)
        #expect(first["tariff"] as? String == "2000.00")
        #expect(first["amount"] as? String == "2000.00")
        #expect(first["clause"] as? String == "Schedule 3, 1")
        let contracts = try #require(result["contracts"] as? [[String: Any]])
        let second = try #require(contracts.first { $0["id"] as? String == "reoffending" })
        #expect(
            second["parties"] as? [String: String]
                == ["dwp": "-900.00", "moj": "-2100.00", "provider": "3000.00"]
        )
    }

    /// Nothing that was written names a person.
    @Test func noOutputNamesAPerson() throws {
        try Command.withFolder { folder in
            let output = folder.appendingPathComponent("out")
            let outcome = try Command.run(
                [
                    "settle", "\(Self.folder)/family-therapy/agreement.yaml", "--output",
                    output.path,
                ] + Self.tables("family-therapy")
            )
            #expect(outcome.exitCode == 0, "\(outcome.errors)")
            for name in ["settlement.json", "journal.csv", "statement.html", "letters.html"] {
                let text = try String(
                    contentsOf: output.appendingPathComponent(name),
                    encoding: .utf8
                )
                #expect(!text.contains("N07") && !text.contains("E31"), "\(name)")
            }
        }
    }

    @Test func settlingNeedsSomethingThatHappened() throws {
        let outcome = try Command.run(["settle", "\(Self.folder)/two-departments/agreement.yaml"])
        #expect(outcome.exitCode == 2 || outcome.exitCode == 64)
        #expect(outcome.errors.contains("--outcomes"))
    }
}
