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

    private static func rows(_ name: String, _ file: String) throws -> [[String]] {
        let place = Command.root.appendingPathComponent("\(folder)/\(name)/\(file)")
        let rows = try String(contentsOf: place, encoding: .utf8).split(separator: "\n").dropFirst()
        try #require(!rows.isEmpty)
        return rows.map { $0.split(separator: ",").map(String.init) }
    }

    private static func cash(_ name: String) throws -> [String: Any] {
        let outcome = try Command.run(
            ["cashflow", "\(folder)/\(name)/agreement.yaml", "--json", "-"]
                + (name == "impact-bond" ? [] : tables(name))
        )
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        let object = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
        return try #require(object as? [String: Any])
    }

    private static func balances(_ result: [String: Any]) throws -> [String: String] {
        let parties = try #require(result["parties"] as? [[String: Any]])
        var balances: [String: String] = [:]
        for party in parties {
            balances[try #require(party["party"] as? String)] = party["closing"] as? String
        }
        return balances
    }

    /// As planned, and under each scenario; by hand, or by the fractions of `exact.py`.
    @Test(arguments: ["impact-bond", "what-may-happen"])
    func cashComesOutAsExpected(name: String) throws {
        let result = try Self.cash(name)
        let planned = try Self.balances(result)
        for row in try Self.rows(name, "expected_cash.csv") {
            #expect(planned[row[0]] == row[1], "\(name) \(row[0])")
        }
        guard name == "what-may-happen" else { return }
        let scenarios = try #require(result["scenarios"] as? [[String: Any]])
        for row in try Self.rows(name, "expected_scenarios.csv") {
            let scenario = try #require(scenarios.first { $0["id"] as? String == row[0] })
            #expect(try Self.balances(scenario)[row[1]] == row[2], "\(row)")
        }
        let risk = try #require(result["risk"] as? [String: Any])
        #expect((risk["months"] as? [Any])?.isEmpty == false)
    }

    /// What the bond is paid for is what the cohort gives.
    @Test func theAttributionOfTheBondIsThatOfItsCohort() throws {
        let outcome = try Command.run([
            "attribute", "datasets/resettlement/cohort.csv", "--study",
            "datasets/resettlement/study.yaml", "--json", "-",
        ])
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        func total(_ data: Data) throws -> [String: Any] {
            let object = try JSONSerialization.jsonObject(with: data) as? [String: Any]
            return try #require(object?["total"] as? [String: Any])
        }
        let now = try total(Data(outcome.output.utf8))
        let kept = try total(
            Data(
                contentsOf: Command.root
                    .appendingPathComponent("\(Self.folder)/impact-bond/attribution.json")
            )
        )
        for key in ["attributable", "conf_low", "conf_high"] {
            let (left, right) = (now[key] as? Double, kept[key] as? Double)
            #expect(abs((left ?? .nan) - (right ?? .nan)) < 1e-6, "\(key)")
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
